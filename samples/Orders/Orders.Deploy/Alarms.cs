using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Amazon.CDK.AWS.ECS;
using Amazon.CDK.AWS.ElastiCache;
using Amazon.CDK.AWS.ElasticLoadBalancingV2;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.OpenSearchService;
using Amazon.CDK.AWS.RDS;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Constructs;

namespace Orders.Deploy;

/// <summary>What wakes somebody up: what customers notice, and what they will notice soon.</summary>
internal sealed class Alarms : Construct
{
    private readonly Topic _topic;

    public Alarms(Construct scope, string id, string? onCall) : base(scope, id)
    {
        var key = new Key(this, "Key", new KeyProps { EnableKeyRotation = true });
        key.Grant(new ServicePrincipal("cloudwatch.amazonaws.com"), "kms:Decrypt", "kms:GenerateDataKey*");
        _topic = new Topic(this, "Topic", new TopicProps { MasterKey = key, EnforceSSL = true });
        _topic.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Principals = [new ServicePrincipal("cloudwatch.amazonaws.com")],
            Actions = ["sns:Publish"],
            Resources = [_topic.TopicArn],
            Conditions = new Dictionary<string, object> { ["StringEquals"] = new Dictionary<string, string> { ["aws:SourceAccount"] = Stack.Of(this).Account } },
        }));
        if (onCall is not null)
            _topic.AddSubscription(new EmailSubscription(onCall));
    }

    /// <returns>Those that end a deployment as well.</returns>
    public Alarm[] Of(LoadBalancer balancer) =>
    [
        Add("Errors", "Customers get errors", balancer.Balancer.Metrics.HttpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, Sum), 10),
        Add("Rejections", "The load balancer has nobody who answers", balancer.Balancer.Metrics.HttpCodeElb(HttpCodeElb.ELB_5XX_COUNT, Sum), 10),
        Add("Latency", "One of a hundred requests takes longer than a second", balancer.Balancer.Metrics.TargetResponseTime(Of("p99")), 1),
        Of("Targets", balancer.Targets),
    ];

    public Alarm Of(string id, ApplicationTargetGroup targets) => Add(id + "Unhealthy", "Tasks do not answer", targets.Metrics.UnhealthyHostCount(Of("max")), 1);

    public void Of(FargateService service)
    {
        Add("ServiceCpu", "The service is at its limit", service.MetricCpuUtilization(Of("avg")), 85);
        Add("ServiceMemory", "The service runs out of memory", service.MetricMemoryUtilization(Of("max")), 85);
    }

    public void Of(Tables tables)
    {
        foreach (var (id, table) in new[] { ("Orders", tables.Orders), ("Outbox", tables.Outbox) })
        {
            foreach (var refused in new[] { "ReadThrottleEvents", "WriteThrottleEvents" })
                Add(id + refused, "DynamoDB refuses requests", table.Metric(refused, Sum), 50);
        }
    }

    public void Of(DatabaseCluster cluster)
    {
        Add("DatabaseCpu", "The database is at its limit", cluster.MetricCPUUtilization(Of("avg")), 80);
        Add("DatabaseCapacity", "The database cannot grow any more", cluster.MetricACUUtilization(Of("max")), 95);
    }

    public void Of(CfnReplicationGroup cache)
    {
        // ElastiCache measures nodes, and names them after their group.
        foreach (var node in new[] { "001", "002" })
            Add("CacheMemory" + node, "Redis is about to forget pages", Memory($"{cache.Ref}-{node}"), 85);
    }

    public void Of(Domain search)
    {
        Add("SearchRed", "A part of the search is lost", search.MetricClusterStatusRed(Of("max")), 1);
        Add("SearchDisk", "The search runs out of disk", search.MetricFreeStorageSpace(Of("min")), 4096, ComparisonOperator.LESS_THAN_THRESHOLD);
    }

    public void Of(Messaging messaging)
    {
        foreach (var queue in messaging.Undelivered)
            Add(queue.Node.Id, "An event was given up", queue.MetricApproximateNumberOfMessagesVisible(Of("max")), 1);
    }

    private static readonly MetricOptions Sum = Of("sum");

    private static MetricOptions Of(string statistic) => new() { Statistic = statistic, Period = Duration.Minutes(1) };

    private static Metric Memory(string node) => new(new MetricProps
    {
        Namespace = "AWS/ElastiCache",
        MetricName = "DatabaseMemoryUsagePercentage",
        DimensionsMap = new Dictionary<string, string> { ["CacheClusterId"] = node },
        Statistic = "max",
        Period = Duration.Minutes(1),
    });

    private Alarm Add(string id, string description, IMetric metric, double threshold, ComparisonOperator comparison = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
    {
        var alarm = new Alarm(this, id, new AlarmProps
        {
            AlarmDescription = description,
            Metric = metric,
            Threshold = threshold,
            ComparisonOperator = comparison,
            EvaluationPeriods = 3,
            DatapointsToAlarm = 2,
            TreatMissingData = TreatMissingData.NOT_BREACHING,
        });
        alarm.AddAlarmAction(new SnsAction(_topic));
        return alarm;
    }
}
