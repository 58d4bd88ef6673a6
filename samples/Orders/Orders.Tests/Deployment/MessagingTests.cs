namespace Orders.Tests.Deployment;

/// <summary>Nothing gets lost without somebody hearing of it.</summary>
[Collection(nameof(Stacks))]
public sealed class MessagingTests(Stacks stacks)
{
    [Fact]
    public void NoMessage_IsGivenUpSilently()
    {
        var queues = stacks.Rolling.Of("SQS::Queue").ToList();
        var dead = queues.Select(static queue => Synthesized.Name(queue["RedrivePolicy"]?["deadLetterTargetArn"])).Where(static name => name is not null)
            .Append(Synthesized.Name(stacks.Rolling.Only("Pipes::Pipe")["SourceParameters"]!["DynamoDBStreamParameters"]!["DeadLetterConfig"]!["Arn"])).ToHashSet();
        Assert.Equal(3, dead.Count);
        Assert.All(queues.Where(queue => !dead.Contains(queue.Name)), static queue => Assert.NotNull(queue["RedrivePolicy"]));
        Assert.All(stacks.Rolling.Of("SNS::Subscription"), subscription => Assert.Contains(Synthesized.Name(subscription["RedrivePolicy"]?["deadLetterTargetArn"]), dead));
        Assert.Subset(
            stacks.Rolling.Of("CloudWatch::Alarm").SelectMany(static alarm => alarm.List("Dimensions")).Select(static dimension => Synthesized.Name(dimension!["Value"])).ToHashSet(),
            dead);
    }

    [Fact]
    public void Outbox_IsFollowedToTheTopic()
    {
        var pipe = stacks.Rolling.Only("Pipes::Pipe");
        Assert.Equal("orders-outbox", (string?)stacks.Rolling.Named(pipe["Source"])!["TableName"]);
        Assert.All(stacks.Rolling.Of("SNS::Subscription"), subscription => Assert.Equal(Synthesized.Name(pipe["Target"]), Synthesized.Name(subscription["TopicArn"])));
        Assert.Equal(2, stacks.Rolling.Of("SNS::Subscription").Count());
    }

    [Fact]
    public void EveryAlarm_TellsSomebody()
    {
        var alarms = stacks.Rolling.Of("CloudWatch::Alarm").ToList();
        Assert.All(alarms, alarm => Assert.Equal("AWS::SNS::Topic", stacks.Rolling.Named(Assert.Single(alarm.List("AlarmActions")))!.Type));
        Assert.Equal(
            ["AWS/ApplicationELB", "AWS/DynamoDB", "AWS/ECS", "AWS/ES", "AWS/ElastiCache", "AWS/RDS", "AWS/SQS"],
            alarms.Select(static alarm => (string?)alarm["Namespace"]).Distinct().Order(StringComparer.Ordinal));
    }
}
