namespace Arch.Package.Tests.Harness;

/// <summary>Key material for the scratch projects, in parts; an id with a 7 in fifth place belongs to nobody.</summary>
internal static class Secrets
{
    public static readonly string KeyId = "AKIA7" + "QKX3MZ5TW2RNB4D";

    public static readonly string OtherKeyId = "AKIA7" + "MBW4RYT6HXJ2LQS";

    public static readonly string Secret = "q8Zt+Vw3Lr/Xk5Ny" + "Pb2Hj7Mc9Gd4Fs6Ra0TeUoIy";

    /// <summary>Nothing that we print may hold a secret or the middle of an id.</summary>
    public static void AssertAbsent(string text)
    {
        foreach (var id in new[] { KeyId, OtherKeyId })
            Assert.DoesNotContain(id[6..14], text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret[4..12], text, StringComparison.Ordinal);
    }
}
