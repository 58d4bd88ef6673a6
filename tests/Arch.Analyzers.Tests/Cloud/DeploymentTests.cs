using Arch.Analyzers.Cloud;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Cloud;

/// <summary>What deployment files say about containers: known, absent or unknown, and where it stands.</summary>
public class DeploymentTests
{
    private static ArchContext Project(string assembly, params (string Path, string Text)[] files)
    {
        var lint = new Lint { Sources = [("Code.cs", "class Code;")], Files = [.. files], AssemblyName = assembly };
        return ArchContext.Get(lint.Compile(), lint.AnalyzerOptions());
    }

    private static Container Only(string path, string text) => Assert.Single(Deployment.All(Project("Orders", (path, text))).SelectMany(file => file.Containers));

    private static string Shown(CloudValue value) => value.IsAbsent ? "absent" : (value.IsKnown ? "" : "?") + value.Text;

    private static string Shown(IEnumerable<CloudValue> values) => string.Join(" or ", values.Select(Shown));

    [Theory]
    [InlineData("30", "30")]
    [InlineData("\"30\"", "30")]
    [InlineData("null", "absent")]
    [InlineData("\"${STOP}\"", "?*")]
    [InlineData("\"<STOP>\"", "?*")]
    [InlineData("\"a{{ b }}c\"", "?a*c")]
    [InlineData("\"a < b\"", "a < b")]
    public void TaskDefinition_Value(string json, string expected) =>
        Assert.Equal(expected, Shown(Only("taskdef.json", $$"""{ "containerDefinitions": [ { "name": "api", "stopTimeout": {{json}} } ] }""").StopTimeout));

    [Theory]
    [InlineData("90s", "90s")]
    [InlineData("${GRACE:-45s}", "45s")]
    [InlineData("${GRACE-45s}", "45s")]
    [InlineData("${GRACE}", "?*")]
    [InlineData("$GRACE", "?*")]
    [InlineData("${A:-${B}}s", "?*}s")]
    [InlineData("$$5", "$5")]
    [InlineData("", "absent")]
    public void Compose_Value(string yaml, string expected) =>
        Assert.Equal(expected, Shown(Only("compose.yml", $"services:\n  api:\n    build: .\n    stop_grace_period: {yaml}\n").StopTimeout));

    [Fact]
    public void Compose_WhatIsInherited_IsUnknown()
    {
        var service = Only("compose.yml", "services:\n  api:\n    build: .\n    extends: { file: base.yml, service: api }\n");
        Assert.True(Assert.Single(service.StopTimeout).IsUnknown);
    }

    [Theory]
    [InlineData("30", "30")]
    [InlineData("!Ref Stop", "50")]
    [InlineData("{ Ref: Stop }", "50")]
    [InlineData("!Ref Path", "?*")]
    [InlineData("!Ref Missing", "?*")]
    [InlineData("!Ref AWS::NoValue", "absent")]
    [InlineData("!If [Prod, 120, !Ref AWS::NoValue]", "120 or absent")]
    [InlineData("{ \"Fn::If\": [Prod, !If [Big, 1, 2], !GetAtt X.Y] }", "1 or 2 or ?*")]
    [InlineData("!FindInMap [Stops, prod, stop]", "90")]
    [InlineData("!FindInMap [Stops, !Ref Env, stop]", "90")]
    [InlineData("!FindInMap [Stops, !Ref Env, other]", "?*")]
    [InlineData("!FindInMap [Stops, nowhere, stop]", "?*")]
    [InlineData("!Sub '${Stop}'", "50")]
    [InlineData("!Sub '${AWS::Region}-${Stop}-${!x}'", "?*-50-${x}")]
    [InlineData("!Sub ['${A}-${Stop}', { A: !Ref Stop }]", "50-50")]
    [InlineData("!Join ['/', [a, !Ref Stop]]", "a/50")]
    [InlineData("!Join ['/', [a, !Ref Missing]]", "?a/*")]
    [InlineData("!ImportValue x", "?*")]
    [InlineData("'{{resolve:ssm:/stop}}'", "?*")]
    public void Template_Value(string yaml, string expected) => Assert.Equal(expected, Shown(Only("orders.yaml", $$"""
        Parameters:
          Stop: { Type: Number, Default: 50 }
          Path: { Type: AWS::SSM::Parameter::Value<String>, Default: /stop }
          Missing: { Type: String }
          Env: { Type: String }
        Mappings:
          Stops:
            prod: { stop: 90, other: 1 }
            test: { stop: 90, other: 2 }
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - Name: api
                  StopTimeout: {{yaml}}
        """).StopTimeout));

    [Theory]
    [InlineData("123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/orders-api:1.2", "orders-api")]
    [InlineData("orders@sha256:abc", "orders")]
    [InlineData("localhost:5000/orders", "orders")]
    [InlineData("<IMAGE1_NAME>", "*")]
    public void Repository(string image, string expected) =>
        Assert.Equal(expected, Only("taskdef.json", $$"""{ "containerDefinitions": [ { "name": "api", "image": "{{image}}" } ] }""").Repository);

