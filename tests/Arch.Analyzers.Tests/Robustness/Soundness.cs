using System.Collections.Immutable;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Tests.Robustness;

/// <summary>What holds for every finding on any input whatsoever.</summary>
internal static class Soundness
{
    public static void AssertSound(Lint lint, ImmutableArray<Diagnostic> found, string input)
    {
        foreach (var finding in found)
        {
            Assert.True(finding.Id.StartsWith("ARCH", StringComparison.Ordinal), $"{finding.GetMessage()}\n--- input ---\n{input}");
            foreach (var location in finding.AdditionalLocations.Prepend(finding.Location))
                AssertInside(lint, location, input);
            var message = finding.GetMessage();
            Assert.True(!message.Contains('\n') && !message.Contains("{0}") && message.Length < 1000, $"{message}\n--- input ---\n{input}");
        }
    }

    private static void AssertInside(Lint lint, Location location, string input)
    {
        if (location == Location.None)
            return;
        var path = location.GetLineSpan().Path;
        var text = SourceText.From(lint.Sources.Concat(lint.Files).First(file => Lint.FullPath(file.Path) == path).Text);
        Assert.True(location.SourceSpan.End <= text.Length, $"{location.SourceSpan} is outside {path}\n--- input ---\n{input}");
        Assert.Equal(text.Lines.GetLinePositionSpan(location.SourceSpan), location.GetLineSpan().Span);
    }
}
