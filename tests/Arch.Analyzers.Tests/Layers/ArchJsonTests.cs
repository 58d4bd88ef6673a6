using Arch.Analyzers.Layers;
using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Layers;

/// <summary>ARCH9001 in arch.json: one finding at the very place of each mistake, with what to write instead.</summary>
public class ArchJsonTests
{
    private const string Consequence = " No layer rule runs until this is repaired";

    /// <summary>Every key that exists, with comments and trailing commas.</summary>
    public const string Complete = """
        {
          // what editors need
          "$schema": "https://raw.githubusercontent.com/arch-analyzers/Arch.Analyzers/main/docs/arch.schema.json",
          "$comment": { "free": true },
          "preset": "none",
          "layers": {
            "Domain": { "match": ["Clinic.{ctx}.Domain"], "mayUse": [], "because": "ports and adapters" },
            "Application": { "match": "Clinic.{ctx}.Application", "mayUse": ["Domain"], "closed": false },
            "Storage": { "match": ["Clinic.{ctx}.Storage", "impl:IRowMapper<>"], "mayUse": ["Domain", "Application"] },
            "Api": {
              "match": ["Clinic.{ctx}.Api", "asm:Clinic.Gateway"], "mustNotUse": "Storage",
              "compositionRoot": { "types": ["**.Program", "**.*Module"], "registrationMembers": true, "mayUse": ["Storage"] },
            },
          },
          "contexts": {
            "match": ["Clinic.{ctx}"], "public": ["Clinic.{ctx}.Contracts"], "shared": ["Clinic.Common", "Clinic.Host"],
            "allow": [ { "from": "Reporting", "to": "*", "because": "read side, ADR-9" } ],
          },
          "packages": {
            "Domain": { "deny": ["AWSSDK", "Npgsql*", "ns:System.Data"], "because": "the domain knows no vendor" },
            "Application": { "allow": ["FluentValidation*", "MediatR"] },
          },
          "cqrs": {
            "query": ["*Query", "impl:IQuery"], "command": ["*Command", "impl:ICommand"], "queryHandlers": ["**.Reads.*"],
            "writes": ["**.ILedger.{Post,Void}*"], "allowedWrites": ["**.IAuditTrail.*"],
            "entities": ["base:Entity", "impl:IEntity<>"], "aggregates": ["impl:IAggregateRoot"], "readContext": "ClinicReadDb",
          },
          "cycles": [ { "within": "Clinic.{ctx}.Domain", "depth": 1 }, { "within": "Clinic", "depth": "all" } ],
          "unmatched": { "within": ["Clinic.{ctx}"], "ignore": ["Clinic.Host.**"] },
          "exceptions": [ { "rule": "ARCH4001", "from": "Clinic.{x}.Domain.Legacy", "to": "Clinic.{!x}.Storage", "because": "ISSUE-12" } ],
          "baseline": { "strict": ["Domain"] },
          "testProjects": "ignore",
          "ignore": [ { "rule": "ARCH1005", "file": "infra/*.json", "because": "lab account" } ],
        }
        """;

    [Fact]
    public Task EveryKey_IsSilent() => Verify(Complete);

    [Theory]
    [InlineData("{}")]
    [InlineData("\uFEFF{ /* nothing yet */ }")]
    [InlineData("""{ "preset": "clean-strict", "packages": { "Domain": { "deny": "Acme.*" } } }""")]
    [InlineData("""{ "layers": { "A": { "match": "Nowhere.To.Be.Found" } } }""")]
    public Task Innocent_IsSilent(string text) => Verify(text);

