using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Tests.Engine;

public class TextSearchTests
{
    /// <summary>Long enough for several blocks, of so few letters that parts of the value stand everywhere.</summary>
    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void EveryPlace_IsFoundAsAStringFindsIt(int seed)
    {
        var random = new Random(seed);
        var text = new string([.. Enumerable.Range(0, 20_000).Select(_ => "abAB"[random.Next(4)])]);
        var source = SourceText.From(text);
        foreach (var length in Enumerable.Range(1, 12))
        {
            var value = new string([.. Enumerable.Range(0, length).Select(_ => "ab"[random.Next(2)])]);
            for (var (expected, at) = (-2, -1); expected != -1;)
            {
                expected = text.IndexOf(value, at + 1, StringComparison.Ordinal);
                Assert.Equal(expected, at = TextSearch.IndexOf(source, value, at + 1));
            }

            Assert.Equal(text.Contains(value, StringComparison.OrdinalIgnoreCase), TextSearch.ContainsAnyIgnoringCase(source, ["cc", value]));
        }
    }

    [Fact]
    public void OneValue_IsFoundAcrossTheEndOfABlock()
    {
        foreach (var before in Enumerable.Range(4 * 1024 - 12, 14))
        {
            var source = SourceText.From(new string('.', before) + "StopTimeout");
            Assert.Equal(before, TextSearch.IndexOf(source, "StopTimeout"));
            Assert.True(TextSearch.ContainsAnyIgnoringCase(source, ["command", "stoptimeout"]));
            Assert.False(TextSearch.ContainsAnyIgnoringCase(source, ["stoptimeouts"]));
            Assert.Equal(-1, TextSearch.IndexOf(source, "StopTimeout", 0, source.Length - 1));
        }
    }

    [Fact]
    public void NothingIsFound_InAnEmptyText() => Assert.False(TextSearch.ContainsAny(SourceText.From(""), ["a"]) || TextSearch.ContainsAnyIgnoringCase(SourceText.From(""), ["a"]));
}
