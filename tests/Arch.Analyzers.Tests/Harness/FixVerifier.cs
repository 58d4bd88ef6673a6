using System.Collections.Immutable;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Arch.Analyzers.Tests.Harness;

/// <summary>
/// Verifies a fix in C#: one by one and with Fix All in document, project and solution; the result compiles and is free of the finding,
/// and a second pass changes nothing.
/// </summary>
internal static class FixVerifier<TRule, TFix>
    where TRule : CodeRule
    where TFix : CodeFixProvider, new()
{
    public static Task Csharp(
        RefSet references, string before, string after, string? variant = null, LanguageVersion language = LanguageVersion.Latest, string? config = null) =>
        Csharp(references, [("Code.cs", before)], [("Code.cs", after)], variant, language, config);

    /// <param name="references">What the code compiles against.</param>
    /// <param name="before">The sources with markup.</param>
    /// <param name="after">The sources as the fix leaves them, with the markup of findings that it leaves on purpose.</param>
    /// <param name="variant">Which of several fixes, by the part of its equivalence key behind the rule id.</param>
    /// <param name="language">The oldest language version the result must compile with.</param>
    /// <param name="config">An option that makes the rule speak, as a globalconfig sets it.</param>
    /// <param name="file">A text file beside the sources that the fix changes.</param>
    public static async Task Csharp(
        RefSet references, (string Path, string Text)[] before, (string Path, string Text)[] after, string? variant = null, LanguageVersion language = LanguageVersion.Latest,
        string? config = null, (string Path, string Before, string After)? file = null)
    {
        TestInputs.Offer(new Lint
        {
            References = references,
            Sources = [.. before.Select(static source => (source.Path, Expectation.Parse(source.Text, RuleVerifier<TRule>.Id).Text))],
            Files = file is { } beside ? [(beside.Path, beside.Before)] : [],
        });
        var test = new Test(references, language);
        if (config is not null)
            test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\n{config}\n"));
        foreach (var (path, text) in before)
            test.TestState.Sources.Add(("/0/" + path, WithId(text)));
        foreach (var (path, text) in after)
            test.FixedState.Sources.Add(("/0/" + path, WithId(text)));
        if (file is { } changed)
        {
            test.TestState.AdditionalFiles.Add(("/0/" + changed.Path, changed.Before));
            test.FixedState.AdditionalFiles.Add(("/0/" + changed.Path, changed.After));
        }

        test.TestState.OutputKind = OutputOf(before);
        if (variant is not null)
            test.CodeActionEquivalenceKey = $"{RuleVerifier<TRule>.Id}/{variant}";
        await test.RunAsync();
    }

    /// <summary>Verifies that a finding has no fix: nothing is registered, not even a fix that changes nothing.</summary>
    public static async Task NotOffered(RefSet references, string source)
    {
        var (text, _) = Expectation.Parse(source, RuleVerifier<TRule>.Id);
        var lint = new Lint { References = references, Sources = [("Code.cs", text)], LanguageVersion = LanguageVersion.Latest };
        await Expectation.VerifyAsync(new Lint { References = references, Sources = [("Code.cs", source)] }, RuleVerifier<TRule>.Id);
        foreach (var title in await TitlesAsync(lint))
            Assert.Fail($"A fix is offered: {title}");
    }

    /// <summary>The titles of all fixes that are offered in one C# source.</summary>
    public static async Task<List<string>> TitlesAsync(Lint lint)
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, lint.AssemblyName, lint.AssemblyName, LanguageNames.CSharp,
            compilationOptions: lint.Compile().Options, parseOptions: new CSharpParseOptions(lint.LanguageVersion), metadataReferences: lint.References.References));
        var document = workspace.AddDocument(DocumentInfo.Create(
            DocumentId.CreateNewId(project.Id), "Code.cs", filePath: Lint.FullPath("Code.cs"),
            loader: TextLoader.From(TextAndVersion.Create(Microsoft.CodeAnalysis.Text.SourceText.From(lint.Sources[0].Text), VersionStamp.Default))));
        var compilation = (CSharpCompilation)(await document.Project.GetCompilationAsync())!;
        var titles = new List<string>();
        foreach (var finding in (await lint.RunAsync(compilation)).Where(finding => finding.Id == RuleVerifier<TRule>.Id))
        {
            var context = new CodeFixContext(document, finding, (action, _) => titles.Add(action.Title), default);
            await new TFix().RegisterCodeFixesAsync(context);
        }

        return titles;
    }

    private static string WithId(string markup) => markup.Replace("[|", $"{{|{RuleVerifier<TRule>.Id}:");

    private static OutputKind OutputOf((string Path, string Text)[] sources) =>
        sources.Any(source => Lint.HasEntryPoint(CSharpSyntaxTree.ParseText(Expectation.Parse(source.Text, "X").Text)))
            ? OutputKind.ConsoleApplication
            : OutputKind.DynamicallyLinkedLibrary;

    private sealed class Test : CSharpCodeFixTest<EmptyDiagnosticAnalyzer, TFix, DefaultVerifier>
    {
        private readonly LanguageVersion _language;

        public Test(RefSet references, LanguageVersion language)
        {
            _language = language;
            ReferenceAssemblies = new ReferenceAssemblies("net10.0");
            TestState.AdditionalReferences.AddRange(references.References);
            // Pragmas and generated code are verified for every rule at once.
            TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipSuppressionCheck;
        }

        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() =>
            Catalogue.CodeHosts.Select(host => (DiagnosticAnalyzer)Activator.CreateInstance(host.GetType())!);

        protected override CompilationOptions CreateCompilationOptions() =>
            ((CSharpCompilationOptions)base.CreateCompilationOptions()).WithNullableContextOptions(NullableContextOptions.Enable).WithAllowUnsafe(true);

        protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(_language, DocumentationMode.Parse);
    }
}