    [Theory]
    [InlineData("""{ "layers": [|[]|] }""", "'layers' must be a value in braces.")]
    [InlineData("""[|[]|]""", "the file must hold one value in braces.")]
    [InlineData("""{ "layers": {} [|x|] }""", "not valid JSON: expected ',' or '}'.")]
    [InlineData("""{ "layers": {}, [|"layers"|]: {} }""", "the key 'layers' stands here twice; keep one.")]
    [InlineData("""{ [|"layer"|]: {} }""", "unknown key 'layer'; did you mean 'layers'?")]
    [InlineData("""{ "layers": { "A": { [|"mayuse"|]: [] } } }""", "unknown key 'mayuse' in 'A'; did you mean 'mayUse'?")]
    [InlineData("""{ "layers": { "A": { [|"zone"|]: [] } } }""", "unknown key 'zone' in 'A'; the keys here are match, mayUse, mustNotUse, closed, compositionRoot, because.")]
    [InlineData("""{ "layers": { "A": { "closed": [|"yes"|] } } }""", "'closed' must be true or false.")]
    [InlineData("""{ "layers": { "A": { "because": [|" "|] } } }""", "'because' must be a text in double quotes.")]
    [InlineData("""{ "layers": { "A": { "match": [|{}|] } } }""", """'match' must be a pattern such as "Clinic.{ctx}.Domain", or a list of such patterns.""")]
    [InlineData("""{ "layers": { "A": { "match": ["X", [|3|]] } } }""", """'match' must be a pattern such as "Clinic.{ctx}.Domain", or a list of such patterns.""")]
    [InlineData("""{ "layers": { [|"1st"|]: {} } }""", "'1st' is no name for a layer; start with a letter, and go on with letters, digits, '_' and '-'.")]
    [InlineData("""{ "layers": { "Infrastructure": {}, "A": { "mayUse": ["A", [|"Infrastucture"|]] } } }""", "unknown layer 'Infrastucture' in 'mayUse'; did you mean 'Infrastructure'?")]
    [InlineData("""{ "layers": { "A": { "mustNotUse": [|"Other"|] } } }""", "unknown layer 'Other' in 'mustNotUse'; the layers are A.")]
    [InlineData("""{ "layers": { "A": { "mayUse": [|true|] } } }""", "'mayUse' must be the name of a layer, or a list of such names.")]
    [InlineData("""{ "layers": { "A": { "compositionRoot": { "mayUse": [[|"B"|]] } } } }""", "unknown layer 'B' in 'mayUse'; the layers are A.")]
    [InlineData("""{ "layers": { "A": {} }, "packages": { [|"B"|]: {} } }""", "unknown layer 'B' in 'packages'; the layers are A.")]
    [InlineData("""{ "packages": { [|"Domian"|]: {} } }""", "unknown layer 'Domian' in 'packages'; did you mean 'Domain'?")]
    [InlineData("""{ "preset": "none", "baseline": { "strict": [|"Domain"|] } }""", "unknown layer 'Domain' in 'strict'; there are no layers.")]
    [InlineData("""{ "preset": [|"cleen"|] }""", "unknown 'preset' 'cleen'; did you mean 'clean'?")]
    [InlineData("""{ "preset": [|"hexagonal"|] }""", "unknown 'preset' 'hexagonal'; the choices are clean, clean-strict, none.")]
    [InlineData("""{ "testProjects": [|"skip"|] }""", "unknown 'testProjects' 'skip'; the choices are ignore, check.")]
    [InlineData("""{ "contexts": { "match": ["Clinic.{ctx}", [|"Clinic.Billing"|]] } }""", "'Clinic.Billing' captures nothing that could name a context; write a segment such as '{ctx}'.")]
    [InlineData("""{ "contexts": { "match": [[|"{ctx}"|]] } }""", "'{ctx}' makes a context of every library too; begin with what your own names have in common, such as 'Clinic.{ctx}'.")]
    [InlineData("""{ "contexts": { "match": [|"asm:{ctx}.*"|] } }""", "'asm:{ctx}.*' makes a context of every library too; begin with what your own names have in common, such as 'Clinic.{ctx}'.")]
    [InlineData("""{ "contexts": { "allow": [ [|{|] "to": "*" } ] } }""", "'from' is missing in this entry.")]
    [InlineData("""{ "cycles": [|{ "within": "A" }|] }""", "'cycles' must be a list of entries in braces.")]
    [InlineData("""{ "cycles": [ { "within": "A", "depth": [|0|] } ] }""", """'depth' must be a whole number from 1 on, or "all".""")]
    [InlineData("""{ "exceptions": [ [|{|] "from": "A", "to": "B" } ] }""", "'because' is missing; say why this is accepted.")]
    [InlineData("""{ "exceptions": [ { "from": "A", "to": "B", "because": [|""|] } ] }""", "'because' must be a text in double quotes.")]
    [InlineData("""{ "exceptions": [ { "rule": [|"ARCH4010"|], "from": "A", "to": "B", "because": "x" } ] }""", "unknown 'rule' 'ARCH4010'; did you mean 'ARCH4001'?")]
    [InlineData("""{ "exceptions": [ { "from": "A.{x}", "to": [|"B.{y}"|], "because": "x" } ] }""", "'{y}' is not captured by 'from'; write {y} there too, or '*' here.")]
    [InlineData("""{ "exceptions": [ { "from": "A.{x}", "to": [|"B.{!y}"|], "because": "x" } ] }""", "'{!y}' is not captured by 'from'; write {y} there too, or '*' here.")]
    [InlineData("""{ "exceptions": [ { "from": [|"A.{!x}"|], "to": "B", "because": "x" } ] }""", "'{!x}' can only stand in 'to', where it differs from what 'from' captured.")]
    [InlineData("""{ "ignore": [ [|{|] "rule": "ARCH1005", "file": "*.json" } ] }""", "'because' is missing; say why this is accepted.")]
    [InlineData("""{ "extends": [|"../arch.json"|] }""", "'../arch.json' is not among the files of this build, which are the nearest arch.json above the project and three above that one.")]
    [InlineData("""{ "extends": [|"arch.json"|] }""", "'arch.json' extends this file in turn; one of the two must stand alone.")]
    [InlineData("""{ "layers": { "A": {}, [|"A"|]: {} } }""", "the key 'A' stands here twice; keep one.")]
    [InlineData("""{ "layers": [|null|] }""", "'layers' must be a value in braces.")]
    [InlineData("""{ "layers": { "A": [|[]|] } }""", "'A' must be a value in braces.")]
    [InlineData("""{ "layers": { "A": { "mayUse": [ [|["A"]|] ] } } }""", "'mayUse' must be the name of a layer, or a list of such names.")]
    [InlineData("""{ "layers": { "A": { "match": [|"A.{!x}"|] } } }""", "'{!x}' can only stand in 'to', where it differs from what 'from' captured.")]
    [InlineData("""{ "layers": { "A": { "compositionRoot": { "registrationMembers": [|"no"|] } } } }""", "'registrationMembers' must be true or false.")]
    [InlineData("""{ "preset": [|null|] }""", "'preset' must be one of clean, clean-strict, none, in double quotes.")]
    [InlineData("""{ "preset": [|["clean"]|] }""", "'preset' must be one of clean, clean-strict, none, in double quotes.")]
    [InlineData("""{ "preset": [|"Clean"|] }""", "unknown 'preset' 'Clean'; did you mean 'clean'?")]
    [InlineData("""{ "testProjects": [|true|] }""", "'testProjects' must be one of ignore, check, in double quotes.")]
    [InlineData("""{ "extends": [|3|] }""", "'extends' must be a text in double quotes.")]
    [InlineData("""{ "extends": [|""|] }""", "'extends' must be a text in double quotes.")]
    [InlineData("""{ "contexts": [|"Clinic.{ctx}"|] }""", "'contexts' must be a value in braces.")]
    [InlineData("""{ "contexts": { "match": [|1|] } }""", """'match' must be a pattern such as "Clinic.{ctx}.Domain", or a list of such patterns.""")]
    [InlineData("""{ "contexts": { [|"matc"|]: "Clinic.{ctx}" } }""", "unknown key 'matc' in 'contexts'; did you mean 'match'?")]
    [InlineData("""{ "contexts": { "allow": [|{ "from": "A", "to": "B" }|] } }""", "'allow' must be a list of entries in braces.")]
    [InlineData("""{ "contexts": { "allow": [ [|"A"|] ] } }""", "each entry of 'allow' must be a value in braces.")]
    [InlineData("""{ "contexts": { "allow": [ { "from": "A", "to": [|1|] } ] } }""", "'to' must be a text in double quotes.")]
    [InlineData("""{ "contexts": { "allow": [ { "from": "A", "to": "B", "because": [|""|] } ] } }""", "'because' must be a text in double quotes.")]
    [InlineData("""{ "packages": { "Domain": { [|"ban"|]: [] } } }""", "unknown key 'ban' in 'Domain'; the keys here are deny, allow, because.")]
    [InlineData("""{ "cqrs": { "readContext": [|["Db"]|] } }""", """'readContext' must be a pattern such as "Clinic.{ctx}.Domain", or a list of such patterns.""")]
    [InlineData("""{ "cycles": [ [|{|] "depth": 1 } ] }""", "'within' is missing in this entry.")]
    [InlineData("""{ "cycles": [ { "within": "A", "depth": [|"some"|] } ] }""", """'depth' must be a whole number from 1 on, or "all".""")]
    [InlineData("""{ "unmatched": [|true|] }""", "'unmatched' must be a value in braces.")]
    [InlineData("""{ "exceptions": [ [|1|] ] }""", "each entry of 'exceptions' must be a value in braces.")]
    [InlineData("""{ "exceptions": [ { "from": "A", "to": "B", "because": [|3|] } ] }""", "'because' must be a text in double quotes.")]
    [InlineData("""{ "layers": { "Domain": {} }, "baseline": { "strict": [|"domain"|] } }""", "unknown layer 'domain' in 'strict'; did you mean 'Domain'?")]
    [InlineData("""{ "ignore": [ { "rule": "ARCH1005", "file": "*.json", "because": [|" "|] } ] }""", "'because' must be a text in double quotes.")]
    // A file that breaks off is wrong at what stands last in it.
    [InlineData("{ \"layers\": { \"A\": [|{|]", "not valid JSON: expected a name in double quotes.")]
    [InlineData("{ \"layers\"[|:|] // to be continued\n\n/* later */ ", "not valid JSON: expected a value.")]
    [InlineData("{ [|\"layers\"|]  ", "not valid JSON: expected ':'.")]
    [InlineData("[ 1, [|true|]", "not valid JSON: expected ',' or ']'.")]
    [InlineData("{ \"preset\": [|\"none|]", "not valid JSON: unterminated string.")]
    [InlineData("{} [|{|]}", "not valid JSON: expected the end of the file.")]
    public async Task Mistake_Reports(string text, string message) => Assert.Equal($"arch.json: {message}{Consequence}", await Verify(text));

