using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Robustness;

/// <summary>What the sweep has found, each by its name.</summary>
public class FoundBySweepTests
{
    [Theory, InlineData("Cli\\nic"), InlineData("Cli\\u2028ic"), InlineData("Cli\\ric")]
    public async Task LineBreakInAPattern_StaysOutOfTheMessage(string pattern)
    {
        var lint = new Lint { Sources = [("Code.cs", "class Code;")], Files = [("arch.json", $$"""{ "layers": { "Domain": { "match": "{{pattern}}" } } }""")] };
        var finding = Assert.Single(await lint.RunAsync());
        Assert.StartsWith("arch.json: 'Cli ic' is no pattern", finding.GetMessage());
    }
}
