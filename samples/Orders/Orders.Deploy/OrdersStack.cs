using Amazon.CDK;
using Amazon.CDK.AWS.Route53;
using Constructs;

namespace Orders.Deploy;

/// <summary>The service and its servers, in one region.</summary>
internal sealed class OrdersStack : Stack
{
    public OrdersStack(Construct scope, string id, Settings settings) : base(scope, id)
    {
        var zone = HostedZone.FromHostedZoneAttributes(this, "Zone", new HostedZoneAttributes { HostedZoneId = settings.Zone, ZoneName = settings.Domain });
        var network = new Network(this, "Network");
        var groups = new SecurityGroups(this, "SecurityGroups", network.Vpc, settings.Office);
        _ = new Bastion(this, "Bastion", network.Vpc, groups.Bastion);

        var tables = new Tables(this, "Tables");
        var database = new Database(this, "Database", network, groups.Database);
        var cache = new Cache(this, "Cache", network, groups.Cache);
        var search = new Search(this, "Search", network, groups, tables.Orders);
        var messaging = new Messaging(this, "Messaging", tables.Outbox);

        var balancer = new LoadBalancer(this, "LoadBalancer", network.Vpc, groups.LoadBalancer, zone, settings.Origin);
        var alarms = new Alarms(this, "Alarms", settings.OnCall);
        var stops = alarms.Of(balancer);
        var task = new OrdersTask(this, "Task", settings.Image, tables, database.Connection, cache.Connection);
        if (settings.IsBlueGreen)
        {
            var service = new BlueGreenService(this, "Service", network, groups, task.Definition, balancer, stops);
            alarms.Of(service.Service);
            alarms.Of("Green", service.Green);
        }
        else
        {
            alarms.Of(new RollingService(this, "Service", network, groups.Service, task.Definition, balancer, stops).Service);
        }

        alarms.Of(tables);
        alarms.Of(database.Cluster);
        alarms.Of(cache.Group);
        alarms.Of(search.Domain);
        alarms.Of(messaging);
    }
}
