using Arch.Analyzers.Tests.Harness;
using Verify = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.Access.StaticAwsCredentials, Arch.CodeFixes.Access.StaticAwsCredentialsFix>;

namespace Arch.Analyzers.Tests.Access;

public class StaticAwsCredentialsFixTests
{
    private static string InMethod(string statements) => $$"""
        using System;
        using Amazon;
        using Amazon.S3;
        using Amazon.S3.Transfer;

        class Service
        {
            void Use(object? value) => Console.WriteLine(value);

            void Run(string id, string key, string token, RegionEndpoint home, AmazonS3Config s3Config, TransferUtilityConfig transfer)
            {
                {{statements}}
            }
        }
        """;

    // ---- Clients

    [Theory]
    [InlineData("Use([|new AmazonS3Client(id, key)|]);", "Use(new AmazonS3Client());")]
    [InlineData("Use([|new AmazonS3Client(id, key, token)|]);", "Use(new AmazonS3Client());")]
    [InlineData("Use([|new AmazonS3Client(id, key, home)|]);", "Use(new AmazonS3Client(home));")]
    [InlineData("Use([|new AmazonS3Client(id, key, token, home)|]);", "Use(new AmazonS3Client(home));")]
    [InlineData("Use([|new AmazonS3Client(id, key, s3Config)|]);", "Use(new AmazonS3Client(s3Config));")]
    [InlineData("Use([|new AmazonS3Client(id, key, token, s3Config)|]);", "Use(new AmazonS3Client(s3Config));")]
    [InlineData("Use([|new AmazonS3Client(id, key, region: home)|]);", "Use(new AmazonS3Client(region: home));")]
    [InlineData("Use([|new AmazonS3Client(region: home, awsSecretAccessKey: key, awsAccessKeyId: id)|]);", "Use(new AmazonS3Client(region: home));")]
    [InlineData("Use([|new AmazonS3Client(awsSecretAccessKey: key, region: home, awsAccessKeyId: id)|]);", "Use(new AmazonS3Client(region: home));")]
    [InlineData("Use([|new AmazonS3Client(id, key, clientConfig: s3Config)|]);", "Use(new AmazonS3Client(config: s3Config));")]
    [InlineData("AmazonS3Client c = [|new(id, key)|]; Use(c);", "AmazonS3Client c = new(); Use(c);")]
    [InlineData("AmazonS3Client c = [|new(id, key, home)|]; Use(c);", "AmazonS3Client c = new(home); Use(c);")]
    [InlineData("using var c = [|new AmazonS3Client(id, key, home)|];", "using var c = new AmazonS3Client(home);")]
    [InlineData("Use([|new Amazon.S3.AmazonS3Client(id, key)|]);", "Use(new Amazon.S3.AmazonS3Client());")]
    [InlineData("Use([|new AmazonS3Client(id, key, /* near */ home /* region */)|]); // here", "Use(new AmazonS3Client(/* near */ home /* region */)); // here")]
    [InlineData("Use([|new AmazonS3Client(\"a\" + id, key!, home)|]);", "Use(new AmazonS3Client(home));")]
    [InlineData("Use([|new AmazonS3Client(id, key, new AmazonS3Config { ForcePathStyle = true })|]);", "Use(new AmazonS3Client(new AmazonS3Config { ForcePathStyle = true }));")]
    [InlineData("Use([|new TransferUtility(id, key)|]);", "Use(new TransferUtility());")]
    [InlineData("Use([|new TransferUtility(id, key, home)|]);", "Use(new TransferUtility(home));")]
    [InlineData("Use([|new TransferUtility(id, key, transfer)|]);", "Use(new TransferUtility(transfer));")]
    [InlineData("Use([|new TransferUtility(id, key, home, transfer)|]);", "Use(new TransferUtility(new AmazonS3Client(home), transfer));")]
    [InlineData("Use([|new TransferUtility(config: transfer, region: home, awsAccessKeyId: id, awsSecretAccessKey: key)|]);", "Use(new TransferUtility(new AmazonS3Client(home), transfer));")]
    [InlineData("Use(new TransferUtility([|new AmazonS3Client(id, key, home)|]));", "Use(new TransferUtility(new AmazonS3Client(home)));")]
    public async Task Client_LosesItsKeys(string before, string after)
    {
        await Verify.Csharp(Refs.AwsV3, InMethod(before), InMethod(after));
        await Verify.Csharp(Refs.AwsV4, InMethod(before), InMethod(after));
    }

