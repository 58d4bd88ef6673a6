using Arch.Analyzers.Access;
using Arch.Analyzers.Tests.Harness;
using Verify = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Access.AwsKeyInFile>;

namespace Arch.Analyzers.Tests.Access;

public class AwsKeyInFileTests
{
    private static readonly string s_sha1 = new SyntheticKeys(31).Text(SyntheticKeys.Hex, 40);

    // In parts, so that no scanner takes this file for a leak.
    private const string DocumentationId = "AKIA" + "IOSFODNN7EXAMPLE";
    private const string DocumentationSecret = "wJalrXUtnFEMI/K7MDENG" + "/bPxRfiCYEXAMPLEKEY";

    private static async Task Check(string path, string text, string? message = null, Dictionary<string, string>? options = null) =>
        KeyHygiene.Verify(await Verify.Files(message is null ? null : Keys.Fill(message), options, (path, Keys.Fill(text.Replace("«SHA1»", s_sha1).Replace("«DOC»", DocumentationId).Replace("«DOC:secret»", DocumentationSecret)))));

    // ---- Silent

    [Theory]
    [InlineData("""{ "AWS": { "AccessKey": "", "SecretKey": "changeme" } }""")]
    [InlineData("""{ "AWS": { "AccessKey": "test", "SecretKey": "test" } }""")]
    [InlineData("""{ "AWS": { "AccessKey": "«DOC»", "SecretKey": "«DOC:secret»" } }""")]
    [InlineData("""{ "AWS": { "SecretKey": "${AWS_SECRET_ACCESS_KEY}", "AccessKey": "#{AccessKey}#" } }""")]
    [InlineData("""{ "AWS": { "SecretKey": "__SECRET__", "AccessKey": "%ACCESS_KEY%" } }""")]
    [InlineData("""{ "Jwt": { "SecretKey": "«SECRET»" } }""")]
    [InlineData("""{ "SecretKey": "«SECRET»" }""")]
    [InlineData("""{ "SessionSecret": "«SECRET»", "AwsCognito": { "ClientSecret": "«SECRET2»" } }""")]
    [InlineData("""{ "commit": "«SHA1»", "AWS": { "SecretKeySha1": "«SHA1»" } }""")]
    [InlineData("""{ "integrity": "sha512-«SECRET»«SECRET2»==" }""")]
    [InlineData("""{ "AWS": { "SecretArn": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf" } }""")]
    [InlineData("""{ "word": "«WEAK»" }""")]
    public Task Json_IsSilent(string text) => Check("appsettings.json", text);

    [Theory]
    [InlineData("Resources:\n  Role:\n    Metadata:\n      aws:cdk:path: «SECRET»\n")]
    [InlineData("Resources:\n  Key:\n    Properties:\n      SecretAccessKey: !Ref Parameter\n")]
    [InlineData("AwsSecretAccessKey: '{{resolve:secretsmanager:orders:SecretString:key}}'\n")]
    [InlineData("AwsSecretAccessKey: ${{ secrets.AWS_SECRET_ACCESS_KEY }}\n")]
    [InlineData("- name: AWS_SECRET_ACCESS_KEY\n  valueFrom: arn:aws:ssm:eu-west-1:123456789012:parameter/orders\n")]
    public Task Yaml_IsSilent(string text) => Check("values.yaml", text);

    [Theory]
    [InlineData("package-lock.json", """{ "AWS_SECRET_ACCESS_KEY": "«SECRET»", "id": "«ID»" }""")]
    [InlineData("packages.lock.json", """{ "id": "«ID»" }""")]
    [InlineData("yarn.lock", "id «ID»")]
    [InlineData("logo.png", "«ID»")]
    [InlineData("binary.json", "\0«ID»")]
    public Task FilesThatNobodyReads_IsSilent(string path, string text) => Check(path, text);

