using System.Text.Json.Nodes;
using Amazon.CDK.Assertions;

namespace Orders.Tests.Deployment;

using Properties = Dictionary<string, object>;

/// <summary>What customers meet first.</summary>
[Collection(nameof(Stacks))]
public sealed class EdgeTests(Stacks stacks)
{
    private JsonNode Distribution => stacks.Edge.Only("CloudFront::Distribution")["DistributionConfig"]!;

    [Fact]
    public void BothDoors_HaveAFirewallThatBlocks()
    {
        Assert.Equal("CLOUDFRONT", (string?)stacks.Edge.Named(Distribution["WebACLId"])!["Scope"]);
        var association = stacks.Rolling.Only("WAFv2::WebACLAssociation");
        Assert.Equal("AWS::ElasticLoadBalancingV2::LoadBalancer", stacks.Rolling.Named(association["ResourceArn"])!.Type);
        Assert.Equal("REGIONAL", (string?)stacks.Rolling.Named(association["WebACLArn"])!["Scope"]);
        foreach (var acl in new[] { stacks.Rolling.Only("WAFv2::WebACL"), stacks.Edge.Only("WAFv2::WebACL") })
            Assert.All(acl.List("Rules"), static rule => Assert.True(rule!["OverrideAction"]?["None"] is not null || rule["Action"]?["Block"] is not null));
    }

    [Fact]
    public void Distribution_SpeaksTlsUnderItsOwnName()
    {
        Assert.Equal("us-east-1", stacks.EdgeRegion);
        Assert.Equal("orders.example.com", (string?)Assert.Single(Distribution["Aliases"]!.AsArray()));
        Assert.Equal("AWS::CertificateManager::Certificate", stacks.Edge.Named(Distribution["ViewerCertificate"]!["AcmCertificateArn"])!.Type);
        Assert.Equal("TLSv1.2_2021", (string?)Distribution["ViewerCertificate"]!["MinimumProtocolVersion"]);
        Assert.All(
            Distribution["CacheBehaviors"]!.AsArray().Append(Distribution["DefaultCacheBehavior"]),
            static behavior => Assert.Contains((string?)behavior!["ViewerProtocolPolicy"], new[] { "redirect-to-https", "https-only" }));
        Assert.Equal(["A", "AAAA"], stacks.Edge.Of("Route53::RecordSet").Select(static record => (string?)record["Type"]).Order());
    }

    [Fact]
    public void Api_IsNotCached_AndReachedOverHttpsUnderTheNameOfTheLoadBalancer()
    {
        var disabled = Amazon.CDK.AWS.CloudFront.CachePolicy.CACHING_DISABLED.CachePolicyId;
        Assert.All(Distribution["CacheBehaviors"]!.AsArray(), behavior => Assert.Equal(disabled, (string?)behavior!["CachePolicyId"]));
        var origin = Distribution["Origins"]!.AsArray().Single(static origin => origin!["CustomOriginConfig"] is not null)!;
        Assert.Equal("https-only", (string?)origin["CustomOriginConfig"]!["OriginProtocolPolicy"]);
        Assert.Equal((string?)origin["DomainName"] + ".", (string?)stacks.Rolling.Only("Route53::RecordSet")["Name"]);
        Assert.Equal((string?)origin["DomainName"], (string?)stacks.Rolling.Only("CertificateManager::Certificate")["DomainName"]);
    }

    [Fact]
    public void Bucket_IsReachedThroughTheDistributionOnly()
    {
        var closed = stacks.Edge.Only("S3::Bucket")["PublicAccessBlockConfiguration"]!.AsObject();
        Assert.Equal(4, closed.Count(static setting => (bool)setting.Value!));
        Assert.NotNull(Distribution["Origins"]!.AsArray().Single(static origin => origin!["S3OriginConfig"] is not null)!["OriginAccessControlId"]);
    }

    [Fact]
    public void NewPages_AreSeenAtOnce_AndAfterTheirAssets()
    {
        var deployments = stacks.Edge.All.Where(static resource => resource.Type == "Custom::CDKBucketDeployment").ToList();
        var pages = Assert.Single(deployments, static deployment => deployment["DistributionId"] is not null);
        var assets = Assert.Single(deployments.Except([pages]));
        Assert.Equal("/*", (string?)Assert.Single(pages.List("DistributionPaths")));
        Assert.Equal(("no-cache", "*.html"), ((string?)pages["SystemMetadata"]!["cache-control"], (string?)Assert.Single(assets.List("Exclude"))));
        Assert.Contains("immutable", (string?)assets["SystemMetadata"]!["cache-control"], StringComparison.Ordinal);
        stacks.Edge.Template.HasResource("Custom::CDKBucketDeployment", new Properties
        {
            ["DependsOn"] = Match.ArrayWith([assets.Name]),
            ["Properties"] = Match.ObjectLike(new Properties { ["DistributionPaths"] = new[] { "/*" } }),
        });
    }
}
