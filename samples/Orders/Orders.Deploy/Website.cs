using Amazon.CDK;
using Amazon.CDK.AWS.CertificateManager;
using Amazon.CDK.AWS.CloudFront;
using Amazon.CDK.AWS.CloudFront.Origins;
using Amazon.CDK.AWS.S3;
using Amazon.CDK.AWS.S3.Deployment;
using Constructs;
using Function = Amazon.CDK.AWS.CloudFront.Function;
using FunctionProps = Amazon.CDK.AWS.CloudFront.FunctionProps;

namespace Orders.Deploy;

/// <summary>The page from a bucket and the API from the load balancer, under one name: browsers need no CORS, and cookies stay at home.</summary>
internal sealed class Website : Construct
{
    // A page of the app is a path without a file. Error pages would do as well, but they would hide a 404 of the API too.
    private const string Route = """
        function handler(event) {
          var request = event.request;
          if (request.uri.lastIndexOf('.') <= request.uri.lastIndexOf('/')) request.uri = '/index.html';
          return request;
        }
        """;

    public Website(Construct scope, string id, Settings settings, ICertificate certificate, WebAcl firewall) : base(scope, id)
    {
        var bucket = new Bucket(this, "Bucket", new BucketProps
        {
            BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
            Encryption = BucketEncryption.S3_MANAGED,
            EnforceSSL = true,
            Versioned = true,
        });
        var route = new Function(this, "Route", new FunctionProps { Code = FunctionCode.FromInline(Route), Runtime = FunctionRuntime.JS_2_0 });
        var service = new BehaviorOptions
        {
            Origin = new HttpOrigin(settings.Origin, new HttpOriginProps { ProtocolPolicy = OriginProtocolPolicy.HTTPS_ONLY }),
            ViewerProtocolPolicy = ViewerProtocolPolicy.HTTPS_ONLY,
            AllowedMethods = AllowedMethods.ALLOW_ALL,
            // One customer's answer is never another one's.
            CachePolicy = CachePolicy.CACHING_DISABLED,
            OriginRequestPolicy = OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        };
        Distribution = new Distribution(this, "Distribution", new DistributionProps
        {
            DomainNames = [settings.Domain],
            Certificate = certificate,
            MinimumProtocolVersion = SecurityPolicyProtocol.TLS_V1_2_2021,
            WebAclId = firewall.Arn,
            DefaultRootObject = "index.html",
            DefaultBehavior = new BehaviorOptions
            {
                Origin = S3BucketOrigin.WithOriginAccessControl(bucket),
                ViewerProtocolPolicy = ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
                CachePolicy = CachePolicy.CACHING_OPTIMIZED,
                ResponseHeadersPolicy = ResponseHeadersPolicy.SECURITY_HEADERS,
                FunctionAssociations = [new FunctionAssociation { EventType = FunctionEventType.VIEWER_REQUEST, Function = route }],
            },
            AdditionalBehaviors = new Dictionary<string, IBehaviorOptions> { ["/orders/*"] = service, ["/customers/*"] = service },
        });
        Deploy(bucket);
    }

    public Distribution Distribution { get; }

    private void Deploy(Bucket bucket)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Web");
        var assets = new BucketDeployment(this, "Assets", new BucketDeploymentProps
        {
            DestinationBucket = bucket,
            Sources = [Source.Asset(source)],
            Exclude = ["*.html"],
            // Pages of the release before still ask for theirs.
            Prune = false,
            CacheControl = [CacheControl.FromString("public, max-age=31536000, immutable")],
        });
        var pages = new BucketDeployment(this, "Pages", new BucketDeploymentProps
        {
            DestinationBucket = bucket,
            Sources = [Source.Asset(source)],
            Exclude = ["*"],
            Include = ["*.html"],
            Prune = false,
            CacheControl = [CacheControl.NoCache()],
            Distribution = Distribution,
            DistributionPaths = ["/*"],
        });
        // A new page never asks for what is not there yet.
        pages.Node.AddDependency(assets);
    }
}