    [Theory]
    [InlineData("")]
    [InlineData("Clinic..Domain")]
    [InlineData(".Clinic")]
    [InlineData("Clinic.{ctx")]
    [InlineData("Clinic.ctx}")]
    [InlineData("Clinic.{}")]
    [InlineData("Clinic.{1x}")]
    [InlineData("Clinic.{a b}")]
    [InlineData("Clinic.x{ctx}")]
    [InlineData("Clinic.{a,{b,c}}")]
    [InlineData("Clinic.{,}")]
    [InlineData("nms:Clinic")]
    [InlineData("type:A<>")]
    [InlineData("impl:IRow<T>")]
    [InlineData("impl:IRow<>x")]
    [InlineData("impl:")]
    [InlineData("Clinic Booking")]
    [InlineData("=")]
    public async Task PatternWithoutMeaning_Reports(string pattern) =>
        Assert.StartsWith($"arch.json: '{pattern}' is no pattern: write segments", await Verify($$"""{ "layers": { "A": { "match": [|"{{pattern}}"|] } } }"""), StringComparison.Ordinal);

    [Fact]
    public async Task EmptyFile_Reports() => Assert.Equal("arch.json: not valid JSON: expected a value." + Consequence, await Verify("[||]"));

    [Fact]
    public async Task ManyMistakes_AreAllReportedUpToABound()
    {
        var lint = new Lint { Sources = [("Code.cs", "class Code;")], Files = [("arch.json", "{" + string.Concat(Enumerable.Range(0, 40).Select(number => $"\"{number}\": 1, ")) + "}")] };
        Assert.Equal(25, (await lint.RunAsync()).Length);
    }