    [Fact]
    public Task MultiLineClient_KeepsItsLayout() => Verify.Csharp(Refs.AwsV4, InMethod("""
        Use([|new AmazonS3Client(
                    // the user
                    id,
                    key, // secret
                    // where we are
                    home)|]);
                Use([|new AmazonS3Client(
                    region: home, // near
                    awsAccessKeyId: id,
                    awsSecretAccessKey: key)|]);
                Use([|new AmazonS3Client(id,
                    key,
                    home)|]);
                Use([|new AmazonS3Client(
                    id, key, home)|]);
        """), InMethod("""
        Use(new AmazonS3Client(
                    // where we are
                    home));
                Use(new AmazonS3Client(
                    region: home // near
                    ));
                Use(new AmazonS3Client(home));
                Use(new AmazonS3Client(
                    home));
        """));

    [Fact]
    public Task BaseCall_LosesItsKeys() => Verify.Csharp(Refs.AwsV4, """
        using Amazon;
        using Amazon.SQS;

        class A : AmazonSQSClient { public A(string id, string key) : [|base|](id, key, RegionEndpoint.EUWest1) { } }
        class B(string id, string key) : [|AmazonSQSClient|](id, key) { public string Name => id + key; }
        """, """
        using Amazon;
        using Amazon.SQS;

        class A : AmazonSQSClient { public A(string id, string key) : base(RegionEndpoint.EUWest1) { } }
        class B(string id, string key) : AmazonSQSClient() { public string Name => id + key; }
        """);

    // ---- Credentials objects

    [Theory]
    [InlineData("new AmazonS3Client([|new BasicAWSCredentials(id, key)|], home)", "new AmazonS3Client(home)")]
    [InlineData("new AmazonS3Client([|new BasicAWSCredentials(id, key)|])", "new AmazonS3Client()")]
    [InlineData("new AmazonS3Client([|new SessionAWSCredentials(id, key, token)|], s3Config)", "new AmazonS3Client(s3Config)")]
    [InlineData("new AmazonS3Client(credentials: [|new BasicAWSCredentials(id, key)|], region: home)", "new AmazonS3Client(region: home)")]
    [InlineData("new AmazonS3Client(region: home, credentials: ([|new BasicAWSCredentials(id, key)|]))", "new AmazonS3Client(region: home)")]
    [InlineData("new AmazonS3Client([|new EnvironmentVariablesAWSCredentials()|], home)", "new AmazonS3Client(home)")]
    public async Task CredentialsOfClient_GoWithTheirUsing(string before, string after)
    {
        await Verify.Csharp(Refs.AwsV3, Code("using Amazon.Runtime;\n", before), Code("", after));
        await Verify.Csharp(Refs.AwsV4, Code("using Amazon.Runtime;\n", before), Code("", after));

        static string Code(string usings, string expression) => $$"""
            using Amazon;
            {{usings}}using Amazon.S3;

            class Service
            {
                object Run(string id, string key, string token, RegionEndpoint home, AmazonS3Config s3Config) => {{expression}};
            }
            """;
    }

