using System.Collections.Immutable;
using Arch.Analyzers.Documents.Docker;
using Arch.Analyzers.Lifecycle;
using Arch.Analyzers.Tests.Documents;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Tests.Lifecycle;

public class ImageShellTests
{
    private static readonly string[] Bases = ["debian", "alpine", "mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled", "corp/base", "$BASE"];

    private static readonly string[] Starts =
    [
        "ENTRYPOINT dotnet Ledger.dll", "CMD [\"sh\", \"-c\", \"cd /app && dotnet \\\"$DLL\\\"\"]", "ENTRYPOINT ['dotnet', 'Ledger.dll',] # the ledger", "ENTRYPOINT [\"tini\", \"--\"]\nCMD dotnet \\\n  # a\n  Ledger.dll",
        "SHELL [\"/bin/bash\", \"-eo\", \"pipefail\", \"-c\"]\nCMD A=1 dotnet Ledger.dll | tee log", "ENTRYPOINT [\"sh\", \"-c\"]\nCMD [\"if a; then (exec b); else { c; }; fi\"]",
        "ENTRYPOINT x; for i in a b; do c || d; done & wait", "HEALTHCHECK CMD /probe --x || exit 1\nENTRYPOINT \"/start.sh\" $(a) `b` \"c\\\"d\"",
    ];

    private static readonly string[] Debris = [" && ", "; ", " | ", " & ", "(", ")", "{ ", "; }", "exec ", "sh -c '", "'", "\"", "\\\n", "$X", "[", "]", ",", " # ", "if ", " then ", " fi", " > f", " << A", "\r\n", "❤"];

    /// <summary>Whatever stands in the file: nothing is thrown, a fix stays within its file, and the finding is gone behind it.</summary>
    [Fact]
    public void ThousandsOfDamagedFiles_AreJudgedAndRepaired()
    {
        const int seed = 20260922;
        var random = new Random(seed);
        var (found, repaired) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            var text = random.Pick(Starts);
            for (var times = random.Next(0, 4); times > 0; times--)
                text = random.Next(3) == 0 ? random.Mutate(text) : text.Insert(random.Next(text.Length + 1), random.Pick(Debris));
            // Half a character is none that a file can hold.
            text = $"FROM {random.Pick(Bases)}\n{text.Replace("\uD83D", "").Replace("\uDE00", "")}\n";
            if (Find(text) is not var (shell, document))
                continue;
            found++;
            Assert.DoesNotContain('\n', shell.App);
            var remedy = ShellRemedy.For(shell, document);
            if (remedy.Edit is not { } edit)
                continue;
            Assert.True(new TextSpan(0, text.Length).Contains(edit.Span), text);
            var after = document.Text.WithChanges(edit).ToString();
            // An array that is repaired may turn out to name a shell for a CMD, or an init in front of one.
            if (Find(after) is { } left && (shell.Intended is null || left.Shell.Intended is not null) && left.Shell.Instruction.Keyword == shell.Instruction.Keyword)
                Assert.Fail($"(seed {seed}, {i})\n{text}\nbecomes\n{after}\nwhich still is {left.Shell.Verdict}");
            repaired++;
        }

        Assert.True(found > 2_000 && repaired > 500, $"{found} {repaired}");
    }

    private static (ImageShell Shell, DockerfileDocument Document)? Find(string text)
    {
        var document = DockerfileReader.Parse(text);
        if (document.FinalStage is not { } stage)
            return null;
        var found = ImageShell.OfStart(document, stage, ImmutableArray<string>.Empty) ?? ImageShell.OfHealthCheck(document, stage, ImmutableArray<string>.Empty);
        return found is { IsMissing: true } or { Verdict: ShellVerdict.Stays or ShellVerdict.ReplacesByLuck } ? (found, document) : null;
    }
}
