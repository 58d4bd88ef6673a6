using System.Buffers;

namespace Arch.Package.Tests.Harness;

/// <summary>Key material for the scratch projects, in parts; an id with a 7 in fifth place belongs to nobody.</summary>
internal static class Secrets
{
    public static readonly string KeyId = "AKIA7" + "QKX3MZ5TW2RNB4D";

    public static readonly string OtherKeyId = "AKIA7" + "MBW4RYT6HXJ2LQS";

    public static readonly string Secret = "q8Zt+Vw3Lr/Xk5Ny" + "Pb2Hj7Mc9Gd4Fs6Ra0TeUoIy";

    /// <summary>
    /// Whatever is longer than the mask shows: of an id its first and last four characters, of a secret nothing. Six characters are nobody's by chance.
    /// </summary>
    public static readonly SearchValues<string> Parts = SearchValues.Create(
        [.. from key in new[] { KeyId, OtherKeyId, Secret } from start in Enumerable.Range(0, key.Length - 5) select key.Substring(start, 6)], StringComparison.Ordinal);
}