    [Theory]
    [InlineData("AWSCredentials Make() => [|new BasicAWSCredentials(_a, _b)|];", "AWSCredentials Make() => {0}.GetCredentials();")]
    [InlineData("AWSCredentials[] Make() => new AWSCredentials[] { [|new BasicAWSCredentials(_a, _b)|], [|new SessionAWSCredentials(_a, _b, _a)|] };", "AWSCredentials[] Make() => new AWSCredentials[] { {0}.GetCredentials(), {0}.GetCredentials() };")]
    [InlineData("object Make() { BasicAWSCredentials c = [|new(_a, _b)|]; return c; }", "object Make() { AWSCredentials c = {0}.GetCredentials(); return c; }")]
    [InlineData("object Make() { BasicAWSCredentials? c = [|new BasicAWSCredentials(_a, _b)|]; return c; }", "object Make() { AWSCredentials? c = {0}.GetCredentials(); return c; }")]
    [InlineData("object Make() { var c = [|new BasicAWSCredentials(_a, _b)|]; return c; }", "object Make() { var c = {0}.GetCredentials(); return c; }")]
    [InlineData("private readonly BasicAWSCredentials _c = [|new(\"a\", \"b\")|]; object Make() => _c;", "private readonly AWSCredentials _c = {0}.GetCredentials(); object Make() => _c;")]
    [InlineData("object Make(AWSCredentials? role) => new AmazonS3Client(role ?? [|new BasicAWSCredentials(_a, _b)|]);", "object Make(AWSCredentials? role) => new AmazonS3Client(role ?? {0}.GetCredentials());")]
    [InlineData("object Make(bool local, AWSCredentials role) => new AmazonS3Client(local ? [|new BasicAWSCredentials(_a, _b)|] : role);", "object Make(bool local, AWSCredentials role) => new AmazonS3Client(local ? {0}.GetCredentials() : role);")]
    [InlineData("object Make() => new AssumeRoleAWSCredentials([|new BasicAWSCredentials(_a, _b)|], \"arn\", \"session\");", "object Make() => new AssumeRoleAWSCredentials({0}.GetCredentials(), \"arn\", \"session\");")]
    [InlineData("object Make() { var c = [|new BasicAWSCredentials(_a, _b)|]; Console.WriteLine(c); return new AmazonS3Client(c); }", "object Make() { var c = {0}.GetCredentials(); Console.WriteLine(c); return new AmazonS3Client(c); }")]
    public async Task CredentialsNeededElsewhere_ComeFromTheChain(string before, string after)
    {
        await Verify.Csharp(Refs.AwsV3, Code("", before), Code("", after.Replace("{0}", "FallbackCredentialsFactory")));
        await Verify.Csharp(Refs.AwsV4, Code("", before), Code("using Amazon.Runtime.Credentials;\n", after.Replace("{0}", "DefaultAWSCredentialsIdentityResolver")));

        static string Code(string usings, string member) => $$"""
            using System;
            using Amazon.Runtime;
            {{usings}}using Amazon.S3;

            class Service
            {
                public string _a = "", _b = "";
                {{member}}
                object Other(AWSCredentials c) => new AmazonS3Client(c);
            }
            """;
    }

    [Fact]
    public Task CredentialsInLocalOrField_GoWithTheirVariables() => Verify.Csharp(Refs.AwsV4, """
        using System;
        using Amazon;
        using Amazon.Runtime;
        using Amazon.S3;
        using Microsoft.Extensions.Configuration;

        class Locals
        {
            object Run(IConfiguration config)
            {
                var aws = config.GetSection("AWS");
                var id = aws["AccessKey"] ?? throw new InvalidOperationException();
                var key = aws["SecretKey"];
                var credentials = [|new BasicAWSCredentials(id, key)|];

                var client = new AmazonS3Client(credentials, RegionEndpoint.EUWest1);
                return (client, new AmazonS3Client(credentials));
            }
        }

        class Fields
        {
            private const string Id = "id";

            private readonly AWSCredentials _credentials = [|new BasicAWSCredentials(Id, "key")|];

            private readonly IAmazonS3 _client;

            public Fields() => _client = new AmazonS3Client(_credentials);
        }

        class Assigned
        {
            private readonly string? _id;
            private readonly string? _key;
            private readonly string? _region;

            public Assigned(IConfiguration config)
            {
                _id = config["AWS:AccessKey"];
                _key = config["AWS:SecretKey"];
                _region = config["AWS:Region"];
            }

            object Make() => [|new AmazonS3Client(_id, _key, RegionEndpoint.GetBySystemName(_region))|];
        }
        """, """
        using Amazon;
        using Amazon.S3;
        using Microsoft.Extensions.Configuration;

        class Locals
        {
            object Run(IConfiguration config)
            {
                var client = new AmazonS3Client(RegionEndpoint.EUWest1);
                return (client, new AmazonS3Client());
            }
        }

        class Fields
        {
            private readonly IAmazonS3 _client;

            public Fields() => _client = new AmazonS3Client();
        }

        class Assigned
        {
            private readonly string? _region;

            public Assigned(IConfiguration config)
            {
                _region = config["AWS:Region"];
            }

            object Make() => new AmazonS3Client(RegionEndpoint.GetBySystemName(_region));
        }
        """);

