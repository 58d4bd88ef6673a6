using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.DynamoDb;

public class DynamoDbTwinTests
{
    [Theory]
    [InlineData("DynamoDb")]
    [InlineData("DynamoDb.Broken")]
    [InlineData("DynamoDb.TwoLayers.Broken")]
    public Task Sample_HasWhatItSays(string sample) => Twin.VerifyAsync(sample, Refs.Polly8);
}
