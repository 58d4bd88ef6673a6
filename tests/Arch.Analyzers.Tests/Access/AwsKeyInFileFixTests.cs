using Fix = Arch.Analyzers.Tests.Harness.TextFixVerifier<Arch.Analyzers.Access.AwsKeyInFile, Arch.CodeFixes.Access.AwsKeyInFileFix>;

namespace Arch.Analyzers.Tests.Access;

public class AwsKeyInFileFixTests
{
    private static Task Fixed(string path, string before, string after) => Fix.File(path, Keys.Fill(before), Keys.Fill(after));

    [Theory]
    [InlineData("""{ "Region": "eu-west-1", "AwsSecretKey": "[|«SECRET»|]" }""", """{ "Region": "eu-west-1" }""")]
    [InlineData("""{ "AwsSecretKey": "[|«SECRET»|]", "Region": "eu-west-1" }""", """{ "Region": "eu-west-1" }""")]
    [InlineData("{\n  \"AWS\": {\n    \"Region\": \"eu-west-1\",\n    \"AccessKey\": \"[|«ID»|]\",\n    \"SecretKey\": \"«SECRET»\"\n  }\n}\n", "{\n  \"AWS\": {\n    \"Region\": \"eu-west-1\"\n  }\n}\n")]
    [InlineData("""{ "values": [ { "name": "AWS_SECRET_ACCESS_KEY", "value": "[|«SECRET»|]" }, { "name": "TZ", "value": "UTC" } ] }""", """{ "values": [ { "name": "TZ", "value": "UTC" } ] }""")]
    public Task Json(string before, string after) => Fixed("appsettings.json", before, after);

    [Theory]
    [InlineData("aws:\n  region: eu-west-1\n  accessKey: [|«ID»|]\n  secretKey: «SECRET»\nother: 1\n", "aws:\n  region: eu-west-1\nother: 1\n")]
    [InlineData("env:\n  - A=B\n  - KEY=[|«ID»|]\n", "env:\n  - A=B\n")]
    public Task Yaml(string before, string after) => Fixed("values.yaml", before, after);

    [Fact]
    public Task Xml() => Fixed(
        "web.config",
        "<a>\n  <add key=\"Region\" value=\"eu-west-1\" />\n  <add key=\"AWSAccessKey\" value=\"[|«ID»|]\" />\n  <add key=\"AWSSecretKey\" value=\"«SECRET»\" />\n</a>\n",
        "<a>\n  <add key=\"Region\" value=\"eu-west-1\" />\n</a>\n");

    [Fact]
    public Task Lines() => Fixed(".env", "TZ=UTC\nAWS_ACCESS_KEY_ID=[|«ID»|]\nAWS_SECRET_ACCESS_KEY=«SECRET»\nA=B\n", "TZ=UTC\nA=B\n");

    [Fact]
    public Task Dockerfile() => Fixed("Dockerfile", "FROM a\nENV TZ=UTC KEY=[|«ID»|]\n", "FROM a\nENV TZ=UTC\n");

    [Theory]
    [InlineData("notes.md", "The key is [|«ID»|], do not share it.\n")]
    [InlineData("a.json", """{ "url": "https://s3.amazonaws.com/b?X-Amz-Credential=[|«ID»|]%2F20260101" }""")]
    [InlineData("broken.json", "{ \"a\": \"[|«ID»|]\" ")]
    [InlineData("a.yaml", "a: &k\n  id: [|«ID»|]\nb: *k\n")]
    [InlineData("a.yaml", "script: |\n  export KEY=[|«ID»|]\n  run\n")]
    [InlineData("run.sh", "KEY=[|«ID»|] OTHER=1 run\n")]
    [InlineData(".env", "# KEY=[|«ID»|]\n")]
    public Task NoStructure_NotOffered(string path, string text) => Fix.NotOffered(path, Keys.Fill(text));
}
