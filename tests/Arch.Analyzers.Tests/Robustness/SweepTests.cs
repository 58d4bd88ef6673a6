using System.Globalization;
using Arch.Analyzers.Tests.Documents;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Tests.Robustness;

/// <summary>
/// All rules and all fixes at once over damaged input: nothing throws, nothing points outside its text.
/// The environment variable <c>ARCH_SWEEP</c> sets the number of inputs; without it a slice runs.
/// </summary>
public class SweepTests
{
    private const int Seed = 20_261;

    /// <summary>Inputs that share a compilation: resolving the references costs more than judging a sample.</summary>
    private const int Batch = 25;

    /// <summary>What the samples compile against; a library takes those that speak of it, so that most of a sample binds.</summary>
    private static readonly (RefSet References, IReadOnlyList<string> Code)[] Libraries =
    [
        (Refs.AwsV4, SampleLibrary.Code), (Refs.AwsV3, SampleLibrary.Code), (Refs.Net10, SampleLibrary.Code), (Refs.Redis, CodeWith("StackExchange.Redis")),
        (Refs.CsRedis, CodeWith("CSRedis")), (Refs.FreeRedis, CodeWith("FreeRedis")), (Refs.RedisStubs, CodeWith("ServiceStack")),
    ];

    private static int Inputs => int.TryParse(Environment.GetEnvironmentVariable("ARCH_SWEEP"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 2_000;

    [Fact]
    public void Library_HoldsSamplesOfCodeAndFiles()
    {
        Assert.True(SampleLibrary.Code.Count > 50, $"only {SampleLibrary.Code.Count} code samples");
        Assert.True(SampleLibrary.Files.Count > 20, $"only {SampleLibrary.Files.Count} file samples");
    }

    [Fact]
    public async Task DamagedCode_NeverBreaksARule()
    {
        var random = new Random(Seed);
        for (var done = 0; done < Inputs / 2; done += Batch)
        {
            var (references, code) = random.Pick(Libraries);
            var sources = Enumerable.Range(0, Batch).Select(number => ($"Code{number}.cs", random.DamageCode(random.Pick(code), code))).ToList();
            await Check(new Lint { References = references, Sources = sources }, string.Join("\n=== next ===\n", sources.Select(source => source.Item2)));
        }
    }

    [Fact]
    public async Task DamagedFiles_NeverBreakARule()
    {
        var random = new Random(Seed + 1);
        for (var done = 0; done < Inputs / 2; done += Batch)
        {
            var files = Enumerable.Range(0, Batch).Select(number =>
            {
                var (path, text) = random.Pick(SampleLibrary.Files);
                // A wrong kind now and then: a settings file full of YAML, a Dockerfile full of XML.
                var name = random.Next(10) == 0 ? random.Pick(SampleLibrary.Files).Path : path;
                return ($"{number}/{name.TrimStart('/')}", random.Mutate(text));
            }).ToList();
            await Check(new Lint { Sources = [("Code.cs", "class Code;")], Files = files }, string.Join("\n=== next ===\n", files.Select(file => $"{file.Item1}\n{file.Item2}")));
        }
    }

    [Fact]
    public async Task DamagedOptions_NeverBreakARule()
    {
        var random = new Random(Seed + 2);
        var options = OptionCatalogue.All;
        for (var done = 0; done < 50; done++)
        {
            var lint = new Lint
            {
                References = Refs.AwsV4,
                Sources = [("Code.cs", random.Pick(SampleLibrary.Code))],
                Files = [random.Pick(SampleLibrary.Files)],
            };
            foreach (var option in options)
                lint.Options[option.Key] = random.Mutate(random.Pick([option.DefaultText, "true", "-1", "999999999999", ",,,", "a,b", "**/*", ""]));
            foreach (var property in (string[])["ArchBreakBuild", "ArchEnabled", "_ArchPrimaryTarget", "ArchRecordBaseline", "TargetFrameworks", "_ArchNotAsErrors", "ArchRepositoryRoot"])
                lint.Options["build_property." + property] = random.Pick(["", "true", "TRUE", "nonsense", "\0", ";", "/"]);
            await Check(lint, string.Join("\n", lint.Options.Select(option => $"{option.Key} = {option.Value}")));
        }
    }

    [Fact]
    public async Task Fixes_NeverThrow_WhateverTheyAreHanded()
    {
        var random = new Random(Seed + 3);
        var fixes = typeof(CodeFixes.Engine.CodeFix).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract).Select(type => (CodeFixProvider)Activator.CreateInstance(type)!).ToList();
        for (var done = 0; done < Inputs / 10; done++)
        {
            var (references, code) = random.Pick(Libraries);
            var source = random.DamageCode(random.Pick(code), code);
            var lint = new Lint { References = references, Sources = [("Code.cs", source)], Options = { ["build_property.ArchRecordBaseline"] = random.Pick(["true", "false"]) } };
            using var workspace = new AdhocWorkspace();
            var project = workspace.AddProject(ProjectInfo.Create(
                ProjectId.CreateNewId(), VersionStamp.Default, "Sample", "Sample", LanguageNames.CSharp,
                compilationOptions: lint.Compile().Options, parseOptions: new CSharpParseOptions(LanguageVersion.Preview), metadataReferences: lint.References.References));
            var document = workspace.AddDocument(DocumentInfo.Create(
                DocumentId.CreateNewId(project.Id), "Code.cs", filePath: Lint.FullPath("Code.cs"),
                loader: TextLoader.From(TextAndVersion.Create(SourceText.From(source), VersionStamp.Default))));
            foreach (var finding in await lint.RunAsync((CSharpCompilation)(await document.Project.GetCompilationAsync())!))
            {
                foreach (var fix in fixes.Where(fix => fix.FixableDiagnosticIds.Contains(finding.Id)))
                {
                    var actions = new List<Microsoft.CodeAnalysis.CodeActions.CodeAction>();
                    try
                    {
                        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => actions.Add(action), default));
                        foreach (var action in actions)
                            await action.GetOperationsAsync(default);
                    }
                    catch (Exception exception)
                    {
                        Assert.Fail($"{fix.GetType().Name} on {finding}: {exception}\n--- input ---\n{source}");
                    }
                }
            }
        }
    }

    private static IReadOnlyList<string> CodeWith(string word) => [.. SampleLibrary.Code.Where(code => code.Contains(word, StringComparison.Ordinal))];

    private static async Task Check(Lint lint, string input)
    {
        var found = await lint.RunAsync();
        Soundness.AssertSound(lint, found, input);
    }
}