    [Theory]
    [InlineData("""{ "containerDefinitions": [ { "name": "api", "environment": [ { "name": "A", "value": "1" } ] } ] }""")]
    [InlineData("services:\n  api:\n    build: .\n    environment: { A: 1 }\n")]
    [InlineData("services:\n  api:\n    build: .\n    environment: [ 'B=2', 'A=1' ]\n")]
    [InlineData("x: &x\n  environment: { A: 1 }\nservices:\n  api:\n    build: .\n    <<: *x\n")]
    public void Environment(string text)
    {
        var container = Only(text.StartsWith('{') ? "taskdef.json" : "compose.yml", text);
        Assert.Equal("1", Shown(container.Environment("A")));
        Assert.True(container.Environment("C").IsAbsent);
    }

    [Theory]
    [InlineData("""["FARGATE"]""", true)]
    [InlineData("""["EC2", "fargate"]""", true)]
    [InlineData("""["EC2"]""", false)]
    [InlineData("""["EC2", "${KIND}"]""", null)]
    [InlineData("""[]""", null)]
    [InlineData("""null""", null)]
    public void Fargate(string compatibilities, bool? expected)
    {
        var text = $$"""{ "taskDefinition": { "requiresCompatibilities": {{compatibilities}}, "containerDefinitions": [ { "name": "api" } ] } }""";
        Assert.Equal(expected, Only("taskdef.json", text).Task!.IsForFargate);
    }

    // ---- Which container is this project?

    private static string Task(params string[] containers) =>
        $$"""{ "containerDefinitions": [ {{string.Join(", ", containers.Select(name => name.StartsWith('{') ? name : $$"""{ "name": "{{name}}", "image": "x/{{name}}:1" }"""))}} ] }""";

    [Theory]
    [InlineData("Anything", "api")]
    [InlineData("Ledger.Billing.Worker", "ledger_billing_worker", "billing-worker", "worker")]
    [InlineData("Ledger.Billing.Worker", "worker", "billing", "ledger")]
    [InlineData("Ledger.Api", "API", "web")]
    public void ByName(string assembly, string expected, params string[] others) =>
        Assert.Equal(expected, Assert.Single(ProjectContainers.OfEcs(Project(assembly, ("taskdef.json", Task([.. others, expected]))), null).Containers).Name);

    [Fact]
    public void LongestName_Wins()
    {
        var own = ProjectContainers.OfEcs(Project("Ledger.Billing.Worker", ("taskdef.json", Task("worker", "billing-worker", "other"))), null);
        Assert.Equal("billing-worker", Assert.Single(own.Containers).Name);
        Assert.False(own.IsAmbiguous);
    }

    [Fact]
    public void NoName_IsAmbiguous()
    {
        var own = ProjectContainers.OfEcs(Project("Ledger", ("taskdef.json", Task("front", "back"))), null);
        Assert.True(own.IsAmbiguous);
        Assert.Equal(2, own.Containers.Length);
    }

    [Fact]
    public void ChosenName_Wins() =>
        Assert.Equal("back", Assert.Single(ProjectContainers.OfEcs(Project("Front", ("taskdef.json", Task("front", "back"))), "back").Containers).Name);

    [Fact]
    public void SidecarsAndServers_AreNotTheProject()
    {
        var task = Task("api", """{ "name": "x", "image": "public.ecr.aws/aws-observability/aws-otel-collector:1" }""", """{ "name": "cache", "image": "redis:7" }""",
            """{ "name": "migrate", "image": "x/migrate", "essential": false }""");
        Assert.Equal("api", Assert.Single(ProjectContainers.OfEcs(Project("Ledger", ("taskdef.json", task)), null).Containers).Name);
    }

    [Fact]
    public void SeveralEnvironments_AreOneContainer() =>
        Assert.Equal(2, ProjectContainers.OfEcs(Project("Ledger", ("taskdef.dev.json", Task("api")), ("taskdef.prod.json", Task("api"))), null) is { IsAmbiguous: false } own ? own.Containers.Length : 0);

    [Fact]
    public void ComposeService_IsBuiltOrCalledLikeTheProject()
    {
        const string Compose = "services:\n  db: { image: company/tables }\n  web: { image: company/web }\n  api: { build: . }\n";
        Assert.Equal("api", Assert.Single(ProjectContainers.OfCompose(Project("Ledger", ("compose.yml", Compose)), null).Containers).Name);
        Assert.Equal("web", Assert.Single(ProjectContainers.OfCompose(Project("Ledger.Web", ("compose.yml", Compose)), null).Containers).Name);
        Assert.Empty(ProjectContainers.OfCompose(Project("Ledger", ("compose.yml", "services:\n  tables: { image: company/tables }\n")), null).Containers);
    }
}