    [Fact]
    public Task VariablesUsedElsewhere_Stay() => Verify.Csharp(Refs.AwsV4, """
        using System;
        using Amazon.S3;
        using Amazon.SQS;

        class Service
        {
            private const string Id = "id";
            internal const string Shared = "shared";
            private readonly string _key = Compute();
            private static string Compute() => "key";

            object Run(string parameter)
            {
                var id = Id;
                var key = _key;
                Console.WriteLine(id);
                return ([|new AmazonS3Client(id, key)|], [|new AmazonSQSClient(parameter, Shared)|]);
            }

            object Deconstructed(string parameter)
            {
                var (a, b) = ("x", parameter);
                var (c, d) = ("x", parameter);
                Console.WriteLine(d);
                return ([|new AmazonS3Client(a, b)|], [|new AmazonS3Client(c, parameter)|]);
            }
        }
        """, """
        using System;
        using Amazon.S3;
        using Amazon.SQS;

        class Service
        {
            private const string Id = "id";
            internal const string Shared = "shared";
            private readonly string _key = Compute();
            private static string Compute() => "key";

            object Run(string parameter)
            {
                var id = Id;
                Console.WriteLine(id);
                return (new AmazonS3Client(), new AmazonSQSClient());
            }

            object Deconstructed(string parameter)
            {
                var (c, d) = ("x", parameter);
                Console.WriteLine(d);
                return (new AmazonS3Client(), new AmazonS3Client());
            }
        }
        """);

    [Fact]
    public Task SharedVariable_GoesWithItsLastUse() => Verify.Csharp(Refs.AwsV4, """
        using Amazon.S3;
        using Amazon.SQS;

        class Service
        {
            private const string Id = "id";
            private const string Key = "key";

            object One() => [|new AmazonS3Client(Id, Key)|];
            object Two() => [|new AmazonSQSClient(Id, Key)|];
        }
        """, """
        using Amazon.S3;
        using Amazon.SQS;

        class Service
        {
            object One() => new AmazonS3Client();
            object Two() => new AmazonSQSClient();
        }
        """);

    // ---- Assignments

