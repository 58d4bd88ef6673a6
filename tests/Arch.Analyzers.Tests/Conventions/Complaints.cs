namespace Arch.Analyzers.Tests.Conventions;

/// <summary>What a convention has to say: each complaint names the id and the file to edit.</summary>
internal static class Complaints
{
    public static void None(IEnumerable<string> complaints)
    {
        var all = complaints.ToList();
        Assert.True(all.Count == 0, string.Join("\n", all));
    }
}
