using Amazon.CDK;
using Amazon.CDK.Assertions;
using Orders.Deploy;

namespace Orders.Tests.Deployment;

/// <summary>What Orders.Deploy synthesizes, once for all tests: with rolling deployments, and with blue/green ones.</summary>
public sealed class Stacks : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("orders-cdk-").FullName;

    public Stacks()
    {
        var (rolling, edge) = OrdersApp.Add(App("rolling"));
        Rolling = new(Template.FromStack(rolling));
        Edge = new(Template.FromStack(edge));
        EdgeRegion = edge.Region;
        BlueGreen = new(Template.FromStack(OrdersApp.Add(App("blue-green")).Orders));
    }

    public Synthesized Rolling { get; }

    public Synthesized BlueGreen { get; }

    public Synthesized Edge { get; }

    public string EdgeRegion { get; }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private App App(string deployment) =>
        new(new AppProps { Outdir = Path.Combine(_directory, deployment), Context = new Dictionary<string, object> { ["deployment"] = deployment } });
}

[CollectionDefinition(nameof(Stacks))]
public sealed class StacksCollection : ICollectionFixture<Stacks>;
