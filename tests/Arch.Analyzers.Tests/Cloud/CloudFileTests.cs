using Arch.Analyzers.Cloud;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Json;
using Arch.Analyzers.Documents.Yaml;

namespace Arch.Analyzers.Tests.Cloud;

/// <summary>What a file describes is decided by its content; names only where the content says too little.</summary>
public class CloudFileTests
{
    [Theory]
    [InlineData(nameof(CloudFileKind.TaskDefinition), """{ "containerDefinitions": [] }""")]
    [InlineData(nameof(CloudFileKind.TaskDefinition), """{ "ContainerDefinitions": [ { "Name": "web" } ] }""")]
    [InlineData(nameof(CloudFileKind.TaskDefinition), """{ "taskDefinition": { "containerDefinitions": [] }, "tags": [] }""")]
    [InlineData(nameof(CloudFileKind.TaskDefinition), """[ { "name": "web", "image": "orders" } ]""")]
    [InlineData(nameof(CloudFileKind.TaskDefinition), """[ { "image": "orders", "secrets": [] } ]""")]
    [InlineData(nameof(CloudFileKind.None), """{ "taskDefinition": "arn:aws:ecs:…" }""")]
    [InlineData(nameof(CloudFileKind.None), """{ "containerDefinitions": "x" }""")]
    [InlineData(nameof(CloudFileKind.None), """[ { "image": "cat.png", "title": "A cat" }, 1, "x", null ]""")]
    [InlineData(nameof(CloudFileKind.None), """[ { "name": "web", "image": { "src": "cat.png" } } ]""")]
    [InlineData(nameof(CloudFileKind.None), """[]""")]
    [InlineData(nameof(CloudFileKind.None), """{}""")]
    [InlineData(nameof(CloudFileKind.None), """null""")]
    [InlineData(nameof(CloudFileKind.None), """1""")]
    [InlineData(nameof(CloudFileKind.CloudFormation), """{ "AWSTemplateFormatVersion": "2010-09-09" }""")]
    [InlineData(nameof(CloudFileKind.CloudFormation), """{ "Resources": { "A": 1, "B": { "Type": "AWS::SNS::Topic" } } }""")]
    [InlineData(nameof(CloudFileKind.CloudFormation), """{ "Resources": { "B": { "Type": "Custom::Thing" } }, "services": { "web": { "image": "x" } } }""")]
    [InlineData(nameof(CloudFileKind.CloudFormation), """{ "Transform": "AWS::LanguageExtensions", "Resources": { "B": { "Type": "AWS::SNS::Topic" } } }""")]
    [InlineData(nameof(CloudFileKind.None), """{ "Resources": { "B": { "Type": "AWSThing" } } }""")]
    [InlineData(nameof(CloudFileKind.None), """{ "Resources": [ "x" ] }""")]
    [InlineData(nameof(CloudFileKind.Sam), """{ "Transform": "AWS::Serverless-2016-10-31" }""")]
    [InlineData(nameof(CloudFileKind.Sam), """{ "Transform": [ "X", "AWS::Serverless-2016-10-31" ], "Resources": {} }""")]
    [InlineData(nameof(CloudFileKind.AppSpec), """{ "version": 0.0, "Resources": [ { "TargetService": { "Type": "AWS::ECS::Service" } } ] }""")]
    [InlineData(nameof(CloudFileKind.CdkSettings), """{ "app": "dotnet run" }""", "cdk.json")]
    [InlineData(nameof(CloudFileKind.None), """{ "app": "dotnet run" }""", "app.json")]
    public void Json(string kind, string text, string name = "x.json") => Assert.Equal(kind, CloudFile.KindOf(JsonReader.Parse(text).Roots[0], name).ToString());

