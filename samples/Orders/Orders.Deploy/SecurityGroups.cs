using Amazon.CDK.AWS.EC2;
using Constructs;

namespace Orders.Deploy;

/// <summary>Who may speak to whom. Groups trust groups, never addresses; the two that are reached from outside are the exceptions.</summary>
internal sealed class SecurityGroups : Construct
{
    private readonly IVpc _vpc;

    public SecurityGroups(Construct scope, string id, IVpc vpc, string office) : base(scope, id)
    {
        _vpc = vpc;
        LoadBalancer = Group("LoadBalancer", "What the internet reaches");
        Service = Group("Service", "Tasks of the service", reachesOut: true);
        Bastion = Group("Bastion", "The way of people to the data", reachesOut: true);
        Ingestion = Group("Ingestion", "Brings orders to the search", reachesOut: true);
        Database = Group("Database", "PostgreSQL");
        Cache = Group("Cache", "Redis");
        Search = Group("Search", "OpenSearch");

        LoadBalancer.AddIngressRule(Peer.AnyIpv4(), Port.HTTPS, "everybody");
        LoadBalancer.AddIngressRule(Peer.AnyIpv4(), Port.HTTP, "redirected to HTTPS");
        Bastion.AddIngressRule(Peer.Ipv4(office), Port.SSH, "the office");

        Allow(LoadBalancer, Service, Port.Tcp(OrdersTask.Port));
        Allow(Service, Database, Port.POSTGRES);
        Allow(Bastion, Database, Port.POSTGRES);
        Allow(Service, Cache, Port.Tcp(Deploy.Cache.Port));
        Allow(Ingestion, Search, Port.HTTPS);
        Allow(Bastion, Search, Port.HTTPS);
    }

    public SecurityGroup LoadBalancer { get; }

    public SecurityGroup Service { get; }

    public SecurityGroup Bastion { get; }

    public SecurityGroup Ingestion { get; }

    public SecurityGroup Database { get; }

    public SecurityGroup Cache { get; }

    public SecurityGroup Search { get; }

    /// <summary>The group of what asks new tasks whether they are ready.</summary>
    public SecurityGroup AddCheck()
    {
        var check = Group("Check", "Asks new tasks whether they are ready", reachesOut: true);
        Allow(check, Service, Port.Tcp(OrdersTask.Port));
        return check;
    }

    private static void Allow(SecurityGroup from, SecurityGroup to, Port port) => to.Connections.AllowFrom(from, port);

    private SecurityGroup Group(string id, string description, bool reachesOut = false) =>
        new(this, id, new SecurityGroupProps { Vpc = _vpc, Description = description, AllowAllOutbound = reachesOut });
}