    [Fact]
    public async Task TooManyLayers_Report()
    {
        var layers = string.Join(", ", Enumerable.Range(0, 65).Select(number => $"\"L{number}\": {{}}"));
        Assert.Equal("arch.json: 65 layers are more than the 64 that can be told apart; join some." + Consequence, await Verify($$"""{ [|"layers"|]: { {{layers}} } }"""));
    }

    /// <summary>Each in the file where it stands.</summary>
    [Fact]
    public async Task MistakeInTheExtendedFile_Reports()
    {
        await Verify(
            ("/repo/src/app/arch.json", """{ "extends": "../../arch.json", "layers": { "A": { "mayUse": ["B"] } } }"""),
            ("/repo/arch.json", """{ "layers": { "B": { [|"use"|]: [] } } }"""));
    }

    [Fact]
    public Task TwoFilesThatExtendEachOther_Report() => Verify(
        ("/repo/src/app/arch.json", """{ "extends": "../arch.json" }"""),
        ("/repo/src/arch.json", """{ "extends": [|"app/arch.json"|] }"""));

    /// <summary>Nobody asked for it, and it may belong to somebody else.</summary>
    [Fact]
    public Task FileFurtherUp_ThatIsNotExtended_IsSilent() => Verify(
        ("/repo/src/app/arch.json", "{}"),
        ("/repo/arch.json", """{ "nonsense": 1 }"""));

    [Fact]
    public async Task UnknownArchLayer_ReportsAtTheLayers()
    {
        var lint = new Lint { Sources = [("Code.cs", "class Code;")], Files = [("arch.json", """{ {|ARCH9001:"layers"|}: { "Domain": {} } }""")] };
        lint.Options["build_property.ArchLayer"] = "Domian";
        var found = await Expectation.VerifyAsync(lint, null);
        Assert.Equal("arch.json: the property ArchLayer names the unknown layer 'Domian'; did you mean 'Domain'?" + Consequence, found[0].GetMessage());
    }

