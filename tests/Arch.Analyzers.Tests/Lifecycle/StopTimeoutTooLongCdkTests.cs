using Arch.Analyzers.Tests.Harness;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Lifecycle.StopTimeoutTooLongCdk>;

namespace Arch.Analyzers.Tests.Lifecycle;

/// <summary>ARCH3010 in C#, against the real CDK.</summary>
public class StopTimeoutTooLongCdkTests
{
    private const string Usings = """
        using Amazon.CDK;
        using Amazon.CDK.AWS.ECS;
        using Constructs;

        """;

    internal static string Stack(string statements, string task = "new FargateTaskDefinition(this, \"Task\")", string type = "var") => Usings + $$"""
        class Ledger : Stack
        {
            private const int Long = 300;
            private static readonly Duration Five = Duration.Minutes(5);

            public Ledger(Construct scope, string id, int given, ContainerImage image) : base(scope, id)
            {
                {{type}} task = {{task}};
                {{statements}}
            }
        }
        """;

    internal static string Resource(string stopTimeout, string compatibilities = """new[] { "FARGATE" }""") => Usings + $$"""
        class Ledger : Stack
        {
            public Ledger(Construct scope, string id) : base(scope, id)
            {
                new CfnTaskDefinition(this, "Task", new CfnTaskDefinitionProps
                {
                    RequiresCompatibilities = {{compatibilities}},
                    ContainerDefinitions = new object[]
                    {
                        new CfnTaskDefinition.ContainerDefinitionProperty { Name = "api", Image = "ledger", StopTimeout = {{stopTimeout}} },
                    },
                });
            }
        }
        """;

    private static string Container(string stopTimeout) => $$"""task.AddContainer("api", new ContainerDefinitionOptions { StopTimeout = {{stopTimeout}} });""";

    // ---- Silent

    [Theory]
    [InlineData("Duration.Seconds(120)")]
    [InlineData("Duration.Minutes(2)")]
    [InlineData("Duration.Millis(120000)")]
    [InlineData("Duration.Seconds(given)")]
    [InlineData("Duration.Parse(\"PT5M\")")]
    [InlineData("null")]
    public Task WithinTheLimitOrUnknown_IsSilent(string stopTimeout) => Rule.Csharp(Refs.Cdk, Stack(Container(stopTimeout)));

    [Theory]
    [InlineData("new Ec2TaskDefinition(this, \"Task\")")]
    [InlineData("new ExternalTaskDefinition(this, \"Task\")")]
    [InlineData("new TaskDefinition(this, \"Task\", new TaskDefinitionProps { Compatibility = Compatibility.EC2 })")]
    [InlineData("new TaskDefinition(this, \"Task\", given > 0 ? null : null)")]
    public Task NotCertainlyFargate_IsSilent(string task) => Rule.Csharp(Refs.Cdk, Stack(Container("Duration.Minutes(5)"), task));

    [Theory]
    [InlineData("var unused = new ContainerDefinitionOptions { StopTimeout = Duration.Minutes(5) };")]
    [InlineData("var own = new Own { StopTimeout = Duration.Minutes(5) };")]
    public Task NotAdded_IsSilent(string statement) => Rule.Csharp(Refs.Cdk, Stack(statement) + "class Own { public Duration? StopTimeout { get; set; } }");

    [Theory]
    [InlineData("""new[] { "EC2" }""")]
    [InlineData("""new[] { id }""")]
    [InlineData("null")]
    public Task ResourceElsewhere_IsSilent(string compatibilities) => Rule.Csharp(Refs.Cdk, Resource("300", compatibilities));

    [Fact]
    public Task TestProject_IsSilent() =>
        Rule.Csharp(Refs.Cdk, Stack(Container("Duration.Minutes(5)")), options: new() { ["build_property.IsTestProject"] = "true" });

    [Fact]
    public Task BrokenCode_IsSilent() => Rule.Csharp(Refs.Cdk, Stack("unknown.AddContainer(\"x\", new ContainerDefinitionOptions { StopTimeout = Duration.Minutes() }); StopTimeout = Duration.Hours(1);"), compiles: false);

    // ---- Firing

    [Theory]
    [InlineData("[|Duration.Seconds(300)|]")]
    [InlineData("[|Duration.Minutes(5)|]")]
    [InlineData("[|Duration.Seconds(Long)|]")]
    [InlineData("[|Five|]")]
    public Task Added_Reports(string stopTimeout) => Rule.Csharp(
        Refs.Cdk,
        Stack(Container(stopTimeout)),
        message: "stopTimeout of container 'api' is 300 s, but Fargate allows at most 120 s: work that needs longer is killed; set it to 120 or less, keep ShutdownTimeout below it and make longer work resumable");

    [Theory]
    [InlineData("new TaskDefinition(this, \"Task\", new TaskDefinitionProps { Cpu = \"256\", Compatibility = Compatibility.EC2_AND_FARGATE })")]
    [InlineData("new TaskDefinition(this, \"Task\", new TaskDefinitionProps { Compatibility = Compatibility.FARGATE })")]
    public Task TaskForFargate_Reports(string task) => Rule.Csharp(Refs.Cdk, Stack(Container("[|Duration.Hours(1)|]"), task));

    [Fact]
    public Task Variable_Reports() => Rule.Csharp(Refs.Cdk, Stack("""
        var options = new ContainerDefinitionOptions { Image = image };
        options.StopTimeout = [|Duration.Minutes(5)|];
        task.AddContainer(id, options);
        """));

    [Fact]
    public Task Resource_Reports() => Rule.Csharp(Refs.Cdk, Resource("[|300|]"));
}