    [Fact]
    public Task Assignments_AreDeleted() => Verify.Csharp(Refs.AwsV4, """
        using Amazon;
        using Amazon.Extensions.NETCore.Setup;
        using Amazon.Runtime;
        using Amazon.S3;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;

        class Service
        {
            void Run(IServiceCollection services, IConfiguration config, string id, string key)
            {
                var options = config.GetAWSOptions();
                // credentials of the team
                options.Credentials = [|new BasicAWSCredentials(id, key)|]; // not for long
                options.Region = RegionEndpoint.EUWest1;
                services.AddDefaultAWSOptions(options);
                services.AddDefaultAWSOptions(new AWSOptions
                {
                    Region = RegionEndpoint.EUWest1,
                    Credentials = [|new BasicAWSCredentials(id, key)|],
                });
                services.AddDefaultAWSOptions(new AWSOptions
                {
                    Region = RegionEndpoint.EUWest1, // near
                    Credentials = [|new BasicAWSCredentials(id, key)|]
                });
                services.AddDefaultAWSOptions(new AWSOptions { Credentials = [|new BasicAWSCredentials(id, key)|], Region = RegionEndpoint.EUWest1 });
                services.AddDefaultAWSOptions(new AWSOptions { Credentials = [|new BasicAWSCredentials(id, key)|] });
                _ = new AmazonS3Client(new AmazonS3Config { DefaultAWSCredentials = [|new BasicAWSCredentials(id, key)|], ForcePathStyle = true });
            }
        }
        """, """
        using Amazon;
        using Amazon.Extensions.NETCore.Setup;
        using Amazon.S3;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;

        class Service
        {
            void Run(IServiceCollection services, IConfiguration config, string id, string key)
            {
                var options = config.GetAWSOptions();
                // credentials of the team
                options.Region = RegionEndpoint.EUWest1;
                services.AddDefaultAWSOptions(options);
                services.AddDefaultAWSOptions(new AWSOptions
                {
                    Region = RegionEndpoint.EUWest1,
                });
                services.AddDefaultAWSOptions(new AWSOptions
                {
                    Region = RegionEndpoint.EUWest1 // near
                });
                services.AddDefaultAWSOptions(new AWSOptions { Region = RegionEndpoint.EUWest1 });
                services.AddDefaultAWSOptions(new AWSOptions());
                _ = new AmazonS3Client(new AmazonS3Config { ForcePathStyle = true });
            }
        }
        """);

    [Fact]
    public Task MassTransit_LosesBothKeys() => Verify.Csharp(Refs.AwsV4,
        [MassTransitStub.Source, ("Code.cs", """
            using MassTransit;

            class Bus
            {
                void Run(IAmazonSqsBusFactoryConfigurator bus, string id, string key)
                {
                    bus.Host("eu-west-1", h =>
                    {
                        h.[|AccessKey|](id);
                        h.SecretKey(key);
                    });
                }

                void Options(AmazonSqsTransportOptions o, string id)
                {
                    o.Region = "eu-west-1";
                    o.[|AccessKey|] = id;
                    o.SecretKey = id;
                }

                object Initializer(string id) => new AmazonSqsTransportOptions { [|AccessKey|] = id, Region = "eu-west-1", SecretKey = id };
            }
            """)],
        [MassTransitStub.Source, ("Code.cs", """
            using MassTransit;

            class Bus
            {
                void Run(IAmazonSqsBusFactoryConfigurator bus, string id, string key)
                {
                    bus.Host("eu-west-1", h =>
                    {
                    });
                }

                void Options(AmazonSqsTransportOptions o, string id)
                {
                    o.Region = "eu-west-1";
                }

                object Initializer(string id) => new AmazonSqsTransportOptions { Region = "eu-west-1" };
            }
            """)]);

    // ---- Dependency injection

    [Theory]
    [InlineData("services.AddSingleton<IAmazonSQS>(_ => [|new AmazonSQSClient(id, key)|]);", "services.AddAWSService<IAmazonSQS>();")]
    [InlineData("services.AddScoped<IAmazonSQS>(sp => [|new AmazonSQSClient(id, key)|]);", "services.AddAWSService<IAmazonSQS>(ServiceLifetime.Scoped);")]
    [InlineData("services.AddTransient<IAmazonSQS>(sp => { return [|new AmazonSQSClient(id, key)|]; }).AddOptions();", "services.AddAWSService<IAmazonSQS>(ServiceLifetime.Transient).AddOptions();")]
    [InlineData("services.TryAddSingleton<IAmazonSQS>(_ => [|new AmazonSQSClient(id, key)|]);", "services.TryAddAWSService<IAmazonSQS>();")]
    [InlineData("services.AddSingleton<IAmazonSQS>(_ => new AmazonSQSClient([|new Amazon.Runtime.BasicAWSCredentials(id, key)|]));", "services.AddAWSService<IAmazonSQS>();")]
    public async Task Registration_BecomesAwsService(string before, string after)
    {
        var extensions = before.Contains("TryAdd") ? "using Microsoft.Extensions.DependencyInjection.Extensions;\n" : "";
        await Verify.Csharp(Refs.AwsV4, Code("using Amazon.SQS;\n", extensions, before), Code("using Amazon.SQS;\n", "", after), "service");

        static string Code(string sqs, string extensions, string statement) => $$"""
            {{sqs}}using Microsoft.Extensions.DependencyInjection;
            {{extensions}}
            class Startup
            {
                void Run(IServiceCollection services, string id, string key)
                {
                    {{statement}}
                }
            }
            """;
    }