    /// <summary>The layers of a preset stand in no file that could be shown.</summary>
    [Theory]
    [InlineData("{|ARCH9001:{|}}")]
    [InlineData("""{|ARCH9001:{|} "contexts": { "match": "Clinic.{ctx}" } }""")]
    [InlineData("""{ "preset": "clean", {|ARCH9001:"layers"|}: { "Ui": {} } }""")]
    public async Task UnknownArchLayer_BesideAPreset_Reports(string text)
    {
        var lint = new Lint { Sources = [("Code.cs", "class Code;")], Files = [("arch.json", text)] };
        lint.Options["build_property.ArchLayer"] = "Domian";
        Assert.Equal("arch.json: the property ArchLayer names the unknown layer 'Domian'; did you mean 'Domain'?" + Consequence, Assert.Single(await Expectation.VerifyAsync(lint, null)).GetMessage());
    }

    [Fact]
    public async Task UnknownArchLayer_ReportsInTheExtendedFile()
    {
        var lint = new Lint
        {
            Sources = [("Code.cs", "class Code;")],
            Files = [("/repo/src/app/arch.json", """{ "extends": "../../arch.json" }"""), ("/repo/arch.json", """{ "preset": "none", "testProjects": "check", {|ARCH9001:"layers"|}: { "A": {} } }""")],
        };
        lint.Options["build_property.ProjectDir"] = "/repo/src/app/";
        lint.Options["build_property.ArchLayer"] = "B";
        await Expectation.VerifyAsync(lint, null);
    }

    /// <summary>What layers there are is not known before the file can be read.</summary>
    [Theory]
    [InlineData("{|ARCH9001:|}")]
    [InlineData("""{ "layers"{|ARCH9001::|}""")]
    public async Task UnknownArchLayer_InABrokenFile_IsSilent(string text)
    {
        var lint = new Lint { Sources = [("Code.cs", "class Code;")], Files = [("arch.json", text)] };
        lint.Options["build_property.ArchLayer"] = "Domian";
        await Expectation.VerifyAsync(lint, null);
    }

    [Fact]
    public async Task UnknownArchLayer_WithoutAFile_Reports()
    {
        var lint = new Lint { Sources = [("Code.cs", "class Code;")] };
        lint.Options["build_property.ArchLayer"] = "Domian";
        var found = Assert.Single(await lint.RunAsync());
        Assert.Equal(Microsoft.CodeAnalysis.Location.None, found.Location);
        Assert.Equal("ARCH9001 arch.json: the property ArchLayer names the unknown layer 'Domian'; did you mean 'Domain'?" + Consequence, $"{found.Id} {found.GetMessage()}");
    }

    /// <summary>Only the rules over the architecture wait for the repair.</summary>
    [Fact]
    public async Task Mistake_LeavesOtherFamiliesRunning()
    {
        var lint = new Lint
        {
            AssemblyName = "Acme.Domain", References = Refs.AwsV4,
            Sources = [("Code.cs", "namespace Acme.Domain { class A { object s = {|ARCH1002:new Amazon.S3.AmazonS3Client(\"id\", \"secret\")|}; } }")],
            Files = [("arch.json", """{ {|ARCH9001:"layer"|}: {} }""")],
        };
        await Expectation.VerifyAsync(lint, null);
        lint.Files.Clear();
        Assert.Contains("ARCH4002", (await lint.RunAsync()).Select(found => found.Id));
    }

    [Theory]
    [InlineData("clean")]
    [InlineData("clean-strict")]
    public void Preset_HasTheShapeOfAFile(string name)
    {
        var root = Presets.Find(name)!;
        var errors = new SettingErrors();
        ArchJsonShape.Root(root, new ShapeCheck([.. root["layers"]!.Children.Select(layer => layer.Key!)], errors));
        Assert.Empty(errors.ToImmutable());
    }

    private static Task<string?> Verify(string text) => Verify(("arch.json", text));

    /// <summary>The first message, when there is one.</summary>
    private static async Task<string?> Verify(params (string Path, string Text)[] files)
    {
        var lint = new Lint { Sources = [("Code.cs", "class Code;")], Files = [.. files] };
        if (files[0].Path[0] == '/')
            lint.Options["build_property.ProjectDir"] = files[0].Path[..(files[0].Path.LastIndexOf('/') + 1)];
        return (await Expectation.VerifyAsync(lint, "ARCH9001")).FirstOrDefault()?.GetMessage();
    }
}
