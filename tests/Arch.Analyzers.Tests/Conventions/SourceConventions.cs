using System.Text.RegularExpressions;
using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Conventions;

/// <summary>What must not stand in a source file, and in no file at all.</summary>
public partial class SourceConventions
{
    private static IEnumerable<(string Path, string Text)> Sources => SourceTree.Below("src", ".cs");

    [Fact]
    public void Diagnostics_AreCreatedByTheReporterOnly() =>
        Complaints.None(Sources.Where(file => !file.Path.EndsWith("/Engine/Reporter.cs")).Find(DiagnosticCreate()));

    [Fact]
    public void Descriptors_AreCreatedByTheFactoryOnly() =>
        Complaints.None(Sources.Where(file => !file.Path.EndsWith("/Engine/Descriptor.cs")).Find(NewDescriptor()));

    [Fact]
    public void Nothing_BlocksOrGetsLost() => Complaints.None(Sources.Find(Blocking()));

    [Fact]
    public void NoRegularExpressions_InAnalyzers() => Complaints.None(Sources.Find(RegularExpression()));

    [Fact]
    public void Namespace_IsTheFolder() => Complaints.None(
        from file in Sources
        where !file.Path.EndsWith("/Polyfills.cs")
        let folder = Path.GetDirectoryName(file.Path)!["src/".Length..].Replace('/', '.')
        where !$"\n{file.Text}".Contains($"\nnamespace {folder};\n")
        select $"{file.Path}: expected 'namespace {folder};'");

    [Fact]
    public void Nothing_IsLeftForLater() => Complaints.None(Sources.Concat(SourceTree.Below("docs", ".md")).Find(Later()));

    [Fact]
    public void NoRegions_NoPartialRules() => Complaints.None(Sources.Find(Region()));

    /// <summary>Shared, Utils and the like say where code was put, not what it is for.</summary>
    [Fact]
    public void Folders_SayWhatTheyAreFor() => Complaints.None(
        from file in Sources
        where file.Path.Split('/').Intersect(["Utils", "Util", "Common", "Extensions", "Helpers", "Misc"]).Any()
        select file.Path);

    [Fact]
    public void NoMachine_IsMentioned() => Complaints.None(SourceTree.All.Where(file => !file.Path.EndsWith($"/{nameof(SourceConventions)}.cs")).Find(Machine()));

    /// <summary>
    /// A whole key in a file is one that a scanner reports and that people are afraid of: tests put theirs together. Only what is broken on purpose holds
    /// some, with the 7 that no real key has there.
    /// </summary>
    [Fact]
    public void NoKey_StandsInAnyFile() => Complaints.None(SourceTree.All.Find(Key())
        .Where(place => !(place.StartsWith("samples/") && place.Contains(".Broken/") && place.Contains(": AKIA7"))));

    [Fact]
    public void Lines_EndAsTheEditorConfigSays() => Complaints.None(
        from file in SourceTree.All
        where file.Text.Contains('\r') && !file.Path.EndsWith(".sln")
        select $"{file.Path} has line breaks of Windows");

    [GeneratedRegex(@"\bDiagnostic\.Create\(")]
    private static partial Regex DiagnosticCreate();

    [GeneratedRegex(@"new DiagnosticDescriptor\(")]
    private static partial Regex NewDescriptor();

    [GeneratedRegex(@"async void|\.Result\b(?!\w)|\.Wait\(\)|\.GetAwaiter\(\)\.GetResult\(\)|Thread\.Sleep")]
    private static partial Regex Blocking();

    [GeneratedRegex(@"\bRegex\b|RegularExpressions")]
    private static partial Regex RegularExpression();

    // What a fix writes into arch.json for the team to fill in.
    [GeneratedRegex(@"\b(TODO(?!: say why)|FIXME|HACK|XXX)\b")]
    private static partial Regex Later();

    [GeneratedRegex(@"^\s*#region|\bpartial class\b", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"/home/(?!app/)\w+/|C:\\Users\\\w+|/work/\w+/")]
    private static partial Regex Machine();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])")]
    private static partial Regex Key();
}
