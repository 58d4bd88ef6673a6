using Arch.Analyzers.Access;
using Arch.Analyzers.Tests.Harness;
using Verify = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Access.CredentialsReadByHand>;

namespace Arch.Analyzers.Tests.Access;

public class CredentialsReadByHandTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Amazon;
        using Amazon.Runtime;
        using Amazon.Runtime.CredentialManagement;
        using Amazon.S3;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Settings = System.Configuration.ConfigurationManager;

        """;

    private static Task Verified(string code, string? message = null) => Verify.Csharp(Refs.AwsV4, Usings + code, message);

    private static Task InMethod(string statements, string? message = null) => Verified($$"""
        class Service
        {
            const string Secret = "AWS_SECRET_ACCESS_KEY";
            static readonly string Fixed = "AWS:SecretKey";
            string? _field;

            void Use(params object?[] values) => _field = values.ToString();

            void Run(IConfiguration config, IConfigurationRoot root, ConfigurationManager manager, IConfigurationSection section, IServiceCollection services, string name, string token)
            {
                {{statements}}
            }
        }
        """, message);

    // ---- Silent: the value feeds a sink of ARCH1002

    [Theory]
    [InlineData("_ = {|ARCH1002:new AmazonS3Client(config[\"AWS:AccessKey\"], config[\"AWS:SecretKey\"], RegionEndpoint.EUWest1)|};")]
    [InlineData("_ = {|ARCH1002:new BasicAWSCredentials(config[\"AWS:AccessKey\"]!, (string)config[\"AWS:SecretKey\"]!)|};")]
    [InlineData("_ = {|ARCH1002:new BasicAWSCredentials(config[\"AWS:AccessKey\"] ?? throw new Exception(), config[\"AWS:SecretKey\"] ?? \"\")|};")]
    [InlineData("_ = {|ARCH1002:new BasicAWSCredentials(name == \"x\" ? config[\"AWS:AccessKey\"] : name, (config.GetValue<string>(\"AWS:SecretKey\")))|};")]
    [InlineData("_ = {|ARCH1002:new BasicAWSCredentials(config.GetSection(\"AWS:AccessKey\").Value, config.GetSection(\"AWS\").GetSection(\"SecretKey\").Get<string>())|};")]
    [InlineData("var id = Environment.GetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\"); var key = Environment.GetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\"); _ = {|ARCH1002:new BasicAWSCredentials(id, key)|};")]
    [InlineData("string? id; id = config[\"AWS:AccessKey\"]; var key = config[\"AWS:SecretKey\"] ?? throw new Exception(); _ = {|ARCH1002:new BasicAWSCredentials(id, key)|};")]
    [InlineData("var (id, key) = (config[\"AWS:AccessKey\"], config[\"AWS:SecretKey\"]); _ = {|ARCH1002:new BasicAWSCredentials(id, key)|};")]
    [InlineData("(var id, var key) = (config[\"AWS:AccessKey\"], config[\"AWS:SecretKey\"]); _ = {|ARCH1002:new BasicAWSCredentials(id, key)|};")]
    [InlineData("_ = new AmazonS3Client(config[\"AWS:AccessKey\"], config[\"AWS:SecretKey\"], new AmazonS3Config { ServiceURL = config[\"AWS:ServiceURL\"] });")]
    [InlineData("var id = config[\"AWS:AccessKey\"]; var key = config[\"AWS:SecretKey\"]; _ = new AmazonS3Client(new BasicAWSCredentials(id, key), new AmazonS3Config { ServiceURL = \"http://localhost\" });")]
    [InlineData("_ = {|ARCH1002:new CredentialProfileOptions { AccessKey = config[\"AWS:AccessKey\"], SecretKey = config[\"AWS:SecretKey\"] }|};")]
    [InlineData("services.AddSingleton<IAmazonS3>(_ => {|ARCH1002:new AmazonS3Client(config[\"AWS:AccessKey\"], config[\"AWS:SecretKey\"])|});")]
    [InlineData("var aws = config.GetSection(\"AWS\"); var id = aws[\"AccessKey\"]; var key = aws[\"SecretKey\"]; Func<object> make = () => {|ARCH1002:new AmazonS3Client(id, key)|};")]
    [InlineData("var s = config.GetSection(\"AWS:SecretKey\"); var key = s.Value; _ = {|ARCH1002:new BasicAWSCredentials(\"x\", key)|};")]
    public Task ValueFeedsSink_IsSilent(string statements) => InMethod(statements);

    [Fact]
    public Task ValueFeedsSinkThroughMembers_IsSilent() => Verified("""
        class Fields(IConfiguration config)
        {
            private readonly string? _id = config["AWS:AccessKey"];
            private string? Key => config["AWS:SecretKey"];
            private string? Token { get; } = config["AWS:SessionToken"];
            object Make() => {|ARCH1002:new SessionAWSCredentials(_id, this.Key, Token)|};
        }

        class Assigned
        {
            private readonly string? _id;
            internal readonly string? _key;
            public Assigned(IConfiguration config)
            {
                _id = config["AWS:AccessKey"];
                this._key = config["AWS:SecretKey"];
            }

            object Make() => {|ARCH1002:new AmazonS3Client(_id, _key)|};
        }

        class Derived(IConfiguration config) : {|ARCH1002:BasicAWSCredentials|}(config["AWS:AccessKey"], config["AWS:SecretKey"]);
        """);

    [Fact]
    public Task ValueFeedsExtraSink_IsSilent() => Verify.Csharp(Refs.AwsV4, """
        using Microsoft.Extensions.Configuration;
        class Uploader { public string? Key { get; set; } public void Connect(string? a, string? b) { } }
        class Use { void A(Uploader u, IConfiguration c) { u.{|ARCH1002:Connect|}(c["AWS:AccessKey"], c["AWS:SecretKey"]); u.{|ARCH1002:Key|} = c["AWS:SecretKey"]; } }
        """, options: new() { ["arch.ARCH1002.extra_sinks"] = "Uploader.Connect, Uploader.Key" });

    [Fact]
    public Task ValueFeedsMassTransit_IsSilent() => Verify.Csharp(Refs.AwsV4, [MassTransitStub.Source, ("Code.cs", """
        using MassTransit;
        using Microsoft.Extensions.Configuration;
        class Bus
        {
            void A(IAmazonSqsBusFactoryConfigurator bus, IConfiguration c) => bus.Host("eu-west-1", h => { h.{|ARCH1002:AccessKey|}(c["AWS:AccessKey"]!); h.SecretKey(c["AWS:SecretKey"]!); });
            object B(IConfiguration c) => new AmazonSqsTransportOptions { {|ARCH1002:AccessKey|} = c["AWS:AccessKey"], SecretKey = c["AWS:SecretKey"] };
        }
        """)]);

    // ---- Silent: presence checks of the id

    [Theory]
    [InlineData("if (Environment.GetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\") == null) return;")]
    [InlineData("if (null != Environment.GetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\")) return;")]
    [InlineData("if (Environment.GetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\") is null) return;")]
    [InlineData("if (Environment.GetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\") is not null) return;")]
    [InlineData("if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\"))) return;")]
    [InlineData("if (!String.IsNullOrWhiteSpace((config[\"AWS:AccessKeyId\"])!)) return;")]
    [InlineData("var id = Environment.GetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\"); if (id is null || string.IsNullOrEmpty(id)) return;")]
    [InlineData("if (config.GetSection(\"AWS:AccessKeyId\").Exists()) return;")]
    public Task PresenceOfId_IsSilent(string statements) => InMethod(statements);

    [Theory]
    [InlineData("if ([|Environment.GetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\")|] == null) return;")]
    [InlineData("if (string.IsNullOrEmpty([|Environment.GetEnvironmentVariable(\"AWS_SESSION_TOKEN\")|])) return;")]
    [InlineData("if ([|Environment.GetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\")|] == name) return;")]
    [InlineData("if ([|Environment.GetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\")|] is { Length: > 3 }) return;")]
    [InlineData("var id = [|Environment.GetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\")|]; if (id is null) Use(id);")]
    [InlineData("Use(string.IsNullOrEmpty(name), [|config[\"AWS:AccessKeyId\"]|]);")]
    public Task OtherChecks_Report(string statements) => InMethod(statements);

    // ---- Silent: other names, other receivers

    [Theory]
    [InlineData("AWS_PROFILE"), InlineData("AWS_REGION"), InlineData("AWS_DEFAULT_REGION"), InlineData("AWS_ROLE_ARN"), InlineData("AWS_WEB_IDENTITY_TOKEN_FILE")]
    [InlineData("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"), InlineData("AWS_CONTAINER_CREDENTIALS_FULL_URI"), InlineData("AWS_ACCESS_KEY_ROTATION_DAYS")]
    [InlineData("AWS:Region"), InlineData("AWS:Profile"), InlineData("AWS:SecretName"), InlineData("AWS:SecretArn"), InlineData("AWS:SecretId"), InlineData("Jwt:SecretKey")]
    [InlineData("S3:SecretKey"), InlineData("AccessKeyId"), InlineData("SecretKey"), InlineData("Minio:AccessKey"), InlineData("ConnectionStrings:Main"), InlineData("AWS:Cognito:ClientSecret")]
    public Task OtherNames_IsSilent(string name) => InMethod($$"""
        Use(Environment.GetEnvironmentVariable("{{name}}"), config["{{name}}"], config.GetValue<string>("{{name}}"), config.GetSection("{{name}}").Value, Settings.AppSettings["{{name}}"]);
        Environment.SetEnvironmentVariable("{{name}}", token);
        config["{{name}}"] = token;
        """);

    [Theory]
    [InlineData("Environment.SetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\", null);")]
    [InlineData("Environment.SetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\", \"\");")]
    [InlineData("Environment.SetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\", string.Empty, EnvironmentVariableTarget.Process);")]
    [InlineData("Environment.SetEnvironmentVariable(value: default, variable: \"AWS_SECRET_ACCESS_KEY\");")]
    [InlineData("config[\"AWS:SecretKey\"] = null;")]
    public Task Cleared_IsSilent(string statements) => InMethod(statements);

    [Theory]
    [InlineData("var p = new System.Diagnostics.ProcessStartInfo(); p.Environment[\"AWS_SECRET_ACCESS_KEY\"] = token; p.EnvironmentVariables[\"AWS_SECRET_ACCESS_KEY\"] = token;")]
    [InlineData("var p = new System.Diagnostics.ProcessStartInfo { Environment = { [\"AWS_SECRET_ACCESS_KEY\"] = token } };")]
    [InlineData("var d = new Dictionary<string, string?> { [\"AWS:SecretKey\"] = token }; d[\"AWS:AccessKey\"] = token; Use(d[\"AWS:AccessKey\"]);")]
    [InlineData("new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { { \"AWS:SecretKey\", token } });")]
    [InlineData("Console.WriteLine(\"AWS_SECRET_ACCESS_KEY {0}\", nameof(Secret));")]
    [InlineData("System.Collections.Specialized.NameValueCollection n = new(); Use(n[\"AWSSecretKey\"], n.Get(\"AWSSecretKey\"));")]
    [InlineData("var all = Environment.GetEnvironmentVariables(); all[\"AWS_SECRET_ACCESS_KEY\"] = token;")]
    [InlineData("Use(config[name], config[\"AWS:\" + name], config[$\"AWS:{name}:SecretKey\"], Environment.GetEnvironmentVariable(name));")]
    [InlineData("var key = \"AWS:SecretKey\"; key = name; Use(config[key]);")]
    [InlineData("Use(Environment.ExpandEnvironmentVariables(\"AWS_SECRET_ACCESS_KEY\"), Environment.ExpandEnvironmentVariables(\"%AWS_REGION%\"));")]
    [InlineData("config.GetSection(\"AWS:Secret\").Bind(this); Use(config.GetSection(\"AWS:Secret\").Get<Service>());")]
    [InlineData("services.Configure<Service>(config.GetSection(\"AWS:SecretKey\"));")]
    [InlineData("var s = config.GetSection(\"AWS:Secret\"); Use(s[\"Other\"], s.Path, s.Key);")]
    [InlineData("Use(config.GetSection(name)[\"SecretKey\"], section[\"SecretKey\"]);")]
    [InlineData("var array = new int[3]; for (var i = 0; i < 3; i++) Use(array[i], array[i + 1], array[^1], \"AWS:SecretKey\"[i]);")]
    [InlineData("var s = config.GetSection(\"AWS\"); s = config.GetSection(\"Jwt\"); Use(s[\"SecretKey\"]);")]
    public Task OtherUses_IsSilent(string statements) => InMethod(statements);

    [Fact]
    public Task OwnTypes_AreSilent() => Verified("""
        class Environment { public static string? GetEnvironmentVariable(string name) => name; public static void SetEnvironmentVariable(string name, string value) { } }
        class Store { public string? this[string name] => name; public Store GetSection(string name) => this; public string GetValue(string name) => name; public string Get(string name) => name; }
        class Container { public Container WithEnvironment(string name, string value) => this; }
        class Use
        {
            object? A(Store s) => Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY") + s["AWS:SecretKey"] + s.GetSection("AWS")["SecretKey"] + s.GetValue("AWS:SecretKey") + s.Get("AWS:SecretKey");
            void B() => Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "x");
            object C(Container c) => c.WithEnvironment("AWS_SECRET_ACCESS_KEY", "x");
        }
        """);

    [Fact]
    public Task NoSdk_IsSilent() => Verify.Csharp(Refs.Net10, "class A { object? B() => System.Environment.GetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\"); }");

    [Fact]
    public Task TestProject_IsSilent() => Verify.Csharp(Refs.AwsV4, "class A { object? B() => System.Environment.GetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\"); }",
        options: new() { ["build_property.IsTestProject"] = "true", ["arch.ARCH1002.include_tests"] = "true" });

    [Fact]
    public Task GeneratedCode_IsSilent() => Verify.Csharp(Refs.AwsV4, "// <auto-generated/>\nclass A { object? B() => System.Environment.GetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\"); }");

    [Fact]
    public Task BrokenCode_IsSilent() => Verify.Csharp(Refs.AwsV4, """
        using Microsoft.Extensions.Configuration;
        class A { void B(IConfiguration c) { var x = c["AWS:SecretKey", 1]; c.GetSection(); c.GetSection(; missing["AWS:SecretKey"] = 1; System.Environment.SetEnvironmentVariable(); } }
        """, compiles: false);

    // ---- Reports

    [Theory]
    [InlineData("AWS_ACCESS_KEY_ID"), InlineData("AWS_SECRET_ACCESS_KEY"), InlineData("AWS_SESSION_TOKEN"), InlineData("AWS_SECRET_KEY"), InlineData("AWS_ACCESS_KEY")]
    [InlineData("AWS_SECURITY_TOKEN"), InlineData("AWS_BEARER_TOKEN_BEDROCK"), InlineData("aws_secret_access_key"), InlineData("AWS:AccessKey"), InlineData("AWS:SecretKey")]
    [InlineData("AWS__SecretAccessKey"), InlineData("AwsAccessKeyId"), InlineData("AWSSecretKey"), InlineData("Amazon:S3:SecretKey"), InlineData("Storage:AwsSecret")]
    public Task EveryName_Reports(string name) => InMethod($$"""
        Use([|Environment.GetEnvironmentVariable("{{name}}")|]);
        Use([|config["{{name}}"]|]);
        [|Environment.SetEnvironmentVariable("{{name}}", token)|];
        """, $"'{name}' is read by hand: static AWS credentials bypass the ECS task role and end up in environment or configuration; remove it, SDK clients find the task role through the default chain");

    [Theory]
    [InlineData("Use([|Environment.GetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\", EnvironmentVariableTarget.Machine)|]);", "'AWS_SECRET_ACCESS_KEY' is read")]
    [InlineData("Use([|Environment.GetEnvironmentVariable(variable: Secret)|]);", "'AWS_SECRET_ACCESS_KEY' is read")]
    [InlineData("Use([|Environment.GetEnvironmentVariables()[\"AWS_SECRET_ACCESS_KEY\"]|]);", "'AWS_SECRET_ACCESS_KEY' is read")]
    [InlineData("var all = Environment.GetEnvironmentVariables(); Use([|all[Secret]|]);", "'AWS_SECRET_ACCESS_KEY' is read")]
    [InlineData("Use([|Environment.ExpandEnvironmentVariables(\"key=%AWS_SECRET_ACCESS_KEY%;\")|]);", "'AWS_SECRET_ACCESS_KEY' is read")]
    [InlineData("[|Environment.SetEnvironmentVariable(EnvironmentVariablesAWSCredentials.ENVIRONMENT_VARIABLE_SECRETKEY, token)|];", "'AWS_SECRET_ACCESS_KEY' is set")]
    [InlineData("[|Environment.SetEnvironmentVariable(\"AWS_\" + \"SESSION_TOKEN\", token, EnvironmentVariableTarget.Process)|];", "'AWS_SESSION_TOKEN' is set")]
    [InlineData("const string Prefix = \"AWS\"; Use([|config[$\"{Prefix}:SecretKey\"]|]);", "'AWS:SecretKey' is read")]
    [InlineData("Use([|config[\"AWS:\" + nameof(Secret)]|]);", "'AWS:Secret' is read")]
    [InlineData("Use([|config[Fixed]|]);", "'AWS:SecretKey' is read")]
    [InlineData("var key = \"AWS:SecretKey\"; Use([|config[key]|]);", "'AWS:SecretKey' is read")]
    [InlineData("[|config[\"AWS:SecretKey\"]|] = token;", "'AWS:SecretKey' is set")]
    [InlineData("[|config[\"AWS:SecretKey\"]|] ??= token;", "'AWS:SecretKey' is set")]
    [InlineData("Use([|root[\"AWS:SecretKey\"]|], [|manager[\"AWS:AccessKey\"]|]);", "'AWS:SecretKey' is read")]
    [InlineData("Use([|section[\"AwsSecretKey\"]|]);", "'AwsSecretKey' is read")]
    [InlineData("Use([|config?[\"AWS:SecretKey\"]|]);", "'AWS:SecretKey' is read")]
    [InlineData("Use([|config.GetSection(\"AWS\")[\"SecretKey\"]|]);", "'AWS:SecretKey' is read")]
    [InlineData("Use([|config.GetRequiredSection(\"App\").GetSection(\"AWS\")[\"SecretKey\"]|]);", "'App:AWS:SecretKey' is read")]
    [InlineData("var aws = config.GetSection(\"AWS\"); Use([|aws[\"SecretKey\"]|]);", "'AWS:SecretKey' is read")]
    [InlineData("Use([|config.GetSection(\"AWS:SecretKey\")|].Value);", "'AWS:SecretKey' is read")]
    [InlineData("Use([|config.GetSection(\"AWS\").GetSection(\"SecretKey\")|].Value);", "'AWS:SecretKey' is read")]
    [InlineData("Use([|config.GetRequiredSection(\"AWS:SecretKey\")|]!.Value);", "'AWS:SecretKey' is read")]
    [InlineData("Use([|config.GetSection(\"AWS:SecretKey\")|]?.Value);", "'AWS:SecretKey' is read")]
    [InlineData("Use([|config.GetSection(\"AWS:SecretKey\")|].Get<string>());", "'AWS:SecretKey' is read")]
    [InlineData("var s = [|config.GetSection(\"AWS:SecretKey\")|]; Use(s.Value);", "'AWS:SecretKey' is read")]
    [InlineData("[|config.GetSection(\"AWS:SecretKey\")|].Value = token;", "'AWS:SecretKey' is set")]
    [InlineData("Use([|config.GetValue<string>(\"AWS:SecretKey\")|]);", "'AWS:SecretKey' is read")]
    [InlineData("Use([|config.GetValue(\"AWS:SecretKey\", \"none\")|]);", "'AWS:SecretKey' is read")]
    [InlineData("Use([|config.GetValue(typeof(string), \"AWS:SecretKey\")|]);", "'AWS:SecretKey' is read")]
    [InlineData("Use([|config.GetSection(\"AWS\").GetValue<string>(defaultValue: null, key: \"SecretKey\")|]);", "'AWS:SecretKey' is read")]
    [InlineData("Use([|ConfigurationBinder.GetValue<string>(config.GetSection(\"AWS\"), \"SecretKey\")|]);", "'AWS:SecretKey' is read")]
    [InlineData("Use([|Settings.AppSettings[\"AWSAccessKey\"]|], [|Settings.AppSettings.Get(\"AWSSecretKey\")|]);", "'AWSAccessKey' is read")]
    [InlineData("var all = Settings.AppSettings; Use([|all[\"AWSSecretKey\"]|]);", "'AWSSecretKey' is read")]
    [InlineData("[|Settings.AppSettings[\"AWSSecretKey\"]|] = token;", "'AWSSecretKey' is set")]
    [InlineData("var id = [|config[\"AWS:AccessKey\"]|]; Use(id);", "'AWS:AccessKey' is read")]
    [InlineData("Func<object?> f = () => [|config[\"AWS:AccessKey\"]|];", "'AWS:AccessKey' is read")]
    [InlineData("new System.Diagnostics.ProcessStartInfo().Environment[\"AWS_SECRET_ACCESS_KEY\"] = [|Environment.GetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\")|];", "'AWS_SECRET_ACCESS_KEY' is read")]
    public async Task EveryWay_Reports(string statements, string start)
    {
        var found = await Verify.Csharp(Refs.AwsV4, Usings + $$"""
            class Service
            {
                const string Secret = "AWS_SECRET_ACCESS_KEY";
                static readonly string Fixed = "AWS:SecretKey";
                void Use(params object?[] values) { }
                void Run(IConfiguration config, IConfigurationRoot root, ConfigurationManager manager, IConfigurationSection section, string token)
                {
                    {{statements}}
                }
            }
            """);
        Assert.StartsWith(start + " by hand: ", found[0].GetMessage());
    }

    [Fact]
    public Task Places_Report() => Verified("""
        using static System.Environment;
        using Env = System.Environment;
        class Places(IConfiguration config)
        {
            string? _a = [|config["AWS:SecretKey"]|];
            string? B => [|config["AWS:SecretKey"]|];
            string? C { get; } = [|Env.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY")|];
            string? D() => [|GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY")|];
            static readonly string? E = [|System.Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY")|];
            IEnumerable<string?> F() { yield return [|config["AWS:SecretKey"]|]; }
            string? G(int x) => x switch { 1 => [|config["AWS:SecretKey"]|], _ => _a };
            object H() => new { Key = [|config["AWS:SecretKey"]|] };
            string I() => $"key {[|config["AWS:SecretKey"]|]}";
        }
        class Wrapped(IConfigurationSection inner) : IConfiguration
        {
            public string? this[string key] { get => inner[key]; set => inner[key] = value; }
            public IEnumerable<IConfigurationSection> GetChildren() => inner.GetChildren();
            public Microsoft.Extensions.Primitives.IChangeToken GetReloadToken() => inner.GetReloadToken();
            public IConfigurationSection GetSection(string key) => inner.GetSection(key);
            object? Use() => [|this["AWS:SecretKey"]|] + [|GetSection("AWS:SecretKey")|].Value;
        }
        """);

    [Fact]
    public Task TopLevel_Reports() => Verify.Csharp(Refs.AwsV4, """
        var secret = [|System.Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY")|];
        System.Console.WriteLine(secret);
        """);

    [Fact]
    public Task OwnWrapper_ReportsTheRead() => Verified("""
        class Factory
        {
            object Make(string? id, string? key) => {|ARCH1002:new AmazonS3Client(id, key)|};
            object Use(IConfiguration config) => Make([|config["AWS:AccessKey"]|], [|config["AWS:SecretKey"]|]);
        }
        """);

    [Fact]
    public Task OldSdk_Reports() => Verify.Csharp(Refs.AwsV3, """
        using Microsoft.Extensions.Configuration;
        class A { object? B(IConfiguration c) => [|c["AWS:SecretKey"]|] ?? [|System.Environment.GetEnvironmentVariable(Amazon.Runtime.EnvironmentVariablesAWSCredentials.ENVIRONMENT_VARIABLE_SECRETKEY)|]; }
        """);
}
