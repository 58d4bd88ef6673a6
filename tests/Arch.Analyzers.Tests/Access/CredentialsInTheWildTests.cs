using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Tests.Access;

/// <summary>Code as projects write it: what is innocent raises nothing, what is guilty raises ARCH1002 or ARCH1003.</summary>
public class CredentialsInTheWildTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon;
        using Amazon.DynamoDBv2;
        using Amazon.Extensions.NETCore.Setup;
        using Amazon.Runtime;
        using Amazon.Runtime.CredentialManagement;
        using Amazon.S3;
        using Amazon.S3.Transfer;
        using Amazon.SecurityToken;
        using Amazon.SecurityToken.Model;
        using Amazon.SQS;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.Logging;
        using Microsoft.Extensions.Options;

        """;

    public static TheoryData<string> Innocent =>
    [
        // LocalStack, MinIO, R2, DynamoDB Local
        "class A { public static IAmazonS3 Make(IConfiguration c) { var s = c.GetSection(\"Storage\"); var cfg = new AmazonS3Config { ServiceURL = s[\"Endpoint\"], ForcePathStyle = true, AuthenticationRegion = \"us-east-1\" }; return new AmazonS3Client(s[\"AccessKey\"], s[\"SecretKey\"], cfg); } }",
        "class A { public static IAmazonS3 Make(IConfiguration c) { var cfg = new AmazonS3Config(); if (c[\"AWS:ServiceURL\"] is { } url) cfg.ServiceURL = url; return new AmazonS3Client(c[\"AWS:AccessKey\"], c[\"AWS:SecretKey\"], cfg); } }",
        "class A { readonly AmazonDynamoDBConfig _c = new AmazonDynamoDBConfig { ServiceURL = \"http://localhost:8000\" }; public IAmazonDynamoDB Make() => new AmazonDynamoDBClient(new BasicAWSCredentials(\"x\", \"x\"), _c); }",
        "class A { void M(IServiceCollection s, IConfiguration c) { s.AddSingleton<IAmazonSQS>(sp => { var cfg = new AmazonSQSConfig { ServiceURL = c[\"LocalStack:Url\"] ?? \"http://localhost:4566\" }; var creds = new BasicAWSCredentials(\"test\", \"test\"); return new AmazonSQSClient(creds, cfg); }); } }",
        "class A { AmazonS3Client M(Uri endpoint) => new(\"minio\", \"minio123\", new AmazonS3Config { ServiceURL = endpoint.ToString(), ForcePathStyle = true }); }",
        "class A { AmazonS3Client M(string account) { string url = $\"https://{account}.r2.cloudflarestorage.com\"; var c = new AmazonS3Config { ServiceURL = url }; return new AmazonS3Client(new BasicAWSCredentials(\"a\", \"b\"), c); } }",
        "class R2Options { public string Id = \"\", Key = \"\", Url = \"\"; } class A(IOptions<R2Options> o) { readonly AmazonS3Client _c = new(o.Value.Id, o.Value.Key, new AmazonS3Config { ServiceURL = o.Value.Url }); public object C => _c; }",
        "class A { readonly IAmazonS3 _c; public A(IOptions<AWSOptions> o, string url) { var creds = new BasicAWSCredentials(\"a\", \"b\"); _c = new AmazonS3Client(creds, new AmazonS3Config { ServiceURL = url }); } }",
        "static class A { static AmazonSQSConfig Config { get; } = new() { ServiceURL = Environment.GetEnvironmentVariable(\"SQS_URL\") }; static IAmazonSQS Q => new AmazonSQSClient(\"x\", \"x\", Config); }",
        "static class A { static AmazonSQSConfig Config() { return new AmazonSQSConfig { ServiceURL = \"http://elasticmq:9324\" }; } static IAmazonSQS Q() => new AmazonSQSClient(new BasicAWSCredentials(\"x\", \"x\"), Config()); }",
        // Temporary credentials
        "class A(IAmazonSecurityTokenService sts) { async Task<IAmazonS3> M() { var resp = await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = \"arn\" }); var c = resp.Credentials; var session = new SessionAWSCredentials(c.AccessKeyId, c.SecretAccessKey, c.SessionToken); return new AmazonS3Client(session, RegionEndpoint.EUWest1); } }",
        "class A { Credentials? _current; IAmazonS3 M() => new AmazonS3Client(_current!.AccessKeyId, _current.SecretAccessKey, _current.SessionToken, RegionEndpoint.EUWest1); void S(Credentials c) => _current = c; }",
        "class A { AWSCredentials M(Credentials credentials) => new SessionAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken); }",
        "class A { async Task<AWSCredentials> M(AWSCredentials source) { var i = await source.GetCredentialsAsync(); return new SessionAWSCredentials(i.AccessKey, i.SecretKey, i.Token); } }",
        "class A(IAmazonSecurityTokenService sts) { async Task<(string Id, string Key, string Token)> Get() { var c = (await sts.GetSessionTokenAsync(new())).Credentials; return (c.AccessKeyId, c.SecretAccessKey, c.SessionToken); } }",
        // own providers
        "class A(Func<(string, string, string)> get) : RefreshingAWSCredentials { protected override CredentialsRefreshState GenerateNewCredentials() { var (a, b, c) = get(); return new CredentialsRefreshState(new ImmutableCredentials(a, b, c), DateTime.UtcNow.AddMinutes(5)); } }",
        "sealed class A(AWSCredentials inner) : AWSCredentials { public override ImmutableCredentials GetCredentials() { var i = inner.GetCredentials(); return new ImmutableCredentials(i.AccessKey, i.SecretKey, i.Token); } }",
        // default chain
        "class A { void M(IServiceCollection s, IConfiguration c) { s.AddDefaultAWSOptions(c.GetAWSOptions()); s.AddAWSService<IAmazonS3>(); s.AddAWSService<IAmazonSQS>(new AWSOptions { Region = RegionEndpoint.EUWest1, Profile = \"dev\" }); } }",
        "class A { object M() { var chain = new CredentialProfileStoreChain(); return chain.TryGetAWSCredentials(\"dev\", out var c) ? new AmazonS3Client(c) : new AmazonS3Client(); } }",
        "class A { object M() => new AmazonS3Client(new AssumeRoleAWSCredentials(new InstanceProfileAWSCredentials(), \"arn\", \"me\"), new AmazonS3Config { RegionEndpoint = RegionEndpoint.EUWest1 }); }",
        "class A { object M() => new AmazonS3Client(new AnonymousAWSCredentials(), RegionEndpoint.USEast1); }",
        // options binding, non-credentials
        "class AwsSettings { public string? AccessKey { get; set; } public string? SecretKey { get; set; } } class A { void M(IServiceCollection s, IConfiguration c) { s.Configure<AwsSettings>(c.GetSection(\"AWS\")); var o = new AwsSettings(); c.GetSection(\"AWS\").Bind(o); var p = c.GetSection(\"AWS\").Get<AwsSettings>(); o.AccessKey = \"x\"; o.SecretKey = p?.SecretKey; _ = new AwsSettings { AccessKey = \"a\", SecretKey = \"b\" }; } }",
        "class A(IConfiguration c) { string? R => c[\"AWS:Region\"] ?? c.GetValue<string>(\"AWS:Profile\") ?? Environment.GetEnvironmentVariable(\"AWS_REGION\"); string? J => c[\"Jwt:SecretKey\"] ?? c[\"Stripe:SecretKey\"] ?? c[\"Auth:ClientSecret\"] ?? c[\"AWS:Cognito:UserPoolClientSecret\"] ?? c[\"Aws:SecretsManager:SecretName\"]; }",
        "class A { void M(ILogger l) { l.LogInformation(\"Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY {0}\", \"AWS_SECRET_ACCESS_KEY\"); throw new InvalidOperationException(\"AWS_ACCESS_KEY_ID must not be set\"); } }",
        "class A { void M() { if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\"))) throw new InvalidOperationException(\"no keys\"); Environment.SetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\", null); } }",
        "class A { static readonly string[] Forbidden = [\"AWS_ACCESS_KEY_ID\", \"AWS_SECRET_ACCESS_KEY\"]; void M() { foreach (var f in Forbidden) if (Environment.GetEnvironmentVariable(f) is not null) throw new Exception(f); } }",
        "class A { async Task M() { using var p = new System.Diagnostics.Process { StartInfo = { FileName = \"aws\" } }; p.StartInfo.Environment[\"AWS_ACCESS_KEY_ID\"] = \"x\"; p.StartInfo.EnvironmentVariables[\"AWS_SECRET_ACCESS_KEY\"] = \"y\"; await Task.Yield(); } }",
        "class HttpApiClient(string accessKey, string secretKey) { public string K => accessKey + secretKey; } class A { object M() => new HttpApiClient(\"a\", \"b\"); object N() => new System.Net.Http.HttpClient(new System.Net.Http.HttpClientHandler()); }",
        "namespace Aliyun { class BasicCredentials(string accessKeyId, string accessKeySecret) { public string K => accessKeyId + accessKeySecret; } class A(IConfiguration c) { object M() => new BasicCredentials(c[\"Aliyun:AccessKeyId\"]!, c[\"Aliyun:AccessKeySecret\"]!); } }",
        "class A { class Hasher { public string Sign(string a, string b) => a + b; } object M() => new Hasher().Sign(\"a\", \"b\"); int this[string s] => s.Length; int N() => this[\"AWS:SecretKey\"]; }",
        "class A { void M(IDictionary<string, string> headers) { headers[\"x-amz-security-token\"] = \"x\"; var d = headers[\"AWS_SECRET_ACCESS_KEY\"]; Console.WriteLine(d); } }",
    ];
    public static TheoryData<string> Guilty =>
    [
        "class A(IConfiguration c) { IAmazonS3 M() => new AmazonS3Client(c[\"AWS:AccessKey\"], c[\"AWS:SecretKey\"], RegionEndpoint.GetBySystemName(c[\"AWS:Region\"])); }",
        "class A { void M(IServiceCollection s, IConfiguration c) { var o = c.GetAWSOptions(); o.Credentials = new BasicAWSCredentials(c[\"AWS:AccessKey\"], c[\"AWS:SecretKey\"]); s.AddDefaultAWSOptions(o); s.AddAWSService<IAmazonS3>(); } }",
        "class AwsSettings { public string? AccessKey { get; set; } public string? SecretKey { get; set; } } class A(IOptions<AwsSettings> o) { IAmazonSQS M() { var creds = new BasicAWSCredentials(o.Value.AccessKey, o.Value.SecretKey); return new AmazonSQSClient(creds, RegionEndpoint.EUWest1); } }",
        "class A { void M(string id, string key) { Environment.SetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\", id); Environment.SetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\", key); } }",
        "class A { static readonly BasicAWSCredentials C = new(\"id\", \"key\"); IAmazonS3 M() => new AmazonS3Client(C, RegionEndpoint.EUWest1); }",
        "class A(IConfiguration c) { async Task M(System.IO.Stream s) { using var t = new TransferUtility(c[\"S3:Id\"], c[\"S3:Key\"], RegionEndpoint.EUWest1); await t.UploadAsync(s, \"b\", \"k\"); } }",
        "class A { AWSCredentials M() { var id = Environment.GetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\"); var key = Environment.GetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\"); return new BasicAWSCredentials(id, key); } }",
        "class A { AWSCredentials M() => new EnvironmentVariablesAWSCredentials(); }",
        "class A { void M() { var o = new CredentialProfileOptions { AccessKey = \"a\", SecretKey = \"b\" }; var p = new CredentialProfile(\"basic\", o) { Region = RegionEndpoint.EUWest1 }; new SharedCredentialsFile().RegisterProfile(p); } }",
        "class A { IAmazonS3 M(bool dev, string id, string key) { if (dev) { return new AmazonS3Client(id, key, RegionEndpoint.EUWest1); } return new AmazonS3Client(); } }",
        "class A { void M(IServiceCollection s, string id, string key) { s.AddAWSService<IAmazonS3>(new AWSOptions { Credentials = new BasicAWSCredentials(id, key), Region = RegionEndpoint.EUWest1 }); } }",
        "class A { void M(IServiceCollection s, IConfiguration c) { s.AddSingleton<IAmazonDynamoDB>(sp => { var cfg = new AmazonDynamoDBConfig { RegionEndpoint = RegionEndpoint.EUWest1 }; return new AmazonDynamoDBClient(c[\"Dynamo:Id\"], c[\"Dynamo:Secret\"], cfg); }); } }",
        "class A { IAmazonS3 M(string id, string key) { var cfg = new AmazonS3Config { ServiceURL = \"https://s3.amazonaws.com\" }; return new AmazonS3Client(id, key, cfg); } }",
        "class S3Repository : AmazonS3Client { public S3Repository(IConfiguration c) : base(c[\"A\"], c[\"B\"], RegionEndpoint.EUWest1) { } }",
        "class Keys(string a, string b) : BasicAWSCredentials(a, b);",
        "class A { Lazy<IAmazonS3> C = new(() => new AmazonS3Client(\"a\", \"b\")); }",
        "class A { object M(string a, string b) => new AmazonSecurityTokenServiceClient(new BasicAWSCredentials(a, b)); }",
        "class A { object M(string a, string b) => new AssumeRoleAWSCredentials(new BasicAWSCredentials(a, b), \"arn\", \"s\"); }",
        "class A(IConfiguration c) { string? M() => c.GetSection(\"AWS\").GetValue<string>(\"SecretAccessKey\"); }",
        "class A(IConfiguration c) { string? M() => c[\"AWS_SECRET_ACCESS_KEY\"]; }",
        "class A(IConfiguration c) { void M() { c[\"AWS:AccessKey\"] = \"x\"; } }",
        "class Dto { public string? Id, Key; } class A(IConfiguration c) { Dto M() => new() { Id = c[\"AWS:AccessKeyId\"], Key = c[\"AWS:SecretAccessKey\"] }; }",
        "class A { SessionAWSCredentials M(string json) { var d = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(json)!; return new SessionAWSCredentials(d[\"id\"], d[\"key\"], d[\"token\"]); } }",
        "class A { AWSCredentials M(int tenant) => tenant switch { 1 => new BasicAWSCredentials(\"a\", \"b\"), _ => new BasicAWSCredentials(\"c\", \"d\") }; }",
        "class A { static IAmazonS3 Create(string k, string s) => new AmazonS3Client(awsAccessKeyId: k, awsSecretAccessKey: s, region: RegionEndpoint.EUWest1); }",
        "class A { void M() { AWSConfigs.AWSCredentialsGenerators = [() => new BasicAWSCredentials(\"a\", \"b\")]; } }",
        "class A(IConfiguration c) { void M() { foreach (var k in new[] { c.GetSection(\"AWS:AccessKey\").Value, c[\"Amazon:SecretKey\"] }) Console.WriteLine(k); } }",
        "class A { IAmazonS3 M(AmazonS3Config cfg, string a, string b) => new AmazonS3Client(a, b, cfg); }",
        "class A { IAmazonS3 M(string a, string b) { AmazonS3Client client; client = new(a, b); return client; } }",
        "class A { IAmazonS3? _c; IAmazonS3 M(string a, string b) => _c ??= new AmazonS3Client(a, b); }",
        "class A { async Task<IAmazonS3> M(Func<Task<(string Id, string Key)>> vault) { var (id, key) = await vault(); return new AmazonS3Client(id, key, RegionEndpoint.EUWest1); } }",
        "class A { string M() => Environment.ExpandEnvironmentVariables(\"%AWS_ACCESS_KEY_ID%:%AWS_SECRET_ACCESS_KEY%\"); }",
    ];
    [Theory, MemberData(nameof(Innocent))]
    public async Task InnocentCode_IsSilent(string code) => Assert.Empty(await FindingsAsync(code));

    [Theory, MemberData(nameof(Guilty))]
    public async Task GuiltyCode_Reports(string code) => Assert.Contains(await FindingsAsync(code), finding => finding.Id is "ARCH1002" or "ARCH1003");

    private static async Task<IReadOnlyList<Diagnostic>> FindingsAsync(string code)
    {
        var lint = new Lint { References = Refs.AwsV4, Sources = [("Code.cs", Usings + code)] };
        var compilation = lint.Compile();
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return await lint.RunAsync(compilation);
    }
}
