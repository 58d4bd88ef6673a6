using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Tests.Engine;

public class GlobTests
{
    [Theory]
    [InlineData("a.json", "a.json", true)]
    [InlineData("a.json", "A.JSON", true)]
    [InlineData("a.json", "b.json", false)]
    [InlineData("a.json", "a.jsonc", false)]
    [InlineData("a.json", "x/a.json", false)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("*", "", true)]
    [InlineData("*", "a.json", true)]
    [InlineData("*", "x/a.json", false)]
    [InlineData("*.json", "a.b.json", true)]
    [InlineData("*.json", ".json", true)]
    [InlineData("infra/*.json", "infra/a.json", true)]
    [InlineData("infra/*.json", "infra/x/a.json", false)]
    [InlineData("infra/*.json", "other/infra/a.json", false)]
    [InlineData("*/taskdef*.json", "orders/taskdef-prod.json", true)]
    [InlineData("?.json", "a.json", true)]
    [InlineData("?.json", "ab.json", false)]
    [InlineData("a?b", "a/b", false)]
    [InlineData("**", "x/y/a.json", true)]
    [InlineData("**", "", true)]
    [InlineData("**/a.json", "a.json", true)]
    [InlineData("**/a.json", "x/a.json", true)]
    [InlineData("**/a.json", "x/y/a.json", true)]
    [InlineData("**/a.json", "x/ba.json", false)]
    [InlineData("**/a.json", "ba.json", false)]
    [InlineData("infra/**/a.json", "infra/a.json", true)]
    [InlineData("infra/**/a.json", "infra/x/y/a.json", true)]
    [InlineData("infra/**/a.json", "infra/x/ba.json", false)]
    [InlineData("infra/**/a.json", "infrax/a.json", false)]
    [InlineData("infra/**", "infra/x/a.json", true)]
    [InlineData("infra/**", "infra", false)]
    [InlineData("infra/**.json", "infra/x/y/a.json", true)]
    [InlineData("**/x/*/y/**/z*.json", "a/x/b/y/c/d/z1.json", true)]
    [InlineData("**/x/*/y/**/z*.json", "a/x/b/c/y/d/z1.json", false)]
    [InlineData("**/x/*/y", "x/x/a/y", true)]
    [InlineData("**/b/**/b", "a/b/c/b", true)]
    [InlineData("**/b/**/b", "a/b", false)]
    public void Pattern(string pattern, string path, bool matches) => Assert.Equal(matches, Glob.Matches(pattern, path));

    [Fact]
    public void ManyStars_AreNotExponential()
    {
        var pattern = string.Concat(Enumerable.Repeat("**/a*", 50)) + "!";
        var path = string.Join("/", Enumerable.Repeat("aaaa", 500));
        var before = System.Diagnostics.Stopwatch.StartNew();
        Assert.False(Glob.Matches(pattern, path));
        Assert.True(before.Elapsed < TimeSpan.FromSeconds(2));
    }
}
