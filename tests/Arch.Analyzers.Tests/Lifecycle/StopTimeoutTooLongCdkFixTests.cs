using Arch.Analyzers.Tests.Harness;
using Cdk = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.Lifecycle.StopTimeoutTooLongCdk, Arch.CodeFixes.Lifecycle.StopTimeoutTooLongCdkFix>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class StopTimeoutTooLongCdkFixTests
{
    [Fact]
    public Task Stack_KeepsTrivia() => Cdk.Csharp(
        Refs.Cdk,
        StopTimeoutTooLongCdkTests.Stack("""
            task.AddContainer("web", new ContainerDefinitionOptions { StopTimeout = [|Duration.Minutes(5)|] /* five */, Image = image });
            task.AddContainer("api", new ContainerDefinitionOptions { StopTimeout = [|Amazon.CDK.Duration . Hours(1)|] });
            """),
        StopTimeoutTooLongCdkTests.Stack("""
            task.AddContainer("web", new ContainerDefinitionOptions { StopTimeout = Duration.Seconds(120) /* five */, Image = image });
            task.AddContainer("api", new ContainerDefinitionOptions { StopTimeout = Amazon.CDK.Duration . Seconds(120) });
            """));

    [Fact]
    public Task Resource_GetsTheNumber() => Cdk.Csharp(Refs.Cdk, StopTimeoutTooLongCdkTests.Resource("[|300|]"), StopTimeoutTooLongCdkTests.Resource("120"));

    [Fact]
    public Task Variable_IsNotOffered() => Cdk.NotOffered(
        Refs.Cdk, StopTimeoutTooLongCdkTests.Stack("""var stop = Duration.Minutes(5); task.AddContainer("web", new ContainerDefinitionOptions { StopTimeout = [|stop|] });"""));
}