    [Theory]
    [InlineData("A=«SECRET»\n\n\n\n\n\n\n\n\nID=«DOC»\n")]
    [InlineData("SECRET_KEY=«SECRET»\n")]
    [InlineData("AWS_SECRET_ACCESS_KEY=$SECRET\nAWS_ACCESS_KEY_ID=$(get-id)\n")]
    public Task Lines_IsSilent(string text) => Check(".env", text);

    [Fact]
    public Task AllowedHash_IsSilent() => Check(
        ".env", "KEY=«ID»\n",
        options: new() { ["arch.ARCH1001.allowed_hashes"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Keys.Id)))[..16] });

    [Fact]
    public Task CommentsSwitchedOff_IsSilent() => Check("a.yaml", "# «ID»\na: b\n", options: new() { ["arch.ARCH1001.report_in_comments"] = "false" });

    [Theory]
    [InlineData(".env", "KEY=«ID» # arch:ignore ARCH1004 a revoked key of the training account\n")]
    [InlineData("a.yaml", "# arch:ignore ARCH1004 revoked\nkey: «ID»\n")]
    [InlineData("Dockerfile", "FROM a\n# arch:ignore ARCH1004 revoked\nENV X=1 \\\n  KEY=«ID»\n")]
    public Task Ignored_IsSilent(string path, string text) => Check(path, text);

    // ---- Reports: shape alone

    [Theory]
    [InlineData("notes.md", "The key is [|«ID»|], do not share it.")]
    [InlineData("broken.json", "{ \"a\": [|«ID»|] ")]
    [InlineData("a.json", """{ "url": "https://s3.amazonaws.com/b?X-Amz-Credential=[|«ID»|]%2F20260101%2Feu-west-1" }""")]
    [InlineData("a.http", "Authorization: AWS4-HMAC-SHA256 Credential=[|«ID»|]/20260101/eu-west-1/s3/aws4_request")]
    [InlineData("a.json", """{ "line": "a\n[|«ID»|]" }""")]
    [InlineData("a.json", """{ "[|«ID»|]": 1 }""")]
    [InlineData("a.yaml", "# [|«ID»|]\na: b\n")]
    [InlineData("a.sh", "curl -u x -H 'X-Amz-Security-Token: [|«TOKEN»|]'")]
    [InlineData("a.tf", "token = \"[|«BEDROCK»|]\"")]
    [InlineData("a.json", """{ "auth": "[|«BASIC»|]" }""")]
    public Task Shape_Reports(string path, string text) => Check(path, text);

    // ---- Reports: structure

    [Theory]
    [InlineData("appsettings.json", """{ "AWS": { "SecretKey": "[|«SECRET»|]" } }""")]
    [InlineData("appsettings.Development.json", """{ "AWS": { "Region": "eu-west-1", /* dev */ "SecretAccessKey": "[|«SECRET»|]", } }""")]
    [InlineData("a.json", """{ "AWS:SecretKey": "[|«SECRET»|]" }""")]
    [InlineData("a.json", """{ "AWS__SecretKey": "[|«SECRET»|]" }""")]
    [InlineData("a.json", """{ "values": [ { "name": "AWS_SECRET_ACCESS_KEY", "value": "[|«SECRET»|]" } ] }""")]
    [InlineData("a.json", """{ "values": [ { "value": "[|«SECRET»|]", "key": "AWS_SECRET_ACCESS_KEY" } ] }""")]
    [InlineData("a.json", """{ "AccessKeyId": "[|«WEAK»|]" }""")]
    [InlineData("a.json", """{ "SessionToken": 1, "Aws": { "SessionToken": "[|«NAMEDTOKEN»|]" } }""")]
    [InlineData("web.config", "<configuration><appSettings><add key=\"AWSSecretKey\" value=\"[|«SECRET»|]\" /></appSettings></configuration>")]
    [InlineData("web.config", "<configuration><environmentVariables>\n<environmentVariable value=\"[|«SECRET»|]\" name=\"AWS_SECRET_ACCESS_KEY\"/>\n</environmentVariables></configuration>")]
    [InlineData("app.settings", "<s><setting name=\"AwsSecretKey\"><value>[|«SECRET»|]</value></setting></s>")]
    [InlineData("a.resx", "<root><data name=\"AwsSecretKey\"><value>[|«SECRET»|]</value></data></root>")]
    [InlineData("a.config", "<a><AwsSecretKey>[|«SECRET»|]</AwsSecretKey></a>")]
    [InlineData("a.yaml", "aws:\n  secretKey: [|«SECRET»|]\n")]
    [InlineData("a.yaml", "env:\n  - name: AWS_SECRET_ACCESS_KEY\n    value: '[|«SECRET»|]'\n")]
    [InlineData("a.yaml", "script: |\n  set -e\n  export AWS_SECRET_ACCESS_KEY=[|«SECRET»|]\n  run\n")]
    [InlineData(".env", "AWS_SECRET_ACCESS_KEY=[|«SECRET»|]\n")]
    [InlineData("run.sh", "export AWS_SECRET_ACCESS_KEY=\"[|«SECRET»|]\"\n")]
    [InlineData("run.ps1", "$env:AWS_SECRET_ACCESS_KEY=\"[|«SECRET»|]\"\n")]
    [InlineData("run.cmd", "setx AWS_SECRET_ACCESS_KEY [|«SECRET»|]\n")]
    [InlineData("run.sh", "aws configure set aws_secret_access_key [|«SECRET»|]\n")]
    [InlineData("a.tfvars", "aws_secret_key = \"[|«SECRET»|]\"\n")]
    [InlineData("credentials", "[default]\naws_secret_access_key = [|«SECRET»|]\n")]
    public Task NamedSecret_Reports(string path, string text) => Check(path, text);

    [Theory]
    [InlineData("FROM a\nENV AWS_SECRET_ACCESS_KEY=[|«SECRET»|]\n")]
    [InlineData("FROM a\nENV AWS_SECRET_ACCESS_KEY [|«SECRET»|]\n")]
    [InlineData("FROM a\nENV A=B \\\n    AWS_SECRET_ACCESS_KEY=\"[|«SECRET»|]\"\n")]
    [InlineData("FROM a\nARG AWS_SECRET_ACCESS_KEY=[|«SECRET»|]\n")]
    [InlineData("FROM a\nRUN export AWS_SECRET_ACCESS_KEY=[|«SECRET»|] && make\n")]
    [InlineData("FROM a\nRUN <<EOF\nexport AWS_SECRET_ACCESS_KEY=[|«SECRET»|]\nEOF\n")]
    [InlineData("FROM a\n# AWS_SECRET_ACCESS_KEY=[|«SECRET»|]\nRUN make\n")]
    public async Task Dockerfile_Reports(string text)
    {
        var lint = new Lint { Sources = [("Code.cs", "class Code;")], Files = [("Dockerfile", Keys.Fill(Expectation.Parse(Keys.Fill(text), "ARCH1004").Text))] };
        var found = (await lint.RunAsync()).Where(finding => finding.Id == "ARCH1004").ToList();
        var expected = Expectation.Parse(Keys.Fill(text), "ARCH1004").Expected.Single().Span;
        Assert.Equal(expected, Assert.Single(found).Location.SourceSpan);
        KeyHygiene.Verify(found);
    }

    // ---- Escapes

    [Theory]
    [InlineData("+", "\\u002B")]
    [InlineData("/", "\\/")]
    public async Task JsonEscapes_AreDecoded_Reports(string character, string escape)
    {
        var written = Keys.Punctuated.Replace(character, escape);
        Assert.NotEqual(Keys.Punctuated, written);
        await Check("appsettings.json", $$"""{ "AWS": { "SecretKey": "[|{{written}}|]" } }""");
    }

    [Fact]
    public Task YamlAndXmlEscapes_AreDecoded_Reports() => Task.WhenAll(
        Check("a.yaml", $"aws:\n  secretKey: \"[|{Keys.Punctuated.Replace("/", "\\/")}|]\"\n"),
        Check("a.config", $"<a><add key=\"AWSSecretKey\" value=\"[|{Keys.Punctuated.Replace("+", "&#43;")}|]\" /></a>"));

    [Fact]
    public Task EncodedUserData_Reports() => Check(
        "template.json", $$"""{ "Resources": { "Host": { "Properties": { "UserData": [|"{{SyntheticKeys.Base64Of("#!/bin/sh\nexport AWS_SECRET_ACCESS_KEY=" + Keys.Secret + "\n# end.")}}"|] } } } }""");

    // ---- Counting

    [Theory]
    [InlineData("a.json", """{ "AWS": { "AccessKey": "[|«ID»|]", "SecretKey": "«SECRET»" } }""")]
    [InlineData("a.json", """{ "Queue": { "Id": "[|«ID»|]", "Value": "«SECRET»" } }""")]
    [InlineData("a.json", """{ "environment": [ { "name": "A", "value": "[|«ID»|]" }, { "name": "B", "value": "«SECRET»" } ] }""")]
    [InlineData("a.yaml", "aws:\n  id: [|«ID»|]\n  other: «SECRET»\n")]
    [InlineData(".env", "ID=[|«ID»|]\nREGION=eu-west-1\nOTHER=«SECRET»\nTOKEN=«TOKEN»\n")]
    [InlineData("web.config", "<a><add key=\"Id\" value=\"[|«ID»|]\"/><add key=\"Other\" value=\"«SECRET»\"/></a>")]
    public Task Pair_IsOneFinding_Reports(string path, string text) => Check(path, text);

    [Theory]
    [InlineData("a.json", """{ "A": { "Id": "[|«ID»|]" }, "B": { "Id": "[|«ID2»|]" } }""")]
    [InlineData(".env", "A=[|«ID»|]\nB=[|«ID2»|]\n")]
    [InlineData("a.yaml", "a: &k { id: [|«ID»|] }\nb: *k\n")]
    public Task SeveralIds_AreSeveralFindings_Reports(string path, string text) => Check(path, text);

    // ---- Messages

    [Fact]
    public Task Id_Message_Reports() => Check("appsettings.json", """{ "a": "[|«ID»|]" }""",
        message: "AWS access key id '«ID:shown»' is in 'appsettings.json', which is committed and often copied into the image; rotate the key, delete it here and use the ECS task role (locally: a profile from 'aws sso login')");

    [Fact]
    public Task Secret_Message_Reports() => Check("appsettings.json", """{ "AWS": { "SecretKey": "[|«SECRET»|]" } }""",
        message: "AWS secret access key for 'AWS:SecretKey' is in 'appsettings.json', which is committed and often copied into the image; rotate the key, delete it here and use the ECS task role (locally: a profile from 'aws sso login')");

    [Fact]
    public Task ExtraSecretName_Reports() => Check(".env", "VAULT_PHRASE=[|«SECRET»|]\n", options: new() { ["arch.ARCH1001.secret_names"] = "vault phrase" });

    // ---- As other editors write it

    [Theory]
    [InlineData("a.json", "{\n  \"AWS\": {\n    \"AccessKey\": \"[|«ID»|]\",\n    \"SecretKey\": \"«SECRET»\"\n  }\n}")]
    [InlineData("a.yaml", "aws:\n  accessKey: [|«ID»|]\n  secretKey: «SECRET»\n")]
    [InlineData(".env", "AWS_ACCESS_KEY_ID=[|«ID»|]\nAWS_SECRET_ACCESS_KEY=«SECRET»\n")]
    public async Task Variants_Reports(string path, string text)
    {
        foreach (var variant in TextVariants.Of(path, text))
            await Check(path, variant);
    }
}
