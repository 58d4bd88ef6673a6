using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Tests.Harness;

/// <summary>Expected findings as they stand in the text: <c>[|…|]</c> for the rule under test, <c>{|ARCHnnnn:…|}</c> for a named one.</summary>
internal static class Expectation
{
    /// <summary>Takes the markup out of a text and says what it expects.</summary>
    public static (string Text, ImmutableArray<(string Id, TextSpan Span)> Expected) Parse(string markup, string? defaultId)
    {
        TestFileMarkupParser.GetPositionsAndSpans(markup, out var text, out _, out var spans);
        var expected = from entry in spans
                       from span in entry.Value
                       select (entry.Key.Length == 0 ? defaultId ?? throw new InvalidOperationException("[||] without a rule") : entry.Key, span);
        return (text, [.. expected]);
    }

    /// <summary>Runs the analyzers and compares: nothing missing, nothing more, no crash, and code that compiles.</summary>
    public static async Task<ImmutableArray<Diagnostic>> VerifyAsync(Lint lint, string? defaultId, bool compiles = true)
    {
        var expected = new List<(string Path, string Id, TextSpan Span)>();
        Strip(lint.Sources);
        Strip(lint.Files);

        var compilation = lint.Compile();
        if (compiles)
        {
            var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5);
            Assert.True(!errors.Any(), "The sample does not compile:\n" + string.Join("\n", errors));
        }

        var found = await lint.RunAsync(compilation);
        var actual = found.Select(finding => (Path: finding.Location.GetLineSpan().Path ?? "", finding.Id, Span: finding.Location.SourceSpan)).ToList();
        var missing = expected.ToList();
        var extra = new List<(string Path, string Id, TextSpan Span)>();
        foreach (var finding in actual)
        {
            if (!missing.Remove(finding))
                extra.Add(finding);
        }

        if (missing.Count > 0 || extra.Count > 0)
        {
            var report = new StringBuilder();
            foreach (var finding in missing)
                report.AppendLine($"missing {Describe(finding)}");
            foreach (var finding in extra)
                report.AppendLine($"extra   {Describe(finding)}: {found.First(diagnostic => diagnostic.Id == finding.Id && diagnostic.Location.SourceSpan == finding.Span).GetMessage()}");
            Assert.Fail(report.ToString());
        }

        foreach (var finding in found)
            AssertWellFormed(finding);
        return found;

        void Strip(List<(string Path, string Text)> texts)
        {
            for (var i = 0; i < texts.Count; i++)
            {
                var (path, markup) = texts[i];
                var (text, spans) = Parse(markup, defaultId);
                texts[i] = (path, text);
                expected.AddRange(spans.Select(span => (Lint.FullPath(path), span.Id, span.Span)));
            }
        }

        string Describe((string Path, string Id, TextSpan Span) finding)
        {
            var text = lint.Sources.Concat(lint.Files).FirstOrDefault(file => Lint.FullPath(file.Path) == finding.Path).Text;
            var cut = text is not null && finding.Span.End <= text.Length ? text.Substring(finding.Span.Start, Math.Min(finding.Span.Length, 80)) : "";
            return $"{finding.Id} {finding.Path}{finding.Span} '{cut}'";
        }
    }

    private static void AssertWellFormed(Diagnostic finding)
    {
        var message = finding.GetMessage();
        Assert.DoesNotContain('\n', message);
        Assert.False(message.Contains("{0}") || message.Contains("{1}") || message.Contains("{2}"), "Unfilled placeholder: " + message);
    }
}
