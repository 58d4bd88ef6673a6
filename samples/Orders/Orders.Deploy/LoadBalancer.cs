using Amazon.CDK;
using Amazon.CDK.AWS.CertificateManager;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.ElasticLoadBalancingV2;
using Amazon.CDK.AWS.Route53;
using Amazon.CDK.AWS.Route53.Targets;
using Amazon.CDK.AWS.WAFv2;
using Constructs;

namespace Orders.Deploy;

/// <summary>The only thing in the VPC that the internet reaches.</summary>
internal sealed class LoadBalancer : Construct
{
    private readonly IVpc _vpc;

    public LoadBalancer(Construct scope, string id, IVpc vpc, ISecurityGroup group, IHostedZone zone, string name) : base(scope, id)
    {
        _vpc = vpc;
        Balancer = new ApplicationLoadBalancer(this, "Balancer", new ApplicationLoadBalancerProps
        {
            Vpc = vpc,
            VpcSubnets = Network.Public,
            InternetFacing = true,
            SecurityGroup = group,
            DropInvalidHeaderFields = true,
            DeletionProtection = true,
        });
        Certificate = ListenerCertificate.FromCertificateManager(
            new Certificate(this, "Certificate", new CertificateProps { DomainName = name, Validation = CertificateValidation.FromDns(zone) }));
        Targets = NewTargets("Targets");
        Listener = Balancer.AddListener("Https", new BaseApplicationListenerProps
        {
            Port = 443,
            Certificates = [Certificate],
            SslPolicy = SslPolicy.RECOMMENDED_TLS,
            DefaultTargetGroups = [Targets],
            // Who may come stands in SecurityGroups.
            Open = false,
        });
        Balancer.AddRedirect(new ApplicationLoadBalancerRedirectConfig { Open = false });
        _ = new ARecord(this, "Name", new ARecordProps { Zone = zone, RecordName = name, Target = RecordTarget.FromAlias(new LoadBalancerTarget(Balancer)) });
        _ = new CfnWebACLAssociation(this, "Firewall", new CfnWebACLAssociationProps
        {
            ResourceArn = Balancer.LoadBalancerArn,
            WebAclArn = new WebAcl(this, "WebAcl", "REGIONAL").Arn,
        });
    }

    public ApplicationLoadBalancer Balancer { get; }

    public ListenerCertificate Certificate { get; }

    public ApplicationListener Listener { get; }

    public ApplicationTargetGroup Targets { get; }

    public ApplicationTargetGroup NewTargets(string id) => new(this, id, new ApplicationTargetGroupProps
    {
        Vpc = _vpc,
        Port = OrdersTask.Port,
        Protocol = ApplicationProtocol.HTTP,
        TargetType = TargetType.IP,
        HealthCheck = new Amazon.CDK.AWS.ElasticLoadBalancingV2.HealthCheck
        {
            // Not /health/ready: a failover of the database would have all tasks replaced.
            Path = "/health/live",
            Interval = Duration.Seconds(10),
            Timeout = Duration.Seconds(5),
            HealthyThresholdCount = 2,
            UnhealthyThresholdCount = 3,
        },
        // As long as the host may take to stop (Program in Orders.Api). With the default of five minutes each deployment would wait for connections that nobody uses any more.
        DeregistrationDelay = Duration.Seconds(25),
    });
}
