using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.DynamoDb;

namespace Arch.Analyzers.Tests.DynamoDb;

/// <summary>What ARCH2103 says of the SDK is counted: the attempts of a call whose first requests are throttled.</summary>
[Collection(nameof(DynamoDbLocal))]
public class RetriesLiveTests(DynamoDbLocal dynamo)
{
    private const int Always = int.MaxValue;

    private static string Probe(int throttled) => $$"""
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using Amazon.Runtime;

        public static class Probe
        {
            /// <returns>The number of requests; negative when the call failed.</returns>
            public static async Task<int> Run(string url)
            {
                var faults = new Faults(throttled: {{throttled}}, itemsPerBatch: 25);
                var db = new AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), Setup.Config(url, faults));
                await Faulty.CreateTable(db);
                try
                {
                    await db.GetItemAsync(Faulty.Table, Faulty.Item(1));
                    return faults.Requests;
                }
                catch (ProvisionedThroughputExceededException)
                {
                    return -faults.Requests;
                }
            }
        }
        """;

    private static string Setup(string settings) => $$"""
        using Amazon.DynamoDBv2;
        using Amazon.Runtime;

        static class Setup
        {
            public static AmazonDynamoDBConfig Config(string url, Amazon.Runtime.HttpClientFactory faults) =>
                new() { ServiceURL = url, AuthenticationRegion = "eu-west-1", HttpClientFactory = faults{{settings}} };
        }
        """;

    [Theory]
    [InlineData(", MaxErrorRetry = 0", 1)]
    [InlineData(", MaxErrorRetry = 1", 2)]
    [InlineData(", MaxErrorRetry = 2, ThrottleRetries = false", 3)]
    public async Task Setting_DecidesTheAttempts(string settings, int attempts) => Assert.Equal(-attempts, await dynamo.RunAsync<int>(Refs.AwsV4, Setup(settings), Probe(Always)));

    [Fact]
    public async Task Unfixed_FailsAtTheFirstThrottle() => Assert.Equal(-1, await dynamo.RunAsync<int>(Refs.AwsV4, Setup(", MaxErrorRetry = 0"), Probe(1)));

    [Theory]
    [InlineData("remove")]
    [InlineData("standard")]
    public async Task Fixed_SurvivesThrottling(string variant)
    {
        var lint = new Lint { References = Refs.AwsV4, Sources = [("Code.cs", Setup(", MaxErrorRetry = 0"))] };
        var repaired = await FixRunner.FixAllOneByOneAsync(lint, "ARCH2103", [new DynamoDbRetriesDisabledFix()], variant);
        Assert.DoesNotContain("MaxErrorRetry", repaired.Sources[0].Text, StringComparison.Ordinal);
        Assert.Equal(3, await dynamo.RunAsync<int>(Refs.AwsV4, repaired.Sources[0].Text, Probe(2)));
    }
}