    [Theory]
    [InlineData("services.AddSingleton<IAmazonSQS>(_ => [|new AmazonSQSClient(id, key, RegionEndpoint.EUWest1)|]);")]
    [InlineData("services.AddSingleton<AmazonSQSClient>(_ => [|new AmazonSQSClient(id, key)|]);")]
    [InlineData("services.AddSingleton<IAmazonSQS>(_ => { System.Console.WriteLine(); return [|new AmazonSQSClient(id, key)|]; });")]
    [InlineData("System.Func<IAmazonSQS> f = () => [|new AmazonSQSClient(id, key)|];")]
    public async Task OtherRegistration_BecomesNoAwsService(string statement)
    {
        var source = $$"""
            using Amazon;
            using Amazon.SQS;
            using Microsoft.Extensions.DependencyInjection;
            class Startup { void Run(IServiceCollection services, string id, string key) { {{statement}} } }
            """;
        var lint = new Lint { References = Refs.AwsV4, Sources = [("Code.cs", source.Replace("[|", "").Replace("|]", ""))], LanguageVersion = Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest };
        Assert.Equal("Use the default credential chain, which finds the task role", Assert.Single(await Verify.TitlesAsync(lint)));
    }

    // ---- Many files

    [Fact]
    public Task ManyFiles_AreFixedTogether() => Verify.Csharp(Refs.AwsV4,
        [("A.cs", File("A", "[|new AmazonS3Client(id, key)|]", "[|new AmazonS3Client(id, key, RegionEndpoint.EUWest1)|]")), ("B.cs", File("B", "[|new AmazonS3Client(id, key)|]", "[|new AmazonS3Client(id, key, RegionEndpoint.EUWest1)|]"))],
        [("A.cs", File("A", "new AmazonS3Client()", "new AmazonS3Client(RegionEndpoint.EUWest1)")), ("B.cs", File("B", "new AmazonS3Client()", "new AmazonS3Client(RegionEndpoint.EUWest1)"))]);

    private static string File(string name, string one, string two) => $$"""
        using Amazon;
        using Amazon.S3;

        class {{name}}
        {
            object One(string id, string key) => {{one}};
            object Two(string id, string key) => {{two}};
        }
        """;

    // ---- Trivia and language

    [Fact]
    public Task WindowsLineEnds_Stay() => Verify.Csharp(Refs.AwsV4, InMethod("var c = \"x\";\n        Use([|new AmazonS3Client(c, key, home)|]);\n        Use(1);").ReplaceLineEndings("\r\n"), InMethod("Use(new AmazonS3Client(home));\n        Use(1);").ReplaceLineEndings("\r\n"));

    [Fact]
    public Task FileHeader_StaysWhenTheFirstUsingGoes() => Verify.Csharp(Refs.AwsV4, """
        // Copyright Acme

        using Amazon.Runtime;
        using Amazon.S3;

        class Service { object Run() => new AmazonS3Client([|new BasicAWSCredentials("a", "b")|]); }
        """, """
        // Copyright Acme

        using Amazon.S3;

        class Service { object Run() => new AmazonS3Client(); }
        """);

