using Arch.Analyzers.Access;
using Arch.Analyzers.Tests.Harness;
using Verify = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Access.CredentialsInDeploymentCdk>;

namespace Arch.Analyzers.Tests.Access;

/// <summary>ARCH1005 in C#, against the real CDK: binding it costs one second once and milliseconds for each test.</summary>
public class CredentialsInDeploymentCdkTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Amazon.CDK;
        using Amazon.CDK.AWS.ECS;
        using Amazon.CDK.AWS.ECS.Patterns;
        using Amazon.CDK.AWS.Lambda;
        using Constructs;
        using Function = Amazon.CDK.AWS.Lambda.Function;
        using FunctionProps = Amazon.CDK.AWS.Lambda.FunctionProps;
        using Secret = Amazon.CDK.AWS.ECS.Secret;

        """;

    // Silent

    [Theory]
    [InlineData("""["AWS_REGION"] = "eu-west-1" """)]
    [InlineData("""["AWS_SECRET_NAME"] = "orders", ["AWS_PROFILE"] = "orders", ["AWS_ROLE_ARN"] = "arn" """)]
    [InlineData("""["AWS_ACCESS_KEY_ID"] = "" """)]
    [InlineData("""["AWS_ACCESS_KEY_ID"] = string.Empty """)]
    [InlineData("""["AWS_ACCESS_KEY_ID"] = Empty """)]
    [InlineData("""["Jwt__SecretKey"] = key """)]
    [InlineData("""[key] = "AWS_ACCESS_KEY_ID" """)]
    [InlineData("""[key + "AWS_ACCESS_KEY_ID"] = key """)]
    [InlineData("""{ "TABLE", "AWS_ACCESS_KEY_ID" } """)]
    public Task OtherVariables_AreSilent(string element) => Container($$"""
        task.AddContainer("web", new ContainerDefinitionOptions { Environment = new Dictionary<string, string> { {{element}} } });
        """);

    [Theory]
    [InlineData("""new Dictionary<string, string> { ["AWS_ACCESS_KEY_ID"] = key }.Count.ToString();""")]
    [InlineData("""var map = new Dictionary<string, string> { ["AWS_ACCESS_KEY_ID"] = key }; Use(map);""")]
    [InlineData("""var map = new Dictionary<string, string>(); map.Add("AWS_ACCESS_KEY_ID", key); map["AWS_SECRET_ACCESS_KEY"] = key; Use(map);""")]
    [InlineData("""var options = new ContainerDefinitionOptions { DockerLabels = new Dictionary<string, string> { ["AWS_ACCESS_KEY_ID"] = key } };""")]
    [InlineData("""var options = new Amazon.CDK.AWS.Lambda.Nodejs.BundlingOptions { Environment = new Dictionary<string, string> { ["AWS_ACCESS_KEY_ID"] = key } };""")]
    [InlineData("""var options = new Amazon.CDK.BundlingOptions { Image = null!, Environment = new Dictionary<string, string> { ["AWS_ACCESS_KEY_ID"] = key } };""")]
    [InlineData("""var own = new Own { Environment = new Dictionary<string, string> { ["AWS_ACCESS_KEY_ID"] = key } };""")]
    [InlineData("""new Own().AddEnvironment("AWS_ACCESS_KEY_ID", key);""")]
    [InlineData("""var pair = new KeyValuePairProperty { Name = "AWS_ACCESS_KEY_ID", Value = key };""")]
    [InlineData("""var tag = new CfnTag { Key = "AWS_ACCESS_KEY_ID", Value = key };""")]
    [InlineData("""var pair = new CfnTaskDefinition.KeyValuePairProperty { Name = "AWS_ACCESS_KEY_ID", Value = "" };""")]
    [InlineData("""var pair = new CfnTaskDefinition.KeyValuePairProperty { Name = "AWS_REGION", Value = "AWS_ACCESS_KEY_ID" };""")]
    [InlineData("""var name = nameof(AWS_ACCESS_KEY_ID); // container.AddEnvironment("AWS_ACCESS_KEY_ID", key);""")]
    [InlineData("""if (key == "AWS_ACCESS_KEY_ID") Console.WriteLine("AWS_ACCESS_KEY_ID");""")]
    [InlineData("""container.AddEnvironment(key, "AWS_ACCESS_KEY_ID"); container.AddEnvironment("AWS_ACCESS_KEY_ID", "");""")]
    [InlineData("""container.AddDockerLabel("AWS_ACCESS_KEY_ID", key);""")]
    [InlineData("""var one = new Dictionary<string, string> { ["AWS_ACCESS_KEY_ID"] = key }; var two = new Dictionary<string, string>(); var o = new ContainerDefinitionOptions { Environment = two }; Use(one);""")]
    public Task OtherUses_AreSilent(string statement) => Container(statement);

    [Fact]
    public Task CodeBuild_IsSilent() => Csharp("""
        class Build
        {
            void Run(string key)
            {
                var environment = new Amazon.CDK.AWS.CodeBuild.BuildEnvironment
                {
                    EnvironmentVariables = new Dictionary<string, Amazon.CDK.AWS.CodeBuild.IBuildEnvironmentVariable>
                    {
                        ["AWS_ACCESS_KEY_ID"] = new Amazon.CDK.AWS.CodeBuild.BuildEnvironmentVariable { Value = key },
                    },
                };
            }
        }
        """);

    [Fact]
    public Task WithoutTheCdk_IsSilent() => Verify.Csharp(Refs.Net10, """
        using System.Collections.Generic;
        namespace Amazon.CDK.AWS.ECS
        {
            class ContainerDefinitionOptions { public Dictionary<string, string>? Environment { get; set; } }
            class Stack { ContainerDefinitionOptions options = new() { Environment = new() { ["AWS_ACCESS_KEY_ID"] = "x" } }; }
        }
        """);

    [Fact]
    public Task TestProject_IsSilent() => Verify.Csharp(Refs.Cdk, Usings + """
        class Stack { void Run(ContainerDefinition container) => container.AddEnvironment("AWS_ACCESS_KEY_ID", "x"); }
        """, options: new() { ["build_property.IsTestProject"] = "true" });

    [Fact]
    public Task BrokenCode_IsSilent() => Verify.Csharp(Refs.Cdk, Usings + """
        class Stack { void Run() { unknown.AddEnvironment("AWS_ACCESS_KEY_ID", "x"); unknown["AWS_ACCESS_KEY_ID"] = 1; new Unknown { Environment = { ["AWS_ACCESS_KEY_ID"] = 1 } }; } }
        """, compiles: false);

    // Reporting: initializers

    [Theory]
    [InlineData("""new Dictionary<string, string> { [[|"AWS_ACCESS_KEY_ID"|]] = "test" }""")]
    [InlineData("""new Dictionary<string, string> { { [|"AWS_ACCESS_KEY_ID"|], key }, { "AWS_REGION", "eu-west-1" } }""")]
    [InlineData("""new Dictionary<string, string>() { ["A"] = key, [[|Name|]] = key }""")]
    [InlineData("""new Dictionary<string, string> { [[|"AWS__" + "SecretAccessKey"|]] = key }""")]
    [InlineData("""(IDictionary<string, string>)new SortedDictionary<string, string> { [[|"AWS_SESSION_TOKEN"|]] = key }""")]
    [InlineData("""key.Length > 1 ? new Dictionary<string, string> { [[|"AWS_SESSION_TOKEN"|]] = key } : new Dictionary<string, string>()""")]
    [InlineData("""new Dictionary<string, string>(new Dictionary<string, string> { [[|"AWS_SECRET_KEY"|]] = key }) { [[|"AWS_BEARER_TOKEN_BEDROCK"|]] = key }""")]
    [InlineData("""Environment()""")]
    [InlineData("""s_environment""")]
    public Task Initializer_Reports(string environment) => Csharp($$"""
        class Orders
        {
            private const string Name = "AWS_ACCESS_KEY_ID";
            private static readonly Dictionary<string, string> s_environment = new() { [{{Mark(environment, "s_environment", "\"AWS_SECRET_KEY\"")}}] = "x" };

            void Run(TaskDefinition task, string key) =>
                task.AddContainer("web", new ContainerDefinitionOptions { Image = ContainerImage.FromRegistry("x"), Environment = {{environment}} });

            private static Dictionary<string, string> Environment()
            {
                var environment = new Dictionary<string, string>();
                environment[{{Mark(environment, "Environment()", "\"AWS_SECRET_KEY\"")}}] = "x";
                return environment;
            }
        }
        """, "'" + Name(environment) + "' hands static AWS credentials to container 'web'; SDK v4 reads the environment before the task role, so they win silently: "
        + "remove it and set TaskRole and Grant…()");

    [Fact]
    public Task Secrets_Report() => Container("""
        task.AddContainer("web", new ContainerDefinitionOptions
        {
            Secrets = new Dictionary<string, Secret>
            {
                [[|"AWS_SECRET_ACCESS_KEY"|]] = Secret.FromSsmParameter(null!),
                ["DB_PASSWORD"] = Secret.FromSsmParameter(null!),
            },
        });
        """);

    [Fact]
    public Task Function_Reports() => Csharp("""
        class Orders(Construct scope, string id) : Stack(scope, id)
        {
            void Run(string key)
            {
                new Function(this, "Import", new FunctionProps { Environment = new Dictionary<string, string> { [[|"AWS_ACCESS_KEY_ID"|]] = key } });
            }
        }
        """, "'AWS_ACCESS_KEY_ID' hands static AWS credentials to function 'Import'; SDK v4 reads the environment before the task role, so they win silently: "
        + "remove it and set the function's Role");

    [Fact]
    public Task Pattern_Reports() => Csharp("""
        class Orders(Construct scope, string id) : Stack(scope, id)
        {
            void Run(string key)
            {
                new ApplicationLoadBalancedFargateService(this, "Web", new ApplicationLoadBalancedFargateServiceProps
                {
                    TaskImageOptions = new ApplicationLoadBalancedTaskImageOptions
                    {
                        Image = ContainerImage.FromRegistry("x"),
                        Environment = new Dictionary<string, string> { [[|"AWS_ACCESS_KEY_ID"|]] = key },
                    },
                });
            }
        }
        """, "'AWS_ACCESS_KEY_ID' hands static AWS credentials to service 'Web'; SDK v4 reads the environment before the task role, so they win silently: "
        + "remove it and set TaskRole and Grant…()");

    [Theory]
    [InlineData("""new CfnTaskDefinition.ContainerDefinitionProperty { Image = "x", Name = "web", Environment = new[] { new CfnTaskDefinition.KeyValuePairProperty { Name = [|"AWS_ACCESS_KEY_ID"|], Value = key } } }""", "the container", "TaskRole and Grant…()")]
    [InlineData("""new CfnTaskDefinition.SecretProperty { ValueFrom = key, Name = [|"AWS_ACCESS_KEY_ID"|] }""", "the container", "TaskRole and Grant…()")]
    [InlineData("""new Amazon.CDK.AWS.Batch.CfnJobDefinition.EnvironmentProperty { Name = [|"AWS_ACCESS_KEY_ID"|], Value = key }""", "the container", "JobRole and Grant…()")]
    [InlineData("""new Amazon.CDK.AWS.AppRunner.CfnService.KeyValuePairProperty { Name = [|"AWS_ACCESS_KEY_ID"|], Value = key }""", "the service", "InstanceRole and Grant…()")]
    [InlineData("""new CfnFunction.EnvironmentProperty { Variables = new Dictionary<string, string> { [[|"AWS_ACCESS_KEY_ID"|]] = key } }""", "the function", "the function's Role")]
    public Task LowLevel_Reports(string expression, string receiver, string remedy) => Csharp($$"""
        class Orders { object Run(string key) => {{expression}}; }
        """, $"'AWS_ACCESS_KEY_ID' hands static AWS credentials to {receiver}; SDK v4 reads the environment before the task role, so they win silently: remove it and set {remedy}");

    [Fact]
    public Task LowLevel_TargetTyped_Reports() => Csharp("""
        class Orders(Construct scope, string id) : Stack(scope, id)
        {
            void Run(string key)
            {
                CfnTaskDefinition.KeyValuePairProperty pair = new() { Name = [|"AWS_ACCESS_KEY_ID"|], Value = key };
                new CfnTaskDefinition(this, "Task", new CfnTaskDefinitionProps
                {
                    ContainerDefinitions = new CfnTaskDefinition.IContainerDefinitionProperty[]
                    {
                        new CfnTaskDefinition.ContainerDefinitionProperty
                        {
                            Image = "x", Name = "web", Secrets = new object[] { new CfnTaskDefinition.SecretProperty { Name = [|"AWS_SECRET_KEY"|], ValueFrom = key } },
                        },
                    },
                });
            }
        }
        """);

    // Reporting: variables

    [Theory]
    [InlineData("""var map = new Dictionary<string, string> { [[|"AWS_ACCESS_KEY_ID"|]] = key };""")]
    [InlineData("""Dictionary<string, string> map = new() { { [|"AWS_ACCESS_KEY_ID"|], key } };""")]
    [InlineData("""var map = new Dictionary<string, string>(); map[[|"AWS_ACCESS_KEY_ID"|]] = key;""")]
    [InlineData("""var map = new Dictionary<string, string>(); map.Add([|"AWS_ACCESS_KEY_ID"|], key); map.TryAdd([|"AWS_SECRET_ACCESS_KEY"|], key);""")]
    [InlineData("""var map = new Dictionary<string, string>(); if (key != "") { map.Add([|"AWS_ACCESS_KEY_ID"|], key); }""")]
    [InlineData("""Dictionary<string, string> map; map = new() { [[|"AWS_ACCESS_KEY_ID"|]] = key };""")]
    [InlineData("""var first = new Dictionary<string, string> { [[|"AWS_ACCESS_KEY_ID"|]] = key }; var map = new Dictionary<string, string>(first);""")]
    [InlineData("""var first = new Dictionary<string, string>(); var map = first; first.Add([|"AWS_ACCESS_KEY_ID"|], key);""")]
    [InlineData("""var map = Make(); Dictionary<string, string> Make() => new() { [[|"AWS_ACCESS_KEY_ID"|]] = key };""")]
    public Task Local_ReportsOnce(string declaration) => Container($$"""
        {{declaration}}
        var web = new ContainerDefinitionOptions { Environment = map };
        var worker = new ContainerDefinitionOptions();
        worker.Environment = map;
        Use(map);
        """);

    [Theory]
    [InlineData("""options.Environment[[|"AWS_ACCESS_KEY_ID"|]] = key;""")]
    [InlineData("""options.Environment!.Add([|"AWS_ACCESS_KEY_ID"|], key);""")]
    [InlineData("""options.Environment?.Add([|"AWS_ACCESS_KEY_ID"|], key);""")]
    [InlineData("""options.Environment = new Dictionary<string, string> { [[|"AWS_ACCESS_KEY_ID"|]] = key };""")]
    [InlineData("""options = new ContainerDefinitionOptions { Environment = { [[|"AWS_ACCESS_KEY_ID"|]] = key } };""")]
    [InlineData("""options = new ContainerDefinitionOptions { Environment = { { [|"AWS_ACCESS_KEY_ID"|], key } } };""")]
    public Task Property_Reports(string statement) => Container("var options = new ContainerDefinitionOptions();\n" + statement,
        "'AWS_ACCESS_KEY_ID' hands static AWS credentials to the container; SDK v4 reads the environment before the task role, so they win silently: "
        + "remove it and set TaskRole and Grant…()");

    // Reporting: methods

    [Theory]
    [InlineData("""container.AddEnvironment([|"AWS_ACCESS_KEY_ID"|], "test");""", "the container")]
    [InlineData("""container.AddEnvironment(value: key, name: [|"AWS_ACCESS_KEY_ID"|]);""", "the container")]
    [InlineData("""container?.AddEnvironment([|"AWS_ACCESS_KEY_ID"|], key);""", "the container")]
    [InlineData("""task.DefaultContainer!.AddSecret([|"AWS_ACCESS_KEY_ID"|], Secret.FromSsmParameter(null!));""", "the container")]
    [InlineData("""task.AddContainer("web", new ContainerDefinitionOptions()).AddEnvironment([|"AWS_ACCESS_KEY_ID"|], key);""", "container 'web'")]
    [InlineData("""var web = task.AddContainer("web", new ContainerDefinitionOptions()); web.AddEnvironment([|"AWS_ACCESS_KEY_ID"|], key);""", "container 'web'")]
    public Task Method_Reports(string statement, string receiver) => Container(statement,
        $"'AWS_ACCESS_KEY_ID' hands static AWS credentials to {receiver}; SDK v4 reads the environment before the task role, so they win silently: "
        + "remove it and set TaskRole and Grant…()");

    [Fact]
    public Task FunctionMethod_Reports() => Csharp("""
        class Orders(Construct scope, string id) : Stack(scope, id)
        {
            void Run(string key)
            {
                var function = new Function(this, "Import", new FunctionProps());
                function.AddEnvironment("TABLE", "orders").AddEnvironment([|"AWS_ACCESS_KEY_ID"|], key);
            }
        }
        """, "'AWS_ACCESS_KEY_ID' hands static AWS credentials to function 'Import'; SDK v4 reads the environment before the task role, so they win silently: "
        + "remove it and set the function's Role");

    private static Task Csharp(string code, string? message = null) => Verify.Csharp(Refs.Cdk, Usings + code, message);

    private static Task Container(string statements, string? message = null) => Csharp($$"""
        class Own
        {
            public Dictionary<string, string>? Environment { get; set; }
            public void AddEnvironment(string name, string value) { }
        }

        class KeyValuePairProperty { public string? Name { get; set; } public string? Value { get; set; } }

        class Orders
        {
            private const string Empty = "";
            private string? AWS_ACCESS_KEY_ID;

            void Run(TaskDefinition task, ContainerDefinition container, string key)
            {
                {{statements}}
            }

            void Use(object value) { }
        }
        """, message);

    /// <summary>The key, as a finding when the environment under test is the one that holds it.</summary>
    private static string Mark(string environment, string which, string key) => environment == which ? $"[|{key}|]" : key;

    private static string Name(string environment) => environment switch
    {
        _ when environment.Contains("[[|Name") || environment.Contains("\"AWS_ACCESS_KEY_ID\"") => "AWS_ACCESS_KEY_ID",
        _ when environment.Contains("__") => "AWS__SecretAccessKey",
        _ when environment.Contains("SESSION") => "AWS_SESSION_TOKEN",
        _ => "AWS_SECRET_KEY",
    };
}
