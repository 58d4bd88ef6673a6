using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Robustness;

/// <summary>What grows eightfold takes about eight times as long, whatever it is: nobody's large file or odd configuration makes a build stand still.</summary>
[Collection(nameof(OwnTime))]
public class GrowthTests
{
    private const int Factor = 8;

    /// <summary>Eight times as much, and what a busy machine does to it; what is quadratic takes 64 times as long.</summary>
    private const int Most = 24;

    /// <summary>Milliseconds that any size may take.</summary>
    private const double Grace = 60;

    private const int Attempts = 5;

    private static readonly string Key = "AKIA7" + "QZ4VKXW2MHR5JT";

    private static readonly Dictionary<string, (int Size, Func<int, Lint> Make)> Inputs = new()
    {
        ["layers of one arch.json"] = (500, n => Config($"{{ \"layers\": {{ {Many(n, i => $"\"Layer{i}\": {{ \"mayUse\": [\"Other{i}\"] }}")} }} }}")),
        ["keys that nobody knows"] = (1000, n => Config($"{{ {Many(n, i => $"\"key{i}\": 1")} }}")),
        ["keys of two files"] = (500, n => Files(
            ("arch.json", $$"""{ "extends": "base/arch.json", "packages": { {{Many(n, i => $"\"L{i}\": {{}}")}} } }"""),
            ("base/arch.json", $$"""{ "packages": { {{Many(n, i => $"\"L{i}\": {{}}")}} } }"""))),
        ["the same pattern in many layers"] = (20, n => Code("namespace Clinic.N1 { class A; }", $"{{ \"layers\": {{ {Many(30, i => $"\"L{i}\": {{ \"match\": [{Many(n, j => $"\"Clinic.N{j}\"")}] }}")} }} }}")),
        ["wildcards in deep namespaces"] = (20, n => Code(
            $"namespace {Many(n, _ => "A", ".")} {{ class A; }}", $"{{ \"layers\": {{ \"L\": {{ \"match\": [{Many(50, i => $"\"=**.A.**.A.**.A.**.A.**.A.**.B{i}\"")}] }} }} }}")),
        ["stars in one segment"] = (200, n => Code($"namespace {new string('a', n)} {{ class A; }}", $"{{ \"layers\": {{ \"L\": {{ \"match\": \"{Many(n / 2, _ => "*a", "")}b\" }} }} }}")),
        ["contexts"] = (250, n => Code(
            Ring(n), $$"""{ "contexts": { "match": "Clinic.{ctx}", "allow": [ {{Many(n, i => $"{{ \"from\": \"C{i}\", \"to\": \"C{(i + 1) % n}\" }}")}} ] } }""")),
        ["namespaces of one circle"] = (250, n => Code(Ring(n), """{ "cycles": [{ "within": "Clinic" }] }""")),
        ["many small circles"] = (250, n => Code(Many(n, i => $"namespace Clinic.C{i} {{ public class A {{ Clinic.C{i ^ 1}.A? a; }} }}", "\n"), """{ "cycles": [{ "within": "Clinic" }] }""")),
        ["ignores that stand alone"] = (500, n => Files(("template.yaml", $"Resources:\n{Many(n, _ => "# arch:ignore ARCH1004 because", "\n")}\n  A: {{ Type: 'AWS::SQS::Queue' }}\n"))),
        ["ignores in XML that do not end"] = (500, n => Files(("web.config", Many(n, _ => "<!-- arch:ignore ARCH1004 because", "\n")))),
        ["ignores in a Dockerfile"] = (500, n => Files(("Dockerfile", Many(n, _ => "# arch:ignore ARCH3008 because\nFROM a", "\n")))),
        ["ignored keys"] = (500, n => Files((".env", Many(n, i => $"# arch:ignore ARCH1004 because\nA{i}={Key}{(char)('A' + i % 20)}", "\n")))),
        ["keys in a list"] = (2000, n => Files(("appsettings.json", $"{{ \"a\": [{Many(n, i => $"\"{Key}{(char)('A' + i % 20)}\"")}] }}"))),
        ["tasks of one template"] = (100, n => Files(("template.yaml", $"Resources:\n{Many(n, Task, "\n")}"))),
        ["stages of one Dockerfile"] = (200, n => Files(("Dockerfile", $"FROM alpine AS s0\n{Many(n, i => $"FROM s{i} AS s{i + 1}\nENV AWS_ACCESS_KEY_ID=x{i}\nENTRYPOINT dotnet a.dll", "\n")}"))),
        ["locals of one method"] = (25, n => new Lint
        {
            References = Refs.AwsV4,
            Sources = [("Code.cs", $"class A {{ void M(string a, string b) {{ {Many(n, _ => "{ var keys = new Amazon.Runtime.BasicAWSCredentials(a, b); var client = new Amazon.SQS.AmazonSQSClient(keys); }", "\n")} }} }}")],
        }),
    };

    public static TheoryData<string> Names => [.. Inputs.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Time_GrowsWithTheInput(string name)
    {
        var (size, make) = Inputs[name];
        var (small, large) = (double.MaxValue, double.MaxValue);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            small = Math.Min(small, await OwnTime.OfAsync(make(size)));
            large = Math.Min(large, await OwnTime.OfAsync(make(size * Factor)));
            if (large < small * Most + Grace)
                return;
        }

        Assert.Fail($"{name}: {size} take {small:0.0} ms, {size * Factor} take {large:0.0} ms");
    }

    /// <summary>Two namespaces that use each other in thousands of places, and a circle of thousands of namespaces.</summary>
    [Fact]
    public async Task TwentyThousandTypes_InCircles_AreFound()
    {
        var code = $"namespace Clinic.X {{ {Many(7_500, i => $"class A{i} {{ Y.B{i}? b; }}", "\n")} }}\nnamespace Clinic.Y {{ {Many(7_500, i => $"class B{i} {{ X.A{i}? a; }}", "\n")} }}\n{Ring(5_000)}";
        var lint = Code(code, """{ "cycles": [{ "within": "Clinic" }] }""");
        var found = await lint.RunAsync();
        Assert.Equal(2, found.Length);
        Assert.All(found, static finding => Assert.Equal("ARCH4006", finding.Id));
    }

    private static Lint Config(string json) => Files(("arch.json", json));

    private static Lint Files(params (string, string)[] files) => new() { Sources = [("Code.cs", "class Code;")], Files = [.. files] };

    private static Lint Code(string code, string json) => new() { AssemblyName = "Clinic", Sources = [("Code.cs", code)], Files = [("arch.json", json)] };

    private static string Many(int count, Func<int, string> make, string between = ", ") => string.Join(between, Enumerable.Range(0, count).Select(make));

    private static string Ring(int count) => Many(count, i => $"namespace Clinic.C{i} {{ public class A {{ Clinic.C{(i + 1) % count}.A? a; }} }}", "\n");

    private static string Task(int number) => $"""
          T{number}:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - Name: a
                  EntryPoint: [sh, -c, 'x']
                  StopTimeout: 900
        """;
}
