using System.Diagnostics;
using System.Text.RegularExpressions;
using Arch.Analyzers.Tests.Documents;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Abstractions;

namespace Arch.Analyzers.Tests.Robustness;

/// <summary>
/// All rules and all fixes at once over damaged input: nothing throws, nothing points outside its text, nothing takes long.
/// The environment variable <c>ARCH_SWEEP</c> sets the number of inputs, without it a slice runs; <c>ARCH_SWEEP_FOLDERS</c> names folders whose files are
/// damaged as well, with the separator of paths between them; <c>ARCH_SWEEP_SEED</c> starts elsewhere.
/// </summary>
public partial class SweepTests(ITestOutputHelper output)
{
    /// <summary>Inputs that share a compilation, so that what one declares meets what another uses.</summary>
    private const int Batch = 25;

    /// <summary>Offers looked at for one input; a fix that fails does so at the first.</summary>
    private const int MostOffers = 10;

    /// <summary>A longer text takes the compiler most of the time.</summary>
    private const int LongestText = 60_000;

    private static readonly int Inputs = Sweep.Number("ARCH_SWEEP", 1_200);

    private static readonly int Seed = Sweep.Number("ARCH_SWEEP_SEED", 20_261);

    private static readonly IReadOnlyList<CodeFixProvider> Fixes = [.. typeof(CodeFixes.Engine.CodeFix).Assembly.GetTypes()
        .Where(static type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract).Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    /// <summary>What the samples compile against; a library takes those that speak of it, so that most of a sample binds.</summary>
    private static readonly (RefSet References, IReadOnlyList<string> Code)[] Libraries =
    [
        (Refs.AwsV4, SampleLibrary.Code), (Refs.AwsV3, SampleLibrary.Code), (Refs.Net10, SampleLibrary.Code), (Refs.Redis, CodeWith("StackExchange.Redis")),
        (Refs.CsRedis, CodeWith("CSRedis")), (Refs.FreeRedis, CodeWith("FreeRedis")), (Refs.RedisStubs, CodeWith("ServiceStack")), (Refs.Everything, SampleLibrary.Code),
    ];

    [Fact]
    public void Library_HoldsSamplesOfCodeAndFiles()
    {
        Assert.True(SampleLibrary.Code.Count > 50, $"only {SampleLibrary.Code.Count} code samples");
        Assert.True(SampleLibrary.Files.Count > 20, $"only {SampleLibrary.Files.Count} file samples");
    }

    [Fact]
    public async Task DamagedInputs_NeverBreakARuleOrAFix()
    {
        var random = new Random(Seed);
        var tests = await Sweep.TestsAsync(LongestText);
        var found = Sweep.FolderInputs(LongestText);
        var code = tests.Concat(found).SelectMany(static lint => lint.Sources).Select(static source => source.Text).ToList();
        var files = tests.Concat(found).SelectMany(static lint => lint.Files).Select(static file => file.Text).ToList();
        var offers = 0;
        var watch = Stopwatch.StartNew();
        for (var done = 0; done < Inputs / 2; done++)
        {
            var whole = random.Pick(found.Count > 0 && random.Next(2) == 0 ? found : tests);
            var at = random.Next(whole.Sources.Count + whole.Files.Count);
            var lint = whole.With(
                [.. whole.Sources.Select((source, index) => index == at ? (source.Path, random.DamageCode(source.Text, code)) : source)],
                [.. whole.Files.Select((file, index) => index + whole.Sources.Count == at ? (file.Path, random.DamageFile(file.Text, files)) : file)]);
            offers += await CheckWithFixes(lint, random);
        }

        output.WriteLine($"{Inputs / 2} inputs of {tests.Count} tests and {found.Count} files, {offers} offers of fixes, seed {Seed}, {watch.Elapsed}");
    }

    [Fact]
    public async Task DamagedCode_NeverBreaksARule()
    {
        var random = new Random(Seed + 1);
        var configurations = (await Sweep.TestsAsync(LongestText)).SelectMany(static lint => lint.Files).Where(static file => file.Path == "arch.json").Select(static file => file.Text).ToList();
        var folders = Sweep.FolderInputs(LongestText).SelectMany(static lint => lint.Sources).Select(static source => source.Text).Where(static text => text.Length > 20).ToList();
        for (var done = 0; done < Inputs / 4; done += Batch)
        {
            var (references, code) = folders.Count > 0 && random.Next(2) == 0 ? (Refs.Everything, folders) : random.Pick(Libraries);
            var sources = Enumerable.Range(0, Batch).Select(number => ($"Code{number}.cs", random.DamageCode(random.Pick(code), code))).ToList();
            var lint = new Lint { References = references, Sources = sources };
            switch (random.Next(4))
            {
                case 0:
                    lint.Files.Add(("arch.json", random.Pick(configurations)));
                    break;
                case 1:
                    lint.Files.Add(("arch.json", random.Mutate(random.Pick(configurations))));
                    break;
                case 2:
                    lint.Files.Add(("arch.json", ArchitectureOf(string.Concat(sources.Select(static source => source.Item2)))));
                    break;
            }

            await Check(lint);
        }

        output.WriteLine($"{Inputs / 4} inputs, {folders.Count} files from folders, seed {Seed + 1}");
    }

    [Fact]
    public async Task DamagedFiles_NeverBreakARule()
    {
        var random = new Random(Seed + 2);
        var samples = SampleLibrary.Files.Concat(Sweep.FolderInputs(LongestText).SelectMany(static lint => lint.Files)).ToList();
        var texts = samples.Select(static file => file.Text).ToList();
        for (var done = 0; done < Inputs / 4; done += Batch)
        {
            var files = Enumerable.Range(0, Batch).Select(number =>
            {
                var (path, text) = random.Pick(samples);
                // A wrong kind now and then: a settings file full of YAML, a Dockerfile full of XML.
                var name = random.Next(10) == 0 ? random.Pick(samples).Path : path;
                return ($"{number}/{name.TrimStart('/')}", random.DamageFile(text, texts));
            }).ToList();
            await Check(new Lint { Sources = [("Code.cs", "class Code;")], Files = files });
        }

        output.WriteLine($"{Inputs / 4} inputs, seed {Seed + 2}");
    }

    [Fact]
    public async Task DamagedOptions_NeverBreakARule()
    {
        var random = new Random(Seed + 3);
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
            await Check(lint);
        }
    }

