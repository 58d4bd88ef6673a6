using System.Text.Json.Nodes;
using Amazon.CDK.Assertions;

namespace Orders.Tests.Deployment;

using Properties = Dictionary<string, object>;

/// <summary>Who may do what, and what nobody reads.</summary>
[Collection(nameof(Stacks))]
public sealed class AccessTests(Stacks stacks)
{
    [Fact]
    public void NobodyHoldsKeys()
    {
        foreach (var stack in new[] { stacks.Rolling, stacks.BlueGreen, stacks.Edge })
        {
            Assert.DoesNotContain(stack.All, static resource => resource.Type is "AWS::IAM::User" or "AWS::IAM::AccessKey");
            Assert.DoesNotContain(stack.All, static resource => resource.Properties.ToJsonString().Contains("AWS_ACCESS_KEY_ID", StringComparison.Ordinal));
        }

        Assert.Equal(["AWS_REGION", "Orders__Store"], stacks.Rolling.Container["Environment"]!.AsArray().Select(static variable => (string?)variable!["Name"]));
    }

    [Fact]
    public void Task_HasARoleOfItsOwn_ThatMayDoWhatTheServiceDoes()
    {
        var task = stacks.Rolling.Only("ECS::TaskDefinition");
        Assert.NotEqual(Synthesized.Name(task["TaskRoleArn"]), Synthesized.Name(task["ExecutionRoleArn"]));
        Assert.Equal(
            [
                "orders: dynamodb:GetItem, dynamodb:PutItem, dynamodb:DescribeTable",
                "orders-outbox: dynamodb:PutItem, dynamodb:Query, dynamodb:BatchWriteItem, dynamodb:DescribeTable",
            ],
            stacks.Rolling.PoliciesOf(task["TaskRoleArn"]).SelectMany(static policy => policy["PolicyDocument"]!["Statement"]!.AsArray()).Select(statement =>
                $"{(string?)stacks.Rolling.Named(statement!["Resource"]![0])!["TableName"]}: {string.Join(", ", statement["Action"]!.AsArray())}"));
    }

    [Fact]
    public void NoPolicy_AllowsAWholeService_ButTheBastionsToSessionManager()
    {
        var actions = new[] { stacks.Rolling, stacks.BlueGreen }.SelectMany(static stack => stack.Of("IAM::Policy"))
            .SelectMany(static policy => policy["PolicyDocument"]!["Statement"]!.AsArray())
            .SelectMany(static statement => statement!["Action"] is JsonArray several ? several.ToArray() : [statement["Action"]])
            .Select(static action => (string)action!).ToHashSet();
        Assert.Equal(["ec2messages:*", "ssmmessages:*"], actions.Where(static action => action == "*" || action.EndsWith(":*", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void Passwords_AreLookedUpByCloudFormation()
    {
        Assert.Contains("{{resolve:secretsmanager:", stacks.Rolling.Only("RDS::DBCluster")["MasterUserPassword"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("{{resolve:secretsmanager:", stacks.Rolling.Only("ElastiCache::ReplicationGroup")["AuthToken"]!.ToJsonString(), StringComparison.Ordinal);
        foreach (var secret in stacks.Rolling.Of("SecretsManager::Secret").Where(static secret => secret["SecretString"] is not null))
            Assert.Contains("assword={{resolve:secretsmanager:", secret["SecretString"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void EverythingKept_IsEncrypted()
    {
        Has("RDS::DBCluster", new() { ["StorageEncrypted"] = true });
        Has("ElastiCache::ReplicationGroup", new() { ["AtRestEncryptionEnabled"] = true, ["TransitEncryptionEnabled"] = true });
        Has("OpenSearchService::Domain", new()
        {
            ["EncryptionAtRestOptions"] = new Properties { ["Enabled"] = true },
            ["NodeToNodeEncryptionOptions"] = new Properties { ["Enabled"] = true },
            ["DomainEndpointOptions"] = Match.ObjectLike(new Properties { ["EnforceHTTPS"] = true }),
        });
        stacks.Rolling.Template.AllResourcesProperties("AWS::DynamoDB::Table", new Properties { ["SSESpecification"] = new Properties { ["SSEEnabled"] = true } });
        stacks.Rolling.Template.AllResourcesProperties("AWS::SQS::Queue", new Properties { ["SqsManagedSseEnabled"] = true });
        stacks.Rolling.Template.AllResourcesProperties("AWS::SNS::Topic", new Properties { ["KmsMasterKeyId"] = Match.AnyValue() });
    }

    private void Has(string type, Properties properties) => stacks.Rolling.Template.HasResourceProperties("AWS::" + type, properties);
}
