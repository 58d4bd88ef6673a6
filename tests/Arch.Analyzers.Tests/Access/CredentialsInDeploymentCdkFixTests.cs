using Arch.Analyzers.Tests.Harness;
using Verify = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.Access.CredentialsInDeploymentCdk, Arch.CodeFixes.Access.CredentialsInDeploymentCdkFix>;

namespace Arch.Analyzers.Tests.Access;

/// <summary>The fix of ARCH1005 in stacks.</summary>
public class CredentialsInDeploymentCdkFixTests
{
    private const string Head = """
        using System.Collections.Generic;
        using Amazon.CDK.AWS.ECS;
        using Amazon.CDK.AWS.Lambda;
        using Function = Amazon.CDK.AWS.Lambda.Function;

        class Orders
        {
            void Run(TaskDefinition task, ContainerDefinition container, Function function, string key)
            {

        """;

    private const string Foot = """

            }
        }
        """;

    [Theory]
    [InlineData(
        """new ContainerDefinitionOptions { Environment = new Dictionary<string, string> { [[|"AWS_ACCESS_KEY_ID"|]] = key, ["A"] = key } }""",
        """new ContainerDefinitionOptions { Environment = new Dictionary<string, string> { ["A"] = key } }""")]
    [InlineData(
        """new ContainerDefinitionOptions { Environment = new Dictionary<string, string> { { "A", key }, { [|"AWS_ACCESS_KEY_ID"|], key } } }""",
        """new ContainerDefinitionOptions { Environment = new Dictionary<string, string> { { "A", key } } }""")]
    [InlineData(
        """new ContainerDefinitionOptions { Environment = new Dictionary<string, string> { [[|"AWS_ACCESS_KEY_ID"|]] = key, [[|"AWS_SECRET_KEY"|]] = key } }""",
        """new ContainerDefinitionOptions { Environment = new Dictionary<string, string> { } }""")]
    [InlineData(
        """new CfnTaskDefinition.ContainerDefinitionProperty { Image = "x", Name = "x", Environment = new object[] { new CfnTaskDefinition.KeyValuePairProperty { Name = [|"AWS_ACCESS_KEY_ID"|], Value = key } } }""",
        """new CfnTaskDefinition.ContainerDefinitionProperty { Image = "x", Name = "x", Environment = new object[] { } }""")]
    [InlineData(
        """new CfnTaskDefinition.ContainerDefinitionProperty { Image = "x", Name = "x", Environment = new[] { new CfnTaskDefinition.KeyValuePairProperty { Name = [|"AWS_ACCESS_KEY_ID"|], Value = key }, new CfnTaskDefinition.KeyValuePairProperty { Name = "A", Value = key } } }""",
        """new CfnTaskDefinition.ContainerDefinitionProperty { Image = "x", Name = "x", Environment = new[] { new CfnTaskDefinition.KeyValuePairProperty { Name = "A", Value = key } } }""")]
    public Task Element(string before, string after) => Statements($"var options = {before};", $"var options = {after};");

    [Fact]
    public Task CollectionExpression() => Statements(
        """
                CfnTaskDefinition.KeyValuePairProperty[] pairs = [new() { Name = "A", Value = key }, new() { Name = [|"AWS_ACCESS_KEY_ID"|], Value = key }];
        """,
        """
                CfnTaskDefinition.KeyValuePairProperty[] pairs = [new() { Name = "A", Value = key }];
        """);

    [Fact]
    public Task Lines_KeepCommentsAndOrder() => Statements(
        """
                task.AddContainer("web", new ContainerDefinitionOptions
                {
                    Environment = new Dictionary<string, string>
                    {
                        // The region.
                        ["AWS_REGION"] = "eu-west-1", // of the service
                        [[|"AWS_ACCESS_KEY_ID"|]] = key,
                        /* the other one */
                        [[|"AWS_SECRET_ACCESS_KEY"|]] =
                            key + key
                    },
                });
        """,
        """
                task.AddContainer("web", new ContainerDefinitionOptions
                {
                    Environment = new Dictionary<string, string>
                    {
                        // The region.
                        ["AWS_REGION"] = "eu-west-1" // of the service
                        /* the other one */
                    },
                });
        """);