    private static IReadOnlyList<string> CodeWith(string word) => [.. SampleLibrary.Code.Where(code => code.Contains(word, StringComparison.Ordinal))];

    /// <summary>An architecture that speaks of the namespaces at hand, so that every kind of layer rule has something to say.</summary>
    private static string ArchitectureOf(string code)
    {
        var spaces = Namespace().Matches(code).Select(static match => match.Groups[1].Value.Trim('.')).Where(static space => space.Length > 0).Distinct().Take(40).ToList();
        if (spaces.Count == 0)
            return "{}";
        var root = spaces[0].Split('.')[0];
        var layers = spaces.Select((space, index) => $$"""  "L{{index}}": { "match": ["={{space}}"], "mustNotUse": ["L{{(index + 1) % spaces.Count}}"] }""");
        return $$"""
            { "layers": {
            {{string.Join(",\n", layers)}} },
              "contexts": { "match": "{{root}}.{ctx}" }, "cycles": [{ "within": "{{root}}", "depth": "all" }], "unmatched": { "within": "{{root}}" },
              "packages": { "L0": { "deny": ["System.*", "Amazon.*"] } }, "testProjects": "check" }
            """;
    }

    private static async Task Check(Lint lint) => Soundness.AssertSound(lint, await Sweep.RunAsync(lint), Sweep.Text(lint));

    /// <summary>Checks the findings, and then what every fix makes of them; gives the number of offers.</summary>
    private static async Task<int> CheckWithFixes(Lint lint, Random random)
    {
        if (random.Next(10) == 0)
            lint.Options["build_property.ArchRecordBaseline"] = "true";
        var found = await Sweep.RunAsync(lint);
        Soundness.AssertSound(lint, found, Sweep.Text(lint));
        var fixable = found.Where(static finding => Fixes.Any(fix => fix.FixableDiagnosticIds.Contains(finding.Id))).Take(MostOffers).ToList();
        if (fixable.Count == 0)
            return 0;
        using var workspace = new AdhocWorkspace();
        var project = FixRunner.Open(workspace, lint);
        var count = 0;
        foreach (var (finding, fix) in from finding in fixable from fix in Fixes select (finding, fix))
        {
            try
            {
                foreach (var action in await FixRunner.OffersAsync(project, fix, finding))
                {
                    await action.GetOperationsAsync(default);
                    count++;
                }
            }
            catch (Exception exception)
            {
                Assert.Fail($"{fix.GetType().Name} on {finding}: {exception}\n--- input ---\n{Sweep.Text(lint)}");
            }
        }

        return count;
    }

    [GeneratedRegex(@"\bnamespace\s+([A-Za-z_][A-Za-z0-9_.]*)")]
    private static partial Regex Namespace();
}