    [Fact]
    public Task NamespaceThatHidesTheSdk_Works() => Verify.Csharp(Refs.AwsV4, """
        namespace Acme.Amazon
        {
            using global::Amazon.Runtime;

            class Service { public AWSCredentials Run() => [|new BasicAWSCredentials("a", "b")|]; }
        }
        """, """
        namespace Acme.Amazon
        {
            using global::Amazon.Runtime;

            class Service { public AWSCredentials Run() => global::Amazon.Runtime.Credentials.DefaultAWSCredentialsIdentityResolver.GetCredentials(); }
        }
        """);

    [Fact]
    public Task TopLevelAndOldLanguage_Work() => Verify.Csharp(Refs.AwsV4, """
        using Amazon.S3;
        var id = "id";
        var client = [|new AmazonS3Client(id, "key")|];
        System.Console.WriteLine(client);
        """, """
        using Amazon.S3;
        var client = new AmazonS3Client();
        System.Console.WriteLine(client);
        """, language: Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp9);

    // ---- Not offered

    [Theory]
    [InlineData("object A() => [|new CredentialProfileOptions { AccessKey = \"a\", SecretKey = \"b\" }|];")]
    [InlineData("void A(CredentialProfileOptions o) { o.[|AccessKey|] = \"a\"; o.SecretKey = \"b\"; }")]
    [InlineData("object A() => Amazon.Runtime.Internal.Auth.AWS4Signer.[|ComputeSignature|](\"a\", \"b\", \"r\", DateTime.UtcNow, \"s3\", \"h\", \"r\");")]
    [InlineData("class K : BasicAWSCredentials { public K() : [|base|](\"a\", \"b\") { } }")]
    [InlineData("class K() : [|BasicAWSCredentials|](\"a\", \"b\");")]
    [InlineData("object A() => [|new ImmutableCredentials(\"a\", \"b\", null)|];")]
    [InlineData("string Next() => \"\"; object A() => [|new AmazonS3Client(Next(), \"b\")|];")]
    [InlineData("int i; object A() => [|new AmazonS3Client(\"a\" + i++, \"b\")|];")]
    [InlineData("string Next() => \"\"; object A() => new AmazonS3Client([|new BasicAWSCredentials(Next(), \"b\")|]);")]
    [InlineData("async Task<object> A(Task<string> t) => [|new AmazonS3Client(await t, \"b\")|];")]
    [InlineData("BasicAWSCredentials A() => [|new BasicAWSCredentials(\"a\", \"b\")|];")]
    [InlineData("public BasicAWSCredentials A = [|new BasicAWSCredentials(\"a\", \"b\")|];")]
    [InlineData("void A() => AWSConfigs.AWSCredentialsGenerators.Add(() => [|new BasicAWSCredentials(\"a\", \"b\")|]);")]
    [InlineData("void A(IServiceCollection s) => s.AddSingleton([|new BasicAWSCredentials(\"a\", \"b\")|]);")]
    [InlineData("object A() => [|new AmazonS3Client(\"a\", \"b\", (AmazonS3Config)null!)|]; object B() => [|new AmazonS3Client(\"a\", \"b\",\n#if DEBUG\nnull as RegionEndpoint\n#else\nRegionEndpoint.EUWest1\n#endif\n)|];")]
    public async Task NotOffered(string member)
    {
        var source = $$"""
            using System;
            using System.Threading.Tasks;
            using Amazon;
            using Amazon.Runtime;
            using Amazon.Runtime.CredentialManagement;
            using Amazon.S3;
            using Microsoft.Extensions.DependencyInjection;

            class Service { {{member}} }
            """;
        if (member.Contains("(AmazonS3Config)null!"))
            source = source.Replace("object A() => [|new AmazonS3Client(\"a\", \"b\", (AmazonS3Config)null!)|];", "");
        await Verify.NotOffered(Refs.AwsV4, source);
    }

    [Fact]
    public Task MassTransitCallInExpression_NotOffered() => Verify.NotOffered(Refs.AwsV4, MassTransitStub.Source.Text + """

        class Bus
        {
            void A(MassTransit.IAmazonSqsBusFactoryConfigurator bus) => bus.Host("eu-west-1", h => h.[|AccessKey|]("a"));
        }
        """);
}
