using Arch.Analyzers.Access;
using Arch.Analyzers.Tests.Harness;
using Verify = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Access.StaticAwsCredentials>;

namespace Arch.Analyzers.Tests.Access;

public class StaticAwsCredentialsTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Amazon;
        using Amazon.Runtime;
        using Amazon.Runtime.CredentialManagement;
        using Amazon.S3;
        using Amazon.S3.Transfer;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;

        """;

    private const string V4Usings = Usings + """
        using Amazon.DynamoDBv2;
        using Amazon.Extensions.NETCore.Setup;
        using Amazon.SecurityToken;
        using Amazon.SecurityToken.Model;
        using Amazon.SQS;

        """;

    private static Task Silent(string code, RefSet? references = null) => Verify.Csharp(references ?? Refs.AwsV4, V4Usings + code);

    private static Task Reports(string code, string? message = null) => Verify.Csharp(Refs.AwsV4, V4Usings + code, message);

    private static Task InMethod(string statements, string? message = null) => Verify.Csharp(Refs.AwsV4, V4Usings + $$"""
        class Service
        {
            async Task Run(string id, string key, string token, RegionEndpoint region, IConfiguration config, AmazonS3Config s3Config, IAmazonSecurityTokenService sts, IServiceCollection services)
            {
                await Task.Yield();
                {{statements}}
            }
        }
        """, message);

    private static Task Both(RefSet references, string statements, string? message = null) => Verify.Csharp(references, Usings + $$"""
        class Service
        {
            void Run(string id, string key, string token, RegionEndpoint region, IConfiguration config, AmazonS3Config s3Config)
            {
                {{statements}}
            }
        }
        """, message);

    // ---- Silent: temporary credentials

    [Theory]
    [InlineData("var r = await sts.AssumeRoleAsync(new()); _ = new SessionAWSCredentials(r.Credentials.AccessKeyId, r.Credentials.SecretAccessKey, r.Credentials.SessionToken);")]
    [InlineData("var c = (await sts.AssumeRoleAsync(new AssumeRoleRequest())).Credentials; _ = new SessionAWSCredentials(c.AccessKeyId, c.SecretAccessKey, c.SessionToken);")]
    [InlineData("var r = await sts.GetSessionTokenAsync(new()); _ = new AmazonS3Client(r.Credentials.AccessKeyId, r.Credentials.SecretAccessKey, r.Credentials.SessionToken, region);")]
    [InlineData("var r = await sts.AssumeRoleWithWebIdentityAsync(new()); _ = new SessionAWSCredentials(r?.Credentials?.AccessKeyId, r?.Credentials?.SecretAccessKey ?? throw new Exception(), r!.Credentials.SessionToken);")]
    [InlineData("var c = (await sts.AssumeRoleAsync(new())).Credentials; var i = c.AccessKeyId; var s = c.SecretAccessKey; _ = new SessionAWSCredentials(i, s, c.SessionToken);")]
    [InlineData("var c = (await sts.AssumeRoleAsync(new())).Credentials; var (i, s, t) = (c.AccessKeyId, c.SecretAccessKey, c.SessionToken); _ = new SessionAWSCredentials(i, s, t);")]
    [InlineData("var c = (await sts.AssumeRoleAsync(new())).Credentials; (var i, var s) = (c.AccessKeyId, c.SecretAccessKey); _ = new BasicAWSCredentials(i, s);")]
    [InlineData("var c = new AssumeRoleAWSCredentials(null, \"arn\", \"name\").GetCredentials(); _ = new SessionAWSCredentials(c.AccessKey, c.SecretKey, c.Token);")]
    [InlineData("var m = Amazon.Util.EC2InstanceMetadata.IAMSecurityCredentials[\"role\"]; _ = new SessionAWSCredentials(m.AccessKeyId, m.SecretAccessKey, m.Token);")]
    [InlineData("var c = (await sts.AssumeRoleAsync(new())).Credentials; _ = new AmazonS3Client(c, region);")]
    [InlineData("var c = (await sts.AssumeRoleAsync(new())).Credentials; _ = new ImmutableCredentials(c.AccessKeyId, c.SecretAccessKey, c.SessionToken);")]
    public Task KeysFromSts_IsSilent(string statements) => InMethod(statements);

    [Fact]
    public Task KeysFromStsDeconstructedByExtension_IsSilent() => Silent("""
        static class Extensions
        {
            public static void Deconstruct(this Credentials c, out string id, out string secret, out string token) => (id, secret, token) = (c.AccessKeyId, c.SecretAccessKey, c.SessionToken);

            static SessionAWSCredentials Of(AssumeRoleResponse response)
            {
                var (id, secret, token) = response.Credentials;
                return new SessionAWSCredentials(id, secret, token);
            }
        }
        """);

    [Fact]
    public Task KeysFromCognito_IsSilent() => Silent("""
        namespace Amazon.CognitoIdentity.Model { public class Credentials { public string AccessKeyId => ""; public string SecretKey => ""; public string SessionToken => ""; } }
        class Login { object Run(Amazon.CognitoIdentity.Model.Credentials c) => new SessionAWSCredentials(c.AccessKeyId, c.SecretKey, c.SessionToken); }
        """);

    [Theory]
    [InlineData("var r = await sts.AssumeRoleAsync(new()); _ = [|new SessionAWSCredentials(r.Credentials.AccessKeyId, key, token)|];")]
    [InlineData("var c = (await sts.AssumeRoleAsync(new())).Credentials; var s = c.SecretAccessKey; s = key; _ = [|new SessionAWSCredentials(c.AccessKeyId, s, c.SessionToken)|];")]
    [InlineData("var p = new CredentialProfileOptions(); _ = [|new SessionAWSCredentials(p.AccessKey, p.SecretKey, p.Token)|];")]
    [InlineData("_ = [|new SessionAWSCredentials(config[\"Sts:Id\"], config[\"Sts:Key\"], config[\"Sts:Token\"])|];")]
    public Task KeysNotFromSts_Reports(string statements) => InMethod(statements);

    // ---- Silent: custom endpoints

    public static TheoryData<string> CustomEndpoints =>
    [
        "_ = new AmazonS3Client(id, key, new AmazonS3Config { ServiceURL = \"http://localhost:4566\" });",
        "_ = new AmazonS3Client(id, key, token, new AmazonS3Config { ForcePathStyle = true, ServiceURL = config[\"Minio:Url\"] });",
        "_ = new AmazonS3Client(new BasicAWSCredentials(id, key), new AmazonS3Config { ServiceURL = \"https://nyc3.digitaloceanspaces.com\" });",
        "_ = new AmazonS3Client(new BasicAWSCredentials(\"minio\", \"minio123\"), new AmazonS3Config() { ServiceURL = \"http://minio:9000\" });",
        "var c = new AmazonS3Config { ServiceURL = \"http://localhost:8000\" }; _ = new AmazonS3Client(id, key, c);",
        "var c = new AmazonS3Config(); c.ServiceURL = config[\"Url\"]; _ = new AmazonS3Client(id, key, c);",
        "AmazonS3Config c = new(); c.ForcePathStyle = true; c.ServiceURL = \"http://x\"; _ = new AmazonS3Client(new BasicAWSCredentials(id, key), c);",
        "var creds = new BasicAWSCredentials(id, key); var c = new AmazonS3Config { ServiceURL = \"http://x\" }; _ = new AmazonS3Client(creds, c); _ = new AmazonS3Client(creds, c);",
        "var creds = new SessionAWSCredentials(id, key, token); using var s3 = new AmazonS3Client(credentials: creds, clientConfig: new() { ServiceURL = \"http://x\" });",
        "_ = new AmazonS3Client(new EnvironmentVariablesAWSCredentials(), new AmazonS3Config { ServiceURL = \"http://x\" });",
        "_ = new AmazonS3Client(new BasicAWSCredentials(id, key), new AmazonS3Config { ServiceURL = \"https://amazonaws.com.evil.example/\" });",
        "_ = new AmazonS3Client(id, key, new AmazonS3Config { ServiceURL = \"http://localhost/s3.amazonaws.com\" });",
        "_ = new AmazonS3Client(id, key, new AmazonS3Config { ServiceURL = \"http://notamazonaws.com\" });",
        "_ = new AmazonS3Client(id, key, new AmazonS3Config { ServiceURL = id is null ? null : \"http://localhost\" });",
        "_ = new AmazonS3Client(id is null ? new BasicAWSCredentials(id, key) : null, (AmazonS3Config)new() { ServiceURL = \"http://x\" });",
        "AWSCredentials creds; creds = new BasicAWSCredentials(id, key); _ = new AmazonS3Client(creds, new AmazonS3Config { ServiceURL = \"http://x\" });",
        "s3Config.ServiceURL = \"http://localhost:4566\"; _ = new AmazonS3Client(id, key, s3Config);",
    ];

    [Theory, MemberData(nameof(CustomEndpoints))]
    public async Task CustomEndpoint_IsSilent(string statements)
    {
        await Both(Refs.AwsV3, statements);
        await Both(Refs.AwsV4, statements);
    }

    [Theory]
    [InlineData("_ = new AWSOptions { Credentials = new BasicAWSCredentials(id, key), DefaultClientConfig = { ServiceURL = \"http://localhost\" } };")]
    [InlineData("var o = new AWSOptions(); o.Credentials = new BasicAWSCredentials(id, key); o.DefaultClientConfig.ServiceURL = \"http://localhost\";")]
    [InlineData("var o = config.GetAWSOptions(); o.DefaultClientConfig.ServiceURL = config[\"Url\"]; o.Credentials = new BasicAWSCredentials(id, key);")]
    [InlineData("var o = new AWSOptions { Credentials = new BasicAWSCredentials(id, key) }; o.DefaultClientConfig.ServiceURL = config[\"Url\"];")]
    [InlineData("_ = new AmazonS3Config { DefaultAWSCredentials = new BasicAWSCredentials(id, key), ServiceURL = \"http://localhost\" };")]
    [InlineData("var c = new AmazonS3Config { ServiceURL = \"http://localhost\" }; c.DefaultAWSCredentials = new BasicAWSCredentials(id, key);")]
    [InlineData("services.AddSingleton<IAmazonS3>(_ => new AmazonS3Client(id, key, new AmazonS3Config { ServiceURL = \"http://localstack:4566\" }));")]
    [InlineData("services.AddSingleton<IAmazonDynamoDB>(_ => new AmazonDynamoDBClient(new BasicAWSCredentials(\"local\", \"local\"), new AmazonDynamoDBConfig { ServiceURL = \"http://dynamo:8000\" }));")]
    public Task CustomEndpointOfOptions_IsSilent(string statements) => InMethod(statements);

    [Fact]
    public Task CustomEndpointInALambdaBeside_IsSilent() => Silent("""
        class Connection(AWSCredentials credentials, RegionEndpoint region, Action<ClientConfig> configure);

        class Use
        {
            object Emulator() => new Connection(new BasicAWSCredentials("a", "b"), RegionEndpoint.EUWest1, config => { config.ServiceURL = "http://localhost:4566"; });
            object Nested(string url)
            {
                var credentials = new BasicAWSCredentials("a", "b");
                return new Connection(credentials, RegionEndpoint.EUWest1, config => { if (url.Length > 0) config.ServiceURL = url; });
            }
            object Aws() => new Connection([|new BasicAWSCredentials("a", "b")|], RegionEndpoint.EUWest1, config => config.ServiceURL = "https://sqs.eu-west-1.amazonaws.com");
            object NoUrl() => new Connection([|new BasicAWSCredentials("a", "b")|], RegionEndpoint.EUWest1, config => config.MaxErrorRetry = 3);
        }
        """);

    /// <summary>The client is made elsewhere, of the keys and the configuration that are kept here.</summary>
    [Fact]
    public Task CustomEndpointOfKeptKeys_IsSilent() => Silent("""
        class Transport
        {
            public AmazonS3Config Config { get; } = new();
            public Func<string, AWSCredentials>? Source { get; set; }
            public AWSCredentials? Keys { get; set; }

            void Emulator(int port)
            {
                Source = _ => new BasicAWSCredentials("ignore", "ignore");
                Config.ServiceURL = $"http://localhost:{port}";
            }

            void Kept(string url)
            {
                this.Config.ServiceURL = url;
                Keys = new BasicAWSCredentials("ignore", "ignore");
            }

            void Aws(string id, string key)
            {
                Source = _ => [|new BasicAWSCredentials(id, key)|];
                Config.ServiceURL = "https://s3.eu-west-1.amazonaws.com";
            }

            void Elsewhere(string id, string key, string? url)
            {
                Keys = [|new BasicAWSCredentials(id, key)|];
                if (url is not null)
                    Config.ServiceURL = url;
            }

            void Given(string id, string key, string url)
            {
                Config.ServiceURL = url;
                _ = new AmazonS3Client([|new BasicAWSCredentials(id, key)|], RegionEndpoint.EUWest1);
            }
        }
        """);

    [Fact]
    public Task CustomEndpointThroughMethods_IsSilent() => Silent("""
        class Connection(AWSCredentials? credentials, Action<ClientConfig> configure);

        class Returned
        {
            private static AWSCredentials? Keys(string url)
            {
                if (url.Length > 0)
                    return new BasicAWSCredentials("local", "local");
                return null;
            }

            private static AWSCredentials Fixed() => new BasicAWSCredentials("local", "local");

            object? Ask(string url)
            {
                var keys = Keys(url);
                if (keys != null && keys is not null)
                    return new Connection(keys, config => config.ServiceURL = url);
                AWSCredentials Here() { return new BasicAWSCredentials("local", "local"); }
                return new AmazonS3Client(Here(), new AmazonS3Config { ServiceURL = url });
            }

            object Direct(string url) => new AmazonS3Client(Returned.Fixed(), new AmazonS3Config { ServiceURL = url });
        }

        class HandedOn
        {
            private static AWSCredentials Keys() => new BasicAWSCredentials("local", "local");

            object Start()
            {
                var keys = Keys();
                return Pick(keys, true);
            }

            private object Pick(AWSCredentials keys, bool isLocal) => isLocal ? Local(keys) : new AmazonS3Client();

            private object Local(AWSCredentials keys)
            {
                var same = keys;
                var config = new AmazonS3Config { ServiceURL = "http://localhost:8000" };
                return new AmazonS3Client(same, config);
            }
        }

        class Reflected(string url)
        {
            object? ByActivator(Type type)
            {
                AWSCredentials keys = new SessionAWSCredentials("a", "b", "c");
                ClientConfig config = Of(type);
                config.ServiceURL = url;
                return Activator.CreateInstance(type, keys, config);
            }

            object? ByConstructor(Type type)
            {
                AWSCredentials keys = new SessionAWSCredentials("a", "b", "c");
                ClientConfig config = Of(type);
                if (url.Length > 0)
                    config.ServiceURL = url;
                return type.GetConstructors()[0].Invoke(new object[] { keys, config });
            }

            private static ClientConfig Of(Type type) => (ClientConfig)Activator.CreateInstance(type)!;
        }
        """);

    [Fact]
    public Task CredentialsThroughMethods_ThatGoElsewhereToo_Report() => Silent("""
        class Mixed
        {
            private static AWSCredentials Keys() => [|new BasicAWSCredentials("a", "b")|];
            object Emulator(string url) => new AmazonS3Client(Keys(), new AmazonS3Config { ServiceURL = url });
            object Aws() => new AmazonS3Client(Keys(), RegionEndpoint.EUWest1);
        }

        class Public
        {
            public static AWSCredentials Keys() => [|new BasicAWSCredentials("a", "b")|];
            object Emulator(string url) => new AmazonS3Client(Keys(), new AmazonS3Config { ServiceURL = url });
        }

        class Uncalled
        {
            private static AWSCredentials Keys() => [|new BasicAWSCredentials("a", "b")|];
            Func<AWSCredentials> Later => Keys;
        }

        class OnlyTested
        {
            bool Has() { var keys = [|new BasicAWSCredentials("a", "b")|]; return keys != null; }
        }

        class Passed
        {
            object Both(string url) => Connect([|new BasicAWSCredentials("a", "b")|], url);
            private static object[] Connect(AWSCredentials keys, string url) =>
                new object[] { new AmazonS3Client(keys, new AmazonS3Config { ServiceURL = url }), new AmazonS3Client(keys, RegionEndpoint.EUWest1) };
        }

        class Overridden
        {
            object Run(string url) => Connect([|new BasicAWSCredentials("a", "b")|], url);
            protected virtual object Connect(AWSCredentials keys, string url) => new AmazonS3Client(keys, new AmazonS3Config { ServiceURL = url });
        }

        class Reflected
        {
            object? Run(Type type) => Activator.CreateInstance(type, [|new BasicAWSCredentials("a", "b")|], new AmazonS3Config { ForcePathStyle = true });
            object? Array(Type type) => type.GetConstructors()[0].Invoke(new object[] { [|new BasicAWSCredentials("a", "b")|], new AmazonS3Config { ForcePathStyle = true } });
        }

        class Circle
        {
            private static AWSCredentials Keys(AWSCredentials? keys) => keys is null ? Keys([|new BasicAWSCredentials("a", "b")|]) : keys;
        }
        """);

    [Fact]
    public Task CustomEndpointThroughMembers_IsSilent() => Silent("""
        class Fields(string url)
        {
            private readonly AmazonS3Config _config = new() { ServiceURL = url };
            private readonly AWSCredentials _credentials = new BasicAWSCredentials("a", "b");
            private AmazonS3Config Computed => new() { ServiceURL = url };
            private AmazonS3Config Made() => new() { ServiceURL = url };
            private static AmazonS3Config Filled(string url)
            {
                var config = new AmazonS3Config { ForcePathStyle = true };
                config.ServiceURL = url;
                return config;
            }

            object One() => new AmazonS3Client(_credentials, _config);
            object Two() => new AmazonS3Client(this._credentials, Computed);
            object Three() => new AmazonS3Client("a", "b", Made());
            object Four() => new AmazonS3Client("a", "b", Filled(url));
            object Five()
            {
                return new AmazonS3Client("a", "b", Local());
                AmazonS3Config Local() => new() { ServiceURL = url };
            }
        }

        class Assigned
        {
            private readonly AmazonS3Config _config;
            private readonly AmazonS3Client _client;

            public Assigned(string url)
            {
                _config = new AmazonS3Config { ServiceURL = url };
                _client = new AmazonS3Client("a", "b", _config);
            }
        }
        """);

    [Theory]
    [InlineData("_ = [|new AmazonS3Client(id, key, new AmazonS3Config { ServiceURL = \"https://s3.eu-west-1.amazonaws.com\" })|];")]
    [InlineData("_ = [|new AmazonS3Client(id, key, new AmazonS3Config { ServiceURL = \"https://S3.EU-WEST-1.AMAZONAWS.COM:443/path\" })|];")]
    [InlineData("_ = [|new AmazonS3Client(id, key, new AmazonS3Config { ServiceURL = \"https://s3.cn-north-1.amazonaws.com.cn\" })|];")]
    [InlineData("_ = [|new AmazonS3Client(id, key, new AmazonS3Config { ServiceURL = \"https://s3.eu-west-1.api.aws\" })|];")]
    [InlineData("_ = [|new AmazonS3Client(id, key, new AmazonS3Config { ServiceURL = null })|];")]
    [InlineData("_ = [|new AmazonS3Client(id, key, new AmazonS3Config { ServiceURL = \"\" })|];")]
    [InlineData("_ = [|new AmazonS3Client(id, key, new AmazonS3Config { ServiceURL = string.Empty })|];")]
    [InlineData("_ = [|new AmazonS3Client(id, key, new AmazonS3Config { RegionEndpoint = region })|];")]
    [InlineData("_ = [|new AmazonS3Client(id, key, s3Config)|];")]
    [InlineData("var c = new AmazonS3Config(); _ = [|new AmazonS3Client(id, key, c)|];")]
    [InlineData("var c = new AmazonS3Config(); var d = new AmazonS3Config(); d.ServiceURL = \"http://x\"; _ = [|new AmazonS3Client(id, key, c)|];")]
    [InlineData("const string Url = \"https://s3.amazonaws.com\"; _ = [|new AmazonS3Client(id, key, new AmazonS3Config { ServiceURL = Url })|];")]
    [InlineData("var creds = [|new BasicAWSCredentials(id, key)|]; _ = new AmazonS3Client(creds, new AmazonS3Config { ServiceURL = \"http://x\" }); _ = new AmazonS3Client(creds, region);")]
    [InlineData("var creds = [|new BasicAWSCredentials(id, key)|]; _ = new AmazonS3Client(creds, new AmazonS3Config { ServiceURL = \"http://x\" }); Console.WriteLine(creds);")]
    public Task AwsEndpoint_Reports(string statements) => InMethod(statements);

    // ---- Silent: own providers, look-alikes, good types

    [Fact]
    public Task OwnProvider_IsSilent() => Silent("""
        class VaultCredentials(string id, string key) : AWSCredentials
        {
            public override ImmutableCredentials GetCredentials() => new ImmutableCredentials(id, key, null);

            class Inner { object Run() => new BasicAWSCredentials("a", "b"); }
        }

        class Refreshing : RefreshingAWSCredentials
        {
            protected override CredentialsRefreshState GenerateNewCredentials() => new(new ImmutableCredentials("a", "b", "c"), DateTime.UtcNow.AddHours(1));
        }
        """);

    [Fact]
    public Task DerivedFromStaticCredentials_ReportsBase() => Reports("""
        class Keys : BasicAWSCredentials { public Keys(string a, string b) : [|base|](a, b) { } }
        class Keys2(string a, string b) : [|BasicAWSCredentials|](a, b);
        class Token : SessionAWSCredentials { public Token() : [|base|]("a", "b", "c") { } public Token(int i) : this() { } }
        class Use { object Run() => new Keys("a", "b"); }
        """, "'BasicAWSCredentials' is given static AWS credentials, which leak and expire unnoticed; on ECS the task role supplies short-lived ones: use 'DefaultAWSCredentialsIdentityResolver.GetCredentials()'");

    [Fact]
    public Task SameNameElsewhere_IsSilent() => Silent("""
        namespace Mine
        {
            class BasicAWSCredentials(string accessKey, string secretKey) { public string A => accessKey + secretKey; }
            class AmazonSQSClient(string awsAccessKeyId, string awsSecretAccessKey) { public string A => awsAccessKeyId + awsSecretAccessKey; }
            class ImmutableCredentials(string a, string b) { public string A => a + b; }
            class CredentialProfileOptions { public string? AccessKey { get; set; } public string? SecretKey { get; set; } }
            class Use
            {
                object A() => new BasicAWSCredentials("a", "b");
                object B() => new AmazonSQSClient("a", "b");
                object C() => new ImmutableCredentials("a", "b");
                object D() => new CredentialProfileOptions { AccessKey = "a", SecretKey = "b" };
                void AccessKey(string s) { AccessKey("x"); }
                string? Sign(string awsSecretAccessKey) => Sign("y");
            }
        }
        """);

    [Fact]
    public Task Wrapper_ReportsInside() => Reports("""
        class Queue(string awsAccessKeyId, string awsSecretAccessKey) { public IAmazonSQS Client { get; } = [|new AmazonSQSClient(awsAccessKeyId, awsSecretAccessKey)|]; }
        class QueueClient : AmazonSQSClient { public QueueClient(string awsAccessKeyId, string awsSecretAccessKey) : [|base|](awsAccessKeyId, awsSecretAccessKey, RegionEndpoint.EUWest1) { } }
        class Use { object A() => new Queue("a", "b"); object B() => new QueueClient("a", "b"); }
        """);

    [Fact]
    public Task OnlyNamed_IsSilent() => Silent("""
        class Types
        {
            BasicAWSCredentials? _field;
            object A(object o) => o is BasicAWSCredentials ? typeof(SessionAWSCredentials) : nameof(BasicAWSCredentials);
            List<BasicAWSCredentials> B() => new List<BasicAWSCredentials>();
            void C(IServiceProvider p) => _field = p.GetRequiredService<BasicAWSCredentials>();
            // new BasicAWSCredentials("a", "b")
            string D() => "new BasicAWSCredentials(a, b)";
        #if NEVER
            object E() => new BasicAWSCredentials("a", "b");
        #endif
        }
        """);

    [Theory]
    [InlineData("_ = new AssumeRoleAWSCredentials(FallbackCredentialsFactory.GetCredentials(), \"arn\", \"session\");")]
    [InlineData("_ = new AnonymousAWSCredentials();")]
    [InlineData("_ = new InstanceProfileAWSCredentials();")]
    [InlineData("_ = new AssumeRoleWithWebIdentityCredentials(\"file\", \"arn\", \"session\");")]
    [InlineData("_ = new CredentialProfileStoreChain().TryGetAWSCredentials(\"dev\", out var credentials);")]
    [InlineData("_ = FallbackCredentialsFactory.GetCredentials();")]
    [InlineData("_ = new AmazonS3Client(); _ = new AmazonS3Client(region); _ = new AmazonS3Client(s3Config);")]
    [InlineData("_ = new AmazonS3Client(FallbackCredentialsFactory.GetCredentials(), region);")]
    [InlineData("_ = new TransferUtility(); _ = new TransferUtility(new AmazonS3Client(region));")]
    [InlineData("_ = new CredentialProfileOptions { RoleArn = \"arn\", SourceProfile = \"dev\" };")]
    [InlineData("_ = new CredentialProfileOptions { AccessKey = null, SecretKey = \"\" };")]
    [InlineData("using var http = new System.Net.Http.HttpClient();")]
    public async Task GoodTypes_IsSilent(string statements)
    {
        await Both(Refs.AwsV3, "#pragma warning disable CS0618\n" + statements);
        await Both(Refs.AwsV4, "#pragma warning disable CS0618\n" + statements);
    }

    [Fact]
    public Task NoSdk_IsSilent() => Verify.Csharp(Refs.Net10, """
        namespace Amazon.Runtime { public class AWSCredentials; public class BasicAWSCredentials(string accessKey, string secretKey) : AWSCredentials { public string A => accessKey + secretKey; } }
        class Use { object A() => new Amazon.Runtime.BasicAWSCredentials("a", "b"); }
        """);

    [Fact]
    public Task TestProject_IsSilent() => Verify.Csharp(Refs.AwsV4, "class Use { object A() => new Amazon.Runtime.BasicAWSCredentials(\"a\", \"b\"); }",
        options: new() { ["build_property.IsTestProject"] = "true" });

    [Fact]
    public Task TestProjectIncluded_Reports() => Verify.Csharp(Refs.AwsV4, "class Use { object A() => [|new Amazon.Runtime.BasicAWSCredentials(\"a\", \"b\")|]; }",
        options: new() { ["build_property.IsTestProject"] = "true", ["arch.ARCH1002.include_tests"] = "true" });

    [Fact]
    public Task GeneratedCode_IsSilent() => Verify.Csharp(Refs.AwsV4, "// <auto-generated/>\nclass Use { object A() => new Amazon.Runtime.BasicAWSCredentials(\"a\", \"b\"); }");

    [Fact]
    public Task AllowedType_IsSilent() => Verify.Csharp(Refs.AwsV4, """
        namespace Acme
        {
            class Vault { object A() => new Amazon.Runtime.BasicAWSCredentials("a", "b"); class Inner { object A() => new Amazon.Runtime.BasicAWSCredentials("a", "b"); } }
            class Vaults { object A() => [|new Amazon.Runtime.BasicAWSCredentials("a", "b")|]; }
        }
        """, options: new() { ["arch.ARCH1002.allowed_types"] = "Acme.Other , Acme.Vault" });

    [Fact]
    public Task InvalidOptions_AreReportedOnce() => Verify.Csharp(Refs.AwsV4, """
        class Use { object A() => [|new Amazon.Runtime.BasicAWSCredentials("a", "b")|]; object B() => [|new Amazon.Runtime.BasicAWSCredentials("a", "b")|]; }
        """, options: new() { ["arch.ARCH1002.include_tests"] = "perhaps", ["build_property.IsTestProject"] = "false" });

    [Fact]
    public Task BrokenCode_IsSilent() => Verify.Csharp(Refs.AwsV4, """
        using Amazon.Runtime;
        class Use { object A() => new BasicAWSCredentials("a", ); object B() => new AmazonNothingClient("a", "b"); object C() => new(1, 2); void D() { x.AccessKey = "a"; h.AccessKey("x"); } }
        """, compiles: false);

    /// <summary>The package of the client is not restored: nobody knows what its configuration says.</summary>
    [Fact]
    public Task UnknownClient_IsSilent() => Verify.Csharp(Refs.AwsV4, """
        using Amazon.Runtime;
        class Use
        {
            object A(string id, string key) => new AmazonNothingClient(new BasicAWSCredentials(id, key), new AmazonNothingConfig { ServiceURL = "http://localhost" });
            object B(string id, string key) { var keys = new BasicAWSCredentials(id, key); return Nothing.Connect(keys); }
        }
        """, compiles: false);

    // ---- Reports: clients

    [Theory]
    [InlineData("_ = [|new AmazonS3Client(id, key)|];", "new AmazonS3Client()")]
    [InlineData("_ = [|new AmazonS3Client(id, key, region)|];", "new AmazonS3Client(region)")]
    [InlineData("_ = [|new AmazonS3Client(id, key, s3Config)|];", "new AmazonS3Client(config)")]
    [InlineData("_ = [|new AmazonS3Client(id, key, token)|];", "new AmazonS3Client()")]
    [InlineData("_ = [|new AmazonS3Client(id, key, token, region)|];", "new AmazonS3Client(region)")]
    [InlineData("_ = [|new AmazonS3Client(id, key, token, s3Config)|];", "new AmazonS3Client(config)")]
    [InlineData("_ = [|new AmazonS3Client(awsSecretAccessKey: key, awsAccessKeyId: id, region: region)|];", "new AmazonS3Client(region)")]
    [InlineData("_ = [|new AmazonS3Client(region: region, awsSecretAccessKey: key, awsAccessKeyId: id)|];", "new AmazonS3Client(region)")]
    [InlineData("AmazonS3Client c = [|new(id, key)|];", "new AmazonS3Client()")]
    [InlineData("using AmazonS3Client c = [|new(id, key, region)|];", "new AmazonS3Client(region)")]
    [InlineData("using (var c = [|new AmazonS3Client(id, key)|]) { }", "new AmazonS3Client()")]
    [InlineData("_ = [|new Amazon.S3.AmazonS3Client(id, key)|];", "new AmazonS3Client()")]
    [InlineData("_ = [|new global::Amazon.S3.AmazonS3Client(\"id\", \"key\")|];", "new AmazonS3Client()")]
    [InlineData("_ = [|new TransferUtility(id, key)|];", "new TransferUtility()")]
    [InlineData("_ = [|new TransferUtility(id, key, region)|];", "new TransferUtility(region)")]
    [InlineData("_ = [|new TransferUtility(id, key, new TransferUtilityConfig())|];", "new TransferUtility(config)")]
    [InlineData("_ = [|new TransferUtility(id, key, region, new TransferUtilityConfig())|];", "new TransferUtility(new AmazonS3Client(region), config)")]
    [InlineData("_ = new TransferUtility([|new AmazonS3Client(id, key)|]);", "new AmazonS3Client()")]
    [InlineData("Func<IAmazonS3> f = () => [|new AmazonS3Client(id, key)|];", "new AmazonS3Client()")]
    [InlineData("if (Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\") == \"Development\") _ = [|new AmazonS3Client(\"dummy\", \"dummy\", region)|];", "new AmazonS3Client(region)")]
    [InlineData("_ = [|new AmazonS3Client(config[\"Storage:User\"], config[\"Storage:Password\"], region)|];", "new AmazonS3Client(region)")]
    public async Task ClientWithKeys_Reports(string statements, string remedy)
    {
        var type = remedy.Contains("TransferUtility(") ? "TransferUtility" : "AmazonS3Client";
        var message = $"'{type}' is given static AWS credentials, which leak and expire unnoticed; on ECS the task role supplies short-lived ones: use '{remedy}'";
        await Both(Refs.AwsV3, statements, message);
        await Both(Refs.AwsV4, statements, message);
    }

    [Fact]
    public Task EveryService_Reports() => InMethod("""
        _ = [|new AmazonDynamoDBClient(id, key, region)|];
        _ = [|new AmazonSQSClient(id, key, region)|];
        _ = [|new AmazonSecurityTokenServiceClient(id, key, region)|];
        """);

    [Fact]
    public Task Places_Report() => Reports("""
        using Alias = Amazon.SQS.AmazonSQSClient;
        class Fields
        {
            readonly IAmazonSQS _a = [|new AmazonSQSClient("a", "b")|];
            IAmazonSQS B { get; } = [|new AmazonSQSClient("a", "b")|];
            IAmazonSQS C => [|new AmazonSQSClient("a", "b")|];
            static readonly AmazonSQSClient D = [|new("a", "b")|];
            AmazonSQSClient E() => [|new("a", "b")|];
            IAmazonSQS F(bool x) => x ? [|new Alias("a", "b")|] : new AmazonSQSClient();
            IAmazonSQS G(int x) => x switch { 1 => [|new AmazonSQSClient("a", "b")|], _ => new AmazonSQSClient() };
            IEnumerable<IAmazonSQS> H() { yield return [|new AmazonSQSClient("a", "b")|]; }
            event Action X { add { _ = [|new AmazonSQSClient("a", "b")|]; } remove { } }
            record R(string Id) { public object Make() => [|new AmazonSQSClient(Id, "b")|]; }
            interface I { object Make() => [|new AmazonSQSClient("a", "b")|]; }
            void Take(AmazonSQSClient client) => Take([|new("a", "b")|]);
        }
        """);

    [Fact]
    public Task TopLevel_Reports() => Verify.Csharp(Refs.AwsV4, """
        using Amazon.SQS;
        var client = [|new AmazonSQSClient("a", "b")|];
        """);

    [Fact]
    public Task BaseCalls_Report() => Reports("""
        class A : AmazonSQSClient { public A() : [|base|]("a", "b") { } public A(int i) : this() { } public A(string s) : base(RegionEndpoint.EUWest1) { } }
        class B(string id, string key) : [|AmazonSQSClient|](id, key);
        """, "'AmazonSQSClient' is given static AWS credentials, which leak and expire unnoticed; on ECS the task role supplies short-lived ones: use 'base()'");

    // ---- Reports: credentials objects

    [Theory]
    [InlineData("_ = [|new BasicAWSCredentials(id, key)|];", "use '{0}.GetCredentials()'")]
    [InlineData("AWSCredentials c = [|new BasicAWSCredentials(id, key)|]; Console.WriteLine(c); Console.WriteLine(c);", "use '{0}.GetCredentials()'")]
    [InlineData("BasicAWSCredentials c = [|new(id, key)|]; Console.WriteLine(c);", "use '{0}.GetCredentials()'")]
    [InlineData("_ = [|new SessionAWSCredentials(id, key, token)|];", "use '{0}.GetCredentials()'")]
    [InlineData("_ = [|new ImmutableCredentials(id, key, token)|];", "use '{0}.GetCredentials()'")]
    [InlineData("_ = [|new AssumeRoleImmutableCredentials(id, key, token, DateTime.Now)|];", "use '{0}.GetCredentials()'")]
    [InlineData("_ = [|new SAMLImmutableCredentials(id, key, token, DateTime.Now, \"me\")|];", "use '{0}.GetCredentials()'")]
    [InlineData("_ = [|new SSOImmutableCredentials(id, key, token, DateTime.Now)|];", "use '{0}.GetCredentials()'")]
    [InlineData("_ = [|new LoginImmutableCredentials(id, key, token, DateTime.Now)|];", "use '{0}.GetCredentials()'")]
    [InlineData("_ = [|new EnvironmentVariablesAWSCredentials()|];", "remove 'EnvironmentVariablesAWSCredentials', the default chain reads them too")]
    [InlineData("_ = new AmazonS3Client([|new EnvironmentVariablesAWSCredentials()|], region);", "remove 'EnvironmentVariablesAWSCredentials', the default chain reads them too")]
    [InlineData("_ = new AmazonS3Client([|new BasicAWSCredentials(id, key)|], region);", "use 'new AmazonS3Client(region)'")]
    [InlineData("_ = new AmazonS3Client(credentials: [|new BasicAWSCredentials(secretKey: key, accessKey: id)|], clientConfig: s3Config);", "use 'new AmazonS3Client(config)'")]
    [InlineData("_ = new AmazonS3Client(([|new BasicAWSCredentials(id, key)|]));", "use 'new AmazonS3Client()'")]
    [InlineData("var c = [|new BasicAWSCredentials(id, key)|]; _ = new AmazonS3Client(c, region);", "use 'new AmazonS3Client(region)'")]
    [InlineData("_ = new AssumeRoleAWSCredentials([|new BasicAWSCredentials(id, key)|], \"arn\", \"session\");", "use '{0}.GetCredentials()'")]
    [InlineData("_ = id is null ? [|new BasicAWSCredentials(id, key)|] : null;", "use '{0}.GetCredentials()'")]
    [InlineData("_ = new CredentialProfile(\"p\", [|new CredentialProfileOptions { AccessKey = id, SecretKey = key }|]);", "remove the assignment")]
    [InlineData("var o = new CredentialProfileOptions(); o.[|AccessKey|] = id; o.SecretKey = key;", "remove the assignment")]
    [InlineData("var o = new CredentialProfileOptions { RoleArn = \"x\" }; o.[|SecretKey|] = key; o.AccessKey = id;", "remove the assignment")]
    [InlineData("CredentialProfileOptions o = [|new() { AccessKey = id }|]; o.SecretKey = key;", "remove the assignment")]
    public async Task CredentialsObject_Reports(string statements, string remedy)
    {
        foreach (var (set, resolver) in new[] { (Refs.AwsV3, "FallbackCredentialsFactory"), (Refs.AwsV4, "DefaultAWSCredentialsIdentityResolver") })
        {
            var source = (Path: "Code.cs", Text: Usings + $$"""
                class Service { void Run(string id, string key, string token, RegionEndpoint region, AmazonS3Config s3Config) { {{statements}} } }
                """);
            var found = await Verify.Csharp(set, [source]);
            Assert.EndsWith("supply short-lived ones: ".Replace("supply", "supplies") + string.Format(remedy, resolver), found.Single().GetMessage());
        }
    }

    [Theory]
    [InlineData("services.AddSingleton<AWSCredentials>([|new BasicAWSCredentials(config[\"Aws:Id\"], config[\"Aws:Key\"])|]);")]
    [InlineData("services.AddDefaultAWSOptions(new AWSOptions { Region = region, Credentials = [|new BasicAWSCredentials(id, key)|] });")]
    [InlineData("var o = config.GetAWSOptions(); o.Credentials = [|new BasicAWSCredentials(id, key)|];")]
    [InlineData("_ = new AmazonS3Config { DefaultAWSCredentials = [|new BasicAWSCredentials(id, key)|] };")]
    [InlineData("AWSConfigs.AWSCredentialsGenerators.Add(() => [|new BasicAWSCredentials(id, key)|]);")]
    [InlineData("services.AddSingleton<IAmazonS3>(_ => new AmazonS3Client([|new BasicAWSCredentials(id, key)|], region));")]
    [InlineData("services.AddScoped<IAmazonSQS>(sp => [|new AmazonSQSClient(id, key, region)|]);")]
    [InlineData("_ = new List<AWSCredentials> { [|new BasicAWSCredentials(id, key)|], [|new SessionAWSCredentials(id, key, token)|] };")]
    [InlineData("AWSCredentials c = (id, key) switch { (null, _) => [|new BasicAWSCredentials(id, key)|], _ => throw new Exception() }; _ = c; _ = c;")]
    [InlineData("var a = new CredentialProfileOptions(); var b = new CredentialProfileOptions(); a.[|AccessKey|] = id; b.[|AccessKey|] = id; a.SecretKey = key; b.SecretKey = key;")]
    [InlineData("_ = Amazon.Runtime.Internal.Auth.AWS4Signer.[|ComputeSignature|](id, key, \"eu-west-1\", DateTime.UtcNow, \"s3\", \"host\", \"request\");")]
    [InlineData("_ = Amazon.Runtime.Internal.Auth.AWS4Signer.[|ComposeSigningKey|](key, \"eu-west-1\", \"20260101\", \"s3\");")]
    [InlineData("_ = [|new Amazon.Runtime.Internal.Auth.AWS4SigningResult(id, key, DateTime.UtcNow, \"\", \"\", [], [])|];")]
    public Task OtherSinks_Report(string statements) => InMethod(statements);

    [Fact]
    public Task OldTypes_Report() => Verify.Csharp(Refs.AwsV3, """
        #pragma warning disable CS0618
        class Old
        {
            object A() => [|new Amazon.Runtime.StoredProfileAWSCredentials("dev")|];
            void B() => Amazon.Util.ProfileManager.[|RegisterProfile|]("dev", "id", "key");
        }
        """);

    [Fact]
    public Task FrameworkTypes_Report() => Verify.Csharp(Refs.AwsV4, """
        namespace Amazon.Runtime
        {
            public class AppConfigAWSCredentials : AWSCredentials { public override ImmutableCredentials GetCredentials() => null!; }
            public class EnvironmentAWSCredentials : AWSCredentials { public override ImmutableCredentials GetCredentials() => null!; }
        }
        class Old { object A() => [|new Amazon.Runtime.AppConfigAWSCredentials()|]; object B() => [|new Amazon.Runtime.EnvironmentAWSCredentials()|]; }
        """);

    // ---- MassTransit

    private static Task MassTransit(string members) => Verify.Csharp(Refs.AwsV4, [MassTransitStub.Source, ("Code.cs", $$"""
        using Amazon.Runtime;
        using Amazon.SecurityToken.Model;
        using Amazon.SQS;
        using MassTransit;
        class Bus { {{members}} }
        """)]);

    [Theory]
    [InlineData("void A(IAmazonSqsBusFactoryConfigurator c) => c.Host(\"eu-west-1\", h => { h.[|AccessKey|](\"a\"); h.SecretKey(\"b\"); });")]
    [InlineData("void A(IAmazonSqsBusFactoryConfigurator c) => c.Host(\"eu-west-1\", h => { h.[|SecretKey|](\"b\"); h.AccessKey(\"a\"); });")]
    [InlineData("void A(IAmazonSqsBusFactoryConfigurator c) { c.Host(\"a\", h => { h.[|AccessKey|](\"a\"); h.SecretKey(\"b\"); }); c.Host(\"b\", h => { h.[|AccessKey|](\"a\"); h.SecretKey(\"b\"); }); }")]
    [InlineData("void A(IAmazonSqsBusFactoryConfigurator c) => c.Host(\"eu-west-1\", h => { h.Config(new AmazonSQSConfig()); h.[|AccessKey|](\"a\"); h.SecretKey(\"b\"); });")]
    [InlineData("void A(IAmazonSqsBusFactoryConfigurator c) => c.Host(\"eu-west-1\", h => h.Credentials([|new BasicAWSCredentials(\"a\", \"b\")|]));")]
    [InlineData("void A(AmazonSqsTransportOptions o) { o.Region = \"eu-west-1\"; o.[|AccessKey|] = \"a\"; o.SecretKey = \"b\"; }")]
    [InlineData("object A() => new AmazonSqsTransportOptions { [|AccessKey|] = \"a\", Region = \"x\", SecretKey = \"b\" };")]
    [InlineData("void A(AmazonSqsTransportOptions o) { o.AccessKey = \"\"; o.[|SecretKey|] = \"b\"; }")]
    [InlineData("void A(AmazonSqsTransportOptions o, string? x) { o.[|AccessKey|] ??= x; o.SecretKey ??= x; }")]
    public Task MassTransitKeys_Report(string members) => MassTransit(members);

    [Theory]
    [InlineData("void A(IAmazonSqsBusFactoryConfigurator c) => c.Host(\"eu-west-1\", h => { h.AccessKey(\"a\"); h.SecretKey(\"b\"); h.Config(new AmazonSQSConfig { ServiceURL = \"http://localhost:4566\" }); });")]
    [InlineData("void A(IAmazonSqsBusFactoryConfigurator c) => c.Host(\"eu-west-1\", h => { h.Credentials(new BasicAWSCredentials(\"a\", \"b\")); h.Config(new AmazonSQSConfig { ServiceURL = \"http://localhost:4566\" }); });")]
    [InlineData("void A(IAmazonSqsBusFactoryConfigurator c) => c.Host(\"eu-west-1\", h => { });")]
    [InlineData("void A(IAmazonSqsBusFactoryConfigurator c, Credentials k) => c.Host(\"eu-west-1\", h => { h.AccessKey(k.AccessKeyId); h.SecretKey(k.SecretAccessKey); });")]
    [InlineData("void A(AmazonSqsTransportOptions o) { o.AccessKey = null; o.SecretKey = null; _ = o.AccessKey == o.SecretKey; }")]
    public Task MassTransitWithoutKeys_IsSilent(string members) => MassTransit(members);

    // ---- Options

    [Fact]
    public Task ExtraSinks_Report() => Verify.Csharp(Refs.AwsV4, """
        namespace Acme
        {
            public class Uploader(string id, string key)
            {
                public string? Secret { get; set; }
                public void Connect(string id, string key) { }
                public void Other() { }
                public override string ToString() => id + key;
            }
            class Use
            {
                void A(Uploader u)
                {
                    _ = [|new Uploader("a", "b")|];
                    u.[|Connect|]("a", "b");
                    u.[|Secret|] = "b";
                    u.Other();
                    _ = [|new Uploader("a", "b") { [|Secret|] = "c" }|];
                    _ = u.Secret;
                }
            }
        }
        """, options: new() { ["arch.ARCH1002.extra_sinks"] = "Acme.Uploader.Uploader, Acme.Uploader.Connect, Acme.Uploader.Secret" });

    [Fact]
    public Task Severity_IsWarning()
    {
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Warning, AccessRules.StaticAwsCredentials.DefaultSeverity);
        return Task.CompletedTask;
    }
}
