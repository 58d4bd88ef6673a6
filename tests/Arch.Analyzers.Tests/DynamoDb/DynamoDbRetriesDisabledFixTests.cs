using Arch.Analyzers.Tests.Harness;
using Verify = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.DynamoDb.DynamoDbRetriesDisabled, Arch.CodeFixes.DynamoDb.DynamoDbRetriesDisabledFix>;

namespace Arch.Analyzers.Tests.DynamoDb;

public class DynamoDbRetriesDisabledFixTests
{
    private const string Usings = """
        using System;
        using Amazon.DynamoDBv2;
        using Amazon.Extensions.NETCore.Setup;
        using Amazon.Runtime;
        using Amazon.SQS;
        using Microsoft.Extensions.DependencyInjection;

        """;

    private static string Class(string statements) => Usings + $$"""
        class Setup
        {
            void Run(IServiceCollection services)
            {
                {{statements}}
            }
        }
        """;

    [Theory]
    [InlineData("var c = new AmazonDynamoDBConfig { [|MaxErrorRetry = 0|] };", "var c = new AmazonDynamoDBConfig { };")]
    [InlineData("var c = new AmazonDynamoDBConfig { UseHttp = true, [|MaxErrorRetry = 0|] };", "var c = new AmazonDynamoDBConfig { UseHttp = true };")]
    [InlineData("var c = new AmazonDynamoDBConfig { [|MaxErrorRetry = 0|], UseHttp = true };", "var c = new AmazonDynamoDBConfig { UseHttp = true };")]
    [InlineData("var c = new AmazonDynamoDBConfig(); [|c.MaxErrorRetry = 0|]; c.UseHttp = true;", "var c = new AmazonDynamoDBConfig(); c.UseHttp = true;")]
    [InlineData("var c = new AmazonDynamoDBConfig { [|MaxErrorRetry = 0|], [|ThrottleRetries = false|] };", "var c = new AmazonDynamoDBConfig { };")]
    public Task Removes(string before, string after) => Verify.Csharp(Refs.Polly8, Class(before), Class(after), variant: "remove");

    [Theory]
    [InlineData("var c = new AmazonDynamoDBConfig { [|MaxErrorRetry = 0|] };", "var c = new AmazonDynamoDBConfig { RetryMode = RequestRetryMode.Standard };")]
    [InlineData("var c = new AmazonDynamoDBConfig(); [|c.MaxErrorRetry = 0|];", "var c = new AmazonDynamoDBConfig(); c.RetryMode = RequestRetryMode.Standard;")]
    [InlineData("services.AddAWSService<IAmazonDynamoDB>((config, _) => [|config.MaxErrorRetry = 0|]);", "services.AddAWSService<IAmazonDynamoDB>((config, _) => config.RetryMode = RequestRetryMode.Standard);")]
    public Task UsesTheStandardMode(string before, string after) => Verify.Csharp(Refs.Polly8, Class(before), Class(after), variant: "standard");

    [Fact]
    public Task NotOffered_TokenBucketAsLambdaBody() => Verify.NotOffered(Refs.Polly8, Class("services.AddAWSService<IAmazonDynamoDB>((config, _) => [|config.ThrottleRetries = false|]);"));
}
