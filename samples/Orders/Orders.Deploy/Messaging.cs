using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.Pipes;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Amazon.CDK.AWS.SQS;
using Constructs;

namespace Orders.Deploy;

/// <summary>Tells other services what happened to orders: the stream of the outbox goes to a topic, and each reader has a queue of its own behind it.</summary>
internal sealed class Messaging : Construct
{
    // As DynamoDB writes an event: Items in the service.
    private const string Message = """
        {
          "order": "<$.dynamodb.NewImage.Id.S>",
          "customer": "<$.dynamodb.NewImage.Customer.S>",
          "status": "<$.dynamodb.NewImage.Status.S>",
          "placedAt": "<$.dynamodb.NewImage.PlacedAt.S>",
          "version": <$.dynamodb.NewImage.Version.N>,
          "total": <$.dynamodb.NewImage.Total.N>
        }
        """;

    public Messaging(Construct scope, string id, Table outbox) : base(scope, id)
    {
        var key = new Key(this, "Key", new KeyProps { EnableKeyRotation = true });
        Topic = new Topic(this, "Events", new TopicProps { MasterKey = key });
        _ = new TopicPolicy(this, "Transport", new TopicPolicyProps { Topics = [Topic], EnforceSSL = true });
        Undelivered = [DeadLetters("EventsDead")];

        var role = new Role(this, "PipeRole", new RoleProps { AssumedBy = new ServicePrincipal("pipes.amazonaws.com") });
        outbox.GrantStreamRead(role);
        Topic.GrantPublish(role);
        key.Grant(role, "kms:Decrypt", "kms:GenerateDataKey*");
        Undelivered[0].GrantSendMessages(role);
        var pipe = new CfnPipe(this, "Pipe", new CfnPipeProps
        {
            RoleArn = role.RoleArn,
            Source = outbox.TableStreamArn!,
            SourceParameters = new CfnPipe.PipeSourceParametersProperty
            {
                // The worker takes away what it has told; that is no event.
                FilterCriteria = new CfnPipe.FilterCriteriaProperty { Filters = new[] { new CfnPipe.FilterProperty { Pattern = """{"eventName":["INSERT"]}""" } } },
                DynamoDbStreamParameters = new CfnPipe.PipeSourceDynamoDBStreamParametersProperty
                {
                    StartingPosition = "TRIM_HORIZON",
                    MaximumRetryAttempts = 10,
                    DeadLetterConfig = new CfnPipe.DeadLetterConfigProperty { Arn = Undelivered[0].QueueArn },
                },
            },
            Target = Topic.TopicArn,
            TargetParameters = new CfnPipe.PipeTargetParametersProperty { InputTemplate = Message },
        });
        // CloudFormation sees the role, not that its policy must be there first.
        pipe.Node.AddDependency(role);

        AddReader("Shipping");
        AddReader("Invoices");
    }

    public Topic Topic { get; }

    /// <summary>Where an event ends that nobody could take. Each message in there is for a person.</summary>
    public List<Queue> Undelivered { get; }

    private void AddReader(string name)
    {
        var dead = DeadLetters(name + "Dead");
        var queue = new Queue(this, name, new QueueProps
        {
            Encryption = QueueEncryption.SQS_MANAGED,
            EnforceSSL = true,
            // Six times as long as a reader may take for a batch, or else a second one gets the same messages.
            VisibilityTimeout = Duration.Minutes(3),
            ReceiveMessageWaitTime = Duration.Seconds(20),
            DeadLetterQueue = new DeadLetterQueue { Queue = dead, MaxReceiveCount = 5 },
        });
        Topic.AddSubscription(new SqsSubscription(queue, new SqsSubscriptionProps { RawMessageDelivery = true, DeadLetterQueue = dead }));
        Undelivered.Add(dead);
    }

    private Queue DeadLetters(string id) =>
        new(this, id, new QueueProps { Encryption = QueueEncryption.SQS_MANAGED, EnforceSSL = true, RetentionPeriod = Duration.Days(14) });
}
