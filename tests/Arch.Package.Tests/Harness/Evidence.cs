using System.Buffers;

namespace Arch.Package.Tests.Harness;

/// <summary>What nothing that the compiler prints or writes may contain, whatever a case is about.</summary>
internal static class Evidence
{
    // AD0001: an analyzer crashed; the others: an analyzer, or something it needs, did not load.
    private static readonly SearchValues<string> Crashes = SearchValues.Create(["AD0001", "CS8032", "CS8034", "CS8785", "CS9057"], StringComparison.Ordinal);

    public static void AssertClean(string text, string? source = null)
    {
        foreach (var forbidden in new[] { Crashes, Secrets.Parts })
        {
            var place = text.AsSpan().IndexOfAny(forbidden);
            Assert.True(place < 0, $"{source ?? "The build"} says: …{text[Math.Max(0, place - 200)..Math.Min(text.Length, Math.Max(0, place) + 200)]}…");
        }
    }
}