    [Theory]
    [InlineData(nameof(CloudFileKind.Compose), "services:\n  web:\n    image: x")]
    [InlineData(nameof(CloudFileKind.Compose), "services:\n  db:\n  web:\n    build: .")]
    [InlineData(nameof(CloudFileKind.Compose), "x-base: &base\n  image: x\nservices:\n  web:\n    <<: *base")]
    [InlineData(nameof(CloudFileKind.None), "services:\n  web:\n    path: x")]
    [InlineData(nameof(CloudFileKind.None), "services:\n  - name: web\n    image: x")]
    [InlineData(nameof(CloudFileKind.None), "services:\n  web:\n    image: x\nsteps: {}")]
    [InlineData(nameof(CloudFileKind.None), "kind: Stack\nservices:\n  web:\n    image: x")]
    [InlineData(nameof(CloudFileKind.Serverless), "service: orders\nprovider:\n  name: aws")]
    [InlineData(nameof(CloudFileKind.None), "service: orders")]
    [InlineData(nameof(CloudFileKind.AppSpec), "version: 0.0\nResources:\n  - Function:\n      Type: AWS::Lambda::Function")]
    [InlineData(nameof(CloudFileKind.AppSpec), "version: 0.0\nResources: []", "appspec.yaml")]
    [InlineData(nameof(CloudFileKind.ServerAppSpec), "version: 0.0\nos: linux", "appspec.yml")]
    [InlineData(nameof(CloudFileKind.ServerAppSpec), "version: 0.0\nfiles: []", "x.yml")]
    [InlineData(nameof(CloudFileKind.TaskDefinition), "family: x\ncontainerDefinitions:\n  - name: web")]
    [InlineData(nameof(CloudFileKind.CloudFormation), "Resources:\n  A: !Ref B\n  B: { Type: AWS::SNS::Topic }")]
    public void Yaml(string kind, string text, string name = "x.yaml") => Assert.Equal(kind, CloudFile.KindOf(YamlReader.Parse(text).Roots[0], name).ToString());

    [Theory]
    [InlineData(true, "/src/orders/bin/Debug/template.json", "/src/orders/")]
    [InlineData(true, "C:\\src\\orders\\obj\\template.json", "C:\\src\\orders\\")]
    [InlineData(true, "/src/orders/cdk.out/asset.7/x.json", "/src/orders/")]
    [InlineData(true, "/other/node_modules/x/docker-compose.yml", "/src/orders/")]
    [InlineData(false, "/src/bin/orders/template.json", "/src/bin/orders/")]
    [InlineData(false, "/src/orders/cdk.out/Orders.template.json", "/src/orders/")]
    [InlineData(false, "/src/orders/binaries/template.json", null)]
    public void Output(bool expected, string path, string? projectDirectory) => Assert.Equal(expected, CloudFile.IsOutput(path, projectDirectory));

    [Fact]
    public void MergedMap_OwnEntriesWin_ThenTheFirstMerged()
    {
        var root = YamlReader.Parse("""
            a: &a { A: a, B: a, <<: { D: deep } }
            b: &b { B: b, C: b }
            map: { C: own, <<: [*a, *b, 1], E: own }
            """).Roots[0]["map"]!;
        Assert.Equal(["C=own", "E=own", "A=a", "B=a", "D=deep"], MergedMap.Entries(root).Select(entry => $"{entry.Key}={entry.Value}"));
        Assert.Equal("deep", MergedMap.Find(root, "D")?.Value);
        Assert.Equal("a", MergedMap.Find(root, "B")?.Value);
        Assert.Null(MergedMap.Find(root, "F"));
        Assert.Empty(MergedMap.Entries(YamlReader.Parse("[1]").Roots[0]));
    }

    [Theory]
    [InlineData("x", "x")]
    [InlineData("!Ref AWS::NoValue", "")]
    [InlineData("{ Ref: AWS::NoValue }", "")]
    [InlineData("!If [C, a, b]", "a b")]
    [InlineData("{ 'Fn::If': [C, a, !If [D, !Ref AWS::NoValue, b]] }", "a b")]
    [InlineData("!If [C, !Ref AWS::NoValue, { Ref: AWS::NoValue }]", "")]
    [InlineData("!If x", "x")]
    [InlineData("!If [C]", "")]
    public void Alternatives(string text, string expected) =>
        Assert.Equal(expected, string.Join(" ", Intrinsics.Alternatives(YamlReader.Parse(text).Roots[0]).Select(node => node.Value)));
}
