namespace Arch.Analyzers.Tests.Access;

/// <summary>The members of MassTransit's SQS transport that take keys; the package is not at hand.</summary>
internal static class MassTransitStub
{
    public static readonly (string Path, string Text) Source = ("MassTransit.cs", """
        namespace MassTransit
        {
            using System;
            using Amazon.Runtime;
            using Amazon.SQS;

            public interface IAmazonSqsHostConfigurator
            {
                void AccessKey(string accessKey);
                void SecretKey(string secretKey);
                void Credentials(AWSCredentials credentials);
                void Config(AmazonSQSConfig config);
            }

            public interface IAmazonSqsBusFactoryConfigurator
            {
                void Host(string region, Action<IAmazonSqsHostConfigurator> configure);
            }

            public class AmazonSqsTransportOptions
            {
                public string? Region { get; set; }
                public string? AccessKey { get; set; }
                public string? SecretKey { get; set; }
            }
        }
        """);
}
