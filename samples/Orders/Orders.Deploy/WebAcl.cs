using Amazon.CDK.AWS.WAFv2;
using Constructs;

namespace Orders.Deploy;

/// <summary>What never reaches the service: known attacks, and more requests from one address than people make.</summary>
internal sealed class WebAcl : Construct
{
    public WebAcl(Construct scope, string id, string where) : base(scope, id) =>
        Arn = new CfnWebACL(this, "Acl", new CfnWebACLProps
        {
            Scope = where,
            DefaultAction = new CfnWebACL.DefaultActionProperty { Allow = new CfnWebACL.AllowActionProperty() },
            VisibilityConfig = Visible("Orders"),
            Rules = new[]
            {
                Managed(0, "AWSManagedRulesAmazonIpReputationList"),
                Managed(1, "AWSManagedRulesCommonRuleSet"),
                Managed(2, "AWSManagedRulesKnownBadInputsRuleSet"),
                new CfnWebACL.RuleProperty
                {
                    Name = "Rate",
                    Priority = 3,
                    Action = new CfnWebACL.RuleActionProperty { Block = new CfnWebACL.BlockActionProperty() },
                    // In five minutes. The balancer counts whom CloudFront names: its own addresses stand for thousands of people.
                    Statement = new CfnWebACL.StatementProperty { RateBasedStatement = Rate(where) },
                    VisibilityConfig = Visible("Rate"),
                },
            },
        }).AttrArn;

    public string Arn { get; }

    private static CfnWebACL.RateBasedStatementProperty Rate(string where) => where == "CLOUDFRONT"
        ? new() { Limit = 2000, AggregateKeyType = "IP" }
        : new()
        {
            Limit = 2000,
            AggregateKeyType = "FORWARDED_IP",
            ForwardedIpConfig = new CfnWebACL.ForwardedIPConfigurationProperty { HeaderName = "X-Forwarded-For", FallbackBehavior = "MATCH" },
        };

    private static CfnWebACL.RuleProperty Managed(double priority, string name) => new()
    {
        Name = name,
        Priority = priority,
        OverrideAction = new CfnWebACL.OverrideActionProperty { None = new Dictionary<string, object>() },
        Statement = new CfnWebACL.StatementProperty { ManagedRuleGroupStatement = new CfnWebACL.ManagedRuleGroupStatementProperty { VendorName = "AWS", Name = name } },
        VisibilityConfig = Visible(name),
    };

    private static CfnWebACL.VisibilityConfigProperty Visible(string name) => new() { CloudWatchMetricsEnabled = true, SampledRequestsEnabled = true, MetricName = name };
}
