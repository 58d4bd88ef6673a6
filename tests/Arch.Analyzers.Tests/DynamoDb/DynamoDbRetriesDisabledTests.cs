using Arch.Analyzers.Tests.Harness;
using Verify = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.DynamoDb.DynamoDbRetriesDisabled>;

namespace Arch.Analyzers.Tests.DynamoDb;

public class DynamoDbRetriesDisabledTests
{
    private const string Usings = """
        using System;
        using Amazon.DynamoDBv2;
        using Amazon.Extensions.NETCore.Setup;
        using Amazon.Runtime;
        using Amazon.SQS;
        using Microsoft.Extensions.DependencyInjection;
        using Polly;
        using Polly.Retry;

        """;

    private static Task InMethod(string statements, string? message = null, Dictionary<string, string>? options = null) => Verify.Csharp(Refs.Polly8, Usings + $$"""
        class Setup
        {
            private const int None = 0;

            void Run(IServiceCollection services, int configured)
            {
                {{statements}}
            }
        }
        """, message: message, options: options);

    // ---- Silent

    [Theory]
    [InlineData("var c = new AmazonDynamoDBConfig { MaxErrorRetry = 3 };")]
    [InlineData("var c = new AmazonDynamoDBConfig { MaxErrorRetry = configured };")]
    [InlineData("var c = new AmazonDynamoDBConfig { ThrottleRetries = true };")]
    [InlineData("var c = new AmazonDynamoDBConfig(); c.MaxErrorRetry = 1;")]
    public Task OtherValue_IsSilent(string statements) => InMethod(statements);

    [Theory]
    [InlineData("var c = new AmazonSQSConfig { MaxErrorRetry = 0 };")]
    [InlineData("services.AddAWSService<IAmazonSQS>((config, _) => config.MaxErrorRetry = 0);")]
    [InlineData("ClientConfig c = new AmazonSQSConfig(); c.MaxErrorRetry = 0;")]
    public Task OtherService_IsSilent(string statements) => InMethod(statements);

    [Fact]
    public Task SameNameElsewhere_IsSilent() => InMethod("var c = new Mine { MaxErrorRetry = 0 }; } class Mine { public int MaxErrorRetry { get; set; }");

    [Theory]
    [InlineData("new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions { BackoffType = DelayBackoffType.Exponential, UseJitter = true }).Build();")]
    [InlineData("new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions { DelayGenerator = _ => new(TimeSpan.FromSeconds(1)) }).Build();")]
    [InlineData("Policy.Handle<Exception>().WaitAndRetryAsync(3, n => TimeSpan.FromSeconds(Math.Pow(2, n)));")]
    [InlineData("Policy.Handle<Exception>().WaitAndRetryAsync(Polly.Contrib.WaitAndRetry.Backoff.DecorrelatedJitterBackoffV2(TimeSpan.FromSeconds(1), 3));")]
    public Task ExponentialRetryElsewhere_IsSilent(string retry) => InMethod("var c = new AmazonDynamoDBConfig { MaxErrorRetry = 0 }; _ = " + retry);

    [Fact]
    public Task ExponentialRetryInAnotherFile_IsSilent() => Verify.Csharp(Refs.Polly8, [
        ("Config.cs", "class Setup { object Config() => new Amazon.DynamoDBv2.AmazonDynamoDBConfig { MaxErrorRetry = 0 }; }"),
        ("Retry.cs", Usings + "class Retry { object Of(RetryStrategyOptions options) => new ResiliencePipelineBuilder().AddRetry(options).Build(); }"),
    ]);

    [Fact]
    public Task TestProject_IsSilent() => InMethod("var c = new AmazonDynamoDBConfig { MaxErrorRetry = 0 };", options: new() { ["build_property.IsTestProject"] = "true" });

    [Fact]
    public Task TokenBucket_IsSilentWhenSoftIsOff() => InMethod("var c = new AmazonDynamoDBConfig { ThrottleRetries = false };", options: new() { ["arch.ARCH2103.soft"] = "off" });

    // ---- Reports

    [Theory]
    [InlineData("var c = new AmazonDynamoDBConfig { [|MaxErrorRetry = 0|] };")]
    [InlineData("AmazonDynamoDBConfig c = new() { [|MaxErrorRetry = None|] };")]
    [InlineData("var c = new AmazonDynamoDBConfig(); [|c.MaxErrorRetry = 0|];")]
    [InlineData("var c = new DefaultClientConfig { [|MaxErrorRetry = 0|] };")]
    [InlineData("services.AddDefaultAWSOptions(new AWSOptions { DefaultClientConfig = { [|MaxErrorRetry = 0|] } });")]
    [InlineData("services.AddAWSService<IAmazonDynamoDB>((config, _) => [|config.MaxErrorRetry = 0|]);")]
    [InlineData("services.TryAddAWSService<IAmazonDynamoDB>((config, _) => { [|config.MaxErrorRetry = 0|]; });")]
    [InlineData("var c = new Mine { [|MaxErrorRetry = 0|] }; } class Mine : AmazonDynamoDBConfig {")]
    public Task RetriesOff_Reports(string statements) => InMethod(statements,
        "MaxErrorRetry = 0 switches the SDK's backoff off: a single throttled request fails. Remove it, or run every DynamoDB call in a pipeline with exponential backoff.");

    [Theory]
    [InlineData("new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions()).Build();")]
    [InlineData("new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions { BackoffType = DelayBackoffType.Linear }).Build();")]
    [InlineData("Policy.Handle<Exception>().RetryAsync(3);")]
    [InlineData("Policy.Handle<Exception>().WaitAndRetryAsync(3, n => TimeSpan.FromSeconds(n));")]
    public Task OnlyAWeakRetryElsewhere_Reports(string retry) => InMethod("var c = new AmazonDynamoDBConfig { [|MaxErrorRetry = 0|] }; _ = " + retry);

    [Fact]
    public async Task TokenBucket_ReportsSoftly()
    {
        var found = await Verify.Csharp(Refs.AwsV4, "class C { object Of() => new Amazon.DynamoDBv2.AmazonDynamoDBConfig { [|ThrottleRetries = false|] }; }",
            "ThrottleRetries = false turns off the SDK's retry token bucket, the brake against retry storms; throttled requests are still retried. Remove it.",
            new() { ["build_property.ArchBreakBuild"] = "true" });
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Info, Assert.Single(found).Severity);
    }

    [Fact]
    public Task SdkV3_Reports() => Verify.Csharp(Refs.DynamoDbV3, "class C { object Of() => new Amazon.DynamoDBv2.AmazonDynamoDBConfig { [|MaxErrorRetry = 0|] }; }");
}
