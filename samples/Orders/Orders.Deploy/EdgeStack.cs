using Amazon.CDK;
using Amazon.CDK.AWS.CertificateManager;
using Amazon.CDK.AWS.Route53;
using Amazon.CDK.AWS.Route53.Targets;
using Constructs;

namespace Orders.Deploy;

/// <summary>What stands between customers and the service, all over the world.</summary>
internal sealed class EdgeStack : Stack
{
    public EdgeStack(Construct scope, string id, Settings settings, StackProps props) : base(scope, id, props)
    {
        var zone = HostedZone.FromHostedZoneAttributes(this, "Zone", new HostedZoneAttributes { HostedZoneId = settings.Zone, ZoneName = settings.Domain });
        var certificate = new Certificate(this, "Certificate", new CertificateProps { DomainName = settings.Domain, Validation = CertificateValidation.FromDns(zone) });
        var site = new Website(this, "Website", settings, certificate, new WebAcl(this, "WebAcl", "CLOUDFRONT"));

        var target = RecordTarget.FromAlias(new CloudFrontTarget(site.Distribution));
        _ = new ARecord(this, "Name", new ARecordProps { Zone = zone, Target = target });
        _ = new AaaaRecord(this, "NameV6", new AaaaRecordProps { Zone = zone, Target = target });
    }
}