    [Fact]
    public Task Statements_AreDeleted() => Statements(
        """
                var environment = new Dictionary<string, string>();
                environment.Add("A", key); environment.Add([|"AWS_ACCESS_KEY_ID"|], key); environment.Add("B", key);
                // The other one.
                environment[[|"AWS_SECRET_ACCESS_KEY"|]] = key; // from the caller
                container.AddEnvironment([|"AWS_SESSION_TOKEN"|], key);
                container?.AddEnvironment([|"AWS_SESSION_TOKEN"|], key);
                var options = new ContainerDefinitionOptions { Environment = environment };
        """,
        """
                var environment = new Dictionary<string, string>();
                environment.Add("A", key); environment.Add("B", key);
                // The other one.
                var options = new ContainerDefinitionOptions { Environment = environment };
        """);

    [Fact]
    public Task Chains_LoseALink() => Statements(
        """
                function.AddEnvironment([|"AWS_ACCESS_KEY_ID"|], key).AddEnvironment("A", key);
                function.AddEnvironment("A", key).AddEnvironment([|"AWS_ACCESS_KEY_ID"|], key);
                function.AddEnvironment([|"AWS_ACCESS_KEY_ID"|], key).AddEnvironment([|"AWS_SECRET_KEY"|], key);
                task.AddContainer("web", new ContainerDefinitionOptions()).AddEnvironment([|"AWS_ACCESS_KEY_ID"|], key);
                var same = function.AddEnvironment([|"AWS_ACCESS_KEY_ID"|], key);
        """,
        """
                function.AddEnvironment("A", key);
                function.AddEnvironment("A", key);
                task.AddContainer("web", new ContainerDefinitionOptions());
                var same = function;
        """);

    [Fact]
    public Task TopLevel_IsDeleted() => Verify.Csharp(Refs.Cdk,
        """
        using Amazon.CDK.AWS.ECS;
        ContainerDefinition container = null!;
        container.AddEnvironment([|"AWS_ACCESS_KEY_ID"|], "x");
        """,
        """
        using Amazon.CDK.AWS.ECS;
        ContainerDefinition container = null!;

        """);

    [Theory]
    [InlineData("""if (key == "") container.AddEnvironment([|"AWS_ACCESS_KEY_ID"|], key);""")]
    [InlineData("""var pair = new CfnTaskDefinition.KeyValuePairProperty { Name = [|"AWS_ACCESS_KEY_ID"|], Value = key };""")]
    [InlineData("""object pairs = new[] { new CfnTaskDefinition.KeyValuePairProperty { Name = [|"AWS_ACCESS_KEY_ID"|], Value = key } };""")]
    [InlineData("""System.Action add = () => container.AddEnvironment([|"AWS_ACCESS_KEY_ID"|], key);""")]
    [InlineData("""var map = new Dictionary<string, string>(); if (map.TryAdd([|"AWS_ACCESS_KEY_ID"|], key)) container.AddEnvironment("A", key); new ContainerDefinitionOptions().Environment = map;""")]
    [InlineData("var options = new ContainerDefinitionOptions { Environment = new Dictionary<string, string> {\n#if DEBUG\n[\"A\"] = key,\n#endif\n[[|\"AWS_ACCESS_KEY_ID\"|]] = key } };")]
    public Task NotOffered(string statement) => Verify.NotOffered(Refs.Cdk, Head + statement + Foot);

    private static async Task Statements(string before, string after)
    {
        await Verify.Csharp(Refs.Cdk, Head + before + Foot, Head + after + Foot);
        await Verify.Csharp(Refs.Cdk, Windows(Head + before + Foot), Windows(Head + after + Foot));
    }

    private static string Windows(string text) => text.ReplaceLineEndings("\r\n");
}
