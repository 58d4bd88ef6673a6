using Verify = Arch.Analyzers.Tests.Harness.TextFixVerifier<Arch.Analyzers.Access.CredentialsInDeployment, Arch.CodeFixes.Access.CredentialsInDeploymentFix>;

namespace Arch.Analyzers.Tests.Access;

/// <summary>The fix of ARCH1005 in text files: whatever is deleted, what stays is the same and in order.</summary>
public class CredentialsInDeploymentFixTests
{
    // JSON

    [Fact]
    public Task Json_OneLine() => File("taskdef.json",
        """{ "containerDefinitions": [ { "environment": [ { "name": [|"AWS_ACCESS_KEY_ID"|], "value": "x" }, { "name": "A", "value": "1" } ] } ] }""",
        """{ "containerDefinitions": [ { "environment": [ { "name": "A", "value": "1" } ] } ] }""");

    [Fact]
    public Task Json_Last_TakesTheCommaBefore() => File("taskdef.json",
        """{ "containerDefinitions": [ { "environment": [ { "name": "A", "value": "1" }, { "name": [|"AWS_ACCESS_KEY_ID"|], "value": "x" } ] } ] }""",
        """{ "containerDefinitions": [ { "environment": [ { "name": "A", "value": "1" } ] } ] }""");

    [Fact]
    public Task Json_All_LeavesAnEmptyList() => File("taskdef.json",
        """{ "containerDefinitions": [ { "environment": [ { "name": [|"AWS_ACCESS_KEY_ID"|], "value": "x" }, { "name": [|"AWS_SECRET_KEY"|], "value": "x" } ], "secrets": [] } ] }""",
        """{ "containerDefinitions": [ { "environment": [], "secrets": [] } ] }""");

    [Fact]
    public Task Json_Lines_KeepCommentsAndOrder() => File("taskdef.json",
        """
        {
          "containerDefinitions": [
            {
              "name": "web",
              "environment": [
                // the region
                { "name": "AWS_REGION", "value": "eu-west-1" }, // of the service
                /* the key */
                { "name": [|"AWS_ACCESS_KEY_ID"|], "value": "x" },
                {
                  "name": [|"AWS_SECRET_ACCESS_KEY"|],
                  "value": "x"
                }
              ],
              "secrets": [
                { "name": [|"AWS_SESSION_TOKEN"|], "valueFrom": "x" },
                { "name": "DB_PASSWORD", "valueFrom": "x" }
              ]
            }
          ]
        }
        """,
        """
        {
          "containerDefinitions": [
            {
              "name": "web",
              "environment": [
                // the region
                { "name": "AWS_REGION", "value": "eu-west-1" } // of the service
                /* the key */
              ],
              "secrets": [
                { "name": "DB_PASSWORD", "valueFrom": "x" }
              ]
            }
          ]
        }
        """);

    [Fact]
    public Task Json_TrailingCommas_StayTrailing() => File("taskdef.json",
        """
        { "containerDefinitions": [ {
          "environment": [
            { "name": "A", "value": "1" },
            { "name": [|"AWS_ACCESS_KEY_ID"|], "value": "x" },
          ],
          "secrets": [
            { "name": [|"AWS_SESSION_TOKEN"|], "valueFrom": "x" },
          ],
        } ] }
        """,
        """
        { "containerDefinitions": [ {
          "environment": [
            { "name": "A", "value": "1" },
          ],
          "secrets": [
          ],
        } ] }
        """);

    [Fact]
    public Task Json_BracketsOnTheSameLine() => File("taskdef.json",
        """
        { "containerDefinitions": [ { "environment": [ { "name": "A", "value": "1" },
          { "name": [|"AWS_ACCESS_KEY_ID"|], "value": "x" },
          { "name": [|"AWS_SECRET_KEY"|], "value": "x" } ] } ] }
        """,
        """
        { "containerDefinitions": [ { "environment": [ { "name": "A", "value": "1" } ] } ] }
        """);

    [Fact]
    public Task Json_CommaFirst() => File("taskdef.json",
        """
        { "containerDefinitions": [ { "environment": [
            { "name": "A", "value": "1" }
          , { "name": [|"AWS_ACCESS_KEY_ID"|], "value": "x" }
          , { "name": "B", "value": "1" }
          , { "name": [|"AWS_SECRET_KEY"|], "value": "x" }
        ] } ] }
        """,
        """
        { "containerDefinitions": [ { "environment": [
            { "name": "A", "value": "1" }
          , { "name": "B", "value": "1" }
        ] } ] }
        """);

    [Fact]
    public Task Json_MapOfVariables() => File("template.json",
        """
        {
          "Resources": {
            "Import": {
              "Type": "AWS::Lambda::Function",
              "Properties": {
                "Environment": {
                  "Variables": {
                    [|"AWS_ACCESS_KEY_ID"|]: { "Ref": "Key" },
                    "TABLE": "orders",
                    [|"AWS_SECRET_ACCESS_KEY"|]: { "Ref": "Secret" }
                  }
                }
              }
            }
          }
        }
        """,
        """
        {
          "Resources": {
            "Import": {
              "Type": "AWS::Lambda::Function",
              "Properties": {
                "Environment": {
                  "Variables": {
                    "TABLE": "orders"
                  }
                }
              }
            }
          }
        }
        """);

    // YAML

    [Fact]
    public Task Yaml_Items() => File("docker-compose.yml",
        """
        services:
          web:
            image: orders
            environment:
              # where it runs
              - AWS_REGION=eu-west-1
              - [|AWS_ACCESS_KEY_ID|] # from the caller
              # the other one
              - "[|AWS_SECRET_ACCESS_KEY|]=${SECRET}"
              - LOG=debug
            ports: ["80:80"]
        """,
        """
        services:
          web:
            image: orders
            environment:
              # where it runs
              - AWS_REGION=eu-west-1
              # the other one
              - LOG=debug
            ports: ["80:80"]
        """);

    [Fact]
    public Task Yaml_Entries() => File("docker-compose.yml",
        """
        services:
          web:
            image: orders
            environment:
              [|AWS_SESSION_TOKEN|]:
              AWS_REGION: eu-west-1
              [|AWS_ACCESS_KEY_ID|]: ${KEY}

              [|AWS_SECRET_ACCESS_KEY|]: >-
                ${SECRET}
            ports: []
        """,
        """
        services:
          web:
            image: orders
            environment:
              AWS_REGION: eu-west-1

            ports: []
        """);

    [Fact]
    public Task Yaml_All_LeavesAnEmptyValue() => File("docker-compose.yml",
        """
        services:
          web:
            image: orders
            environment: # of the service
              - [|AWS_ACCESS_KEY_ID|]
              - [|AWS_SECRET_ACCESS_KEY|]
          worker:
            image: orders
            environment:
              [|AWS_ACCESS_KEY_ID|]:
            ports: []
        """,
        """
        services:
          web:
            image: orders
            environment: [] # of the service
          worker:
            image: orders
            environment: {}
            ports: []
        """);

    [Fact]
    public Task Yaml_NamesAndValues() => File("template.yaml",
        """
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - Name: web
                  Environment:
                  - Name: [|AWS_ACCESS_KEY_ID|]
                    Value: !Ref Key
                  - Name: TABLE
                    Value: orders
                  -
                    Value: !Sub
                      - '${Secret}'
                      - Secret: !Ref Secret
                    Name: [|AWS_SECRET_ACCESS_KEY|]
                  Secrets: [{ Name: [|AWS_SESSION_TOKEN|], ValueFrom: x }, { Name: DB, ValueFrom: x }]
                  Image: orders
        """,
        """
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - Name: web
                  Environment:
                  - Name: TABLE
                    Value: orders
                  Secrets: [{ Name: DB, ValueFrom: x }]
                  Image: orders
        """);

    [Fact]
    public Task Yaml_TaggedValues() => File("template.yaml",
        """
        Resources:
          Import:
            Type: AWS::Lambda::Function
            Properties:
              Environment:
                Variables:
                  [|AWS_ACCESS_KEY_ID|]: !Ref Key
                  TABLE: !Ref Orders
                  [|AWS_SECRET_ACCESS_KEY|]: !Sub |
                    ${Secret}
              Timeout: 5
        """,
        """
        Resources:
          Import:
            Type: AWS::Lambda::Function
            Properties:
              Environment:
                Variables:
                  TABLE: !Ref Orders
              Timeout: 5
        """);

    [Fact]
    public Task Yaml_FlowMap() => File("serverless.yml",
        """
        service: orders
        provider:
          name: aws
          environment: { A: 1, [|AWS_ACCESS_KEY_ID|]: x, [|AWS_SECRET_KEY|]: x }
        functions:
          create: { environment: { [|AWS_ACCESS_KEY_ID|]: x } }
          update:
            environment:
              {
                # which one
                [|"AWS_ACCESS_KEY_ID"|]: x,
                B: 2 # two
              }
        """,
        """
        service: orders
        provider:
          name: aws
          environment: { A: 1 }
        functions:
          create: { environment: {} }
          update:
            environment:
              {
                # which one
                B: 2 # two
              }
        """);

    [Fact]
    public Task Yaml_InABranch() => File("template.yaml",
        """
        Resources:
          Function:
            Type: AWS::Lambda::Function
            Properties:
              Environment: { Variables: !If [HasKey, { [|AWS_ACCESS_KEY_ID|]: x }, { A: x }] }
        """,
        """
        Resources:
          Function:
            Type: AWS::Lambda::Function
            Properties:
              Environment: { Variables: !If [HasKey, {}, { A: x }] }
        """);

    [Fact]
    public Task Yaml_LiteralBuildArgument() => File("docker-compose.yml",
        $$"""
        services:
          web:
            build:
              context: .
              args:
                [|AWS_ACCESS_KEY_ID|]: {|ARCH1004:{{new SyntheticKeys().Id()}}|}
        """,
        """
        services:
          web:
            build:
              context: .
              args: {}

        """);

    // Dockerfiles

    [Theory]
    [InlineData("ENV TZ=UTC [|AWS_SESSION_TOKEN|]=$T", "ENV TZ=UTC")]
    [InlineData("ENV [|AWS_ACCESS_KEY_ID|]=x  TZ=UTC [|AWS_SESSION_TOKEN|]=$T LOG='a b'", "ENV TZ=UTC LOG='a b'")]
    [InlineData("# The key.\nENV [|AWS_ACCESS_KEY_ID|]=x [|AWS_SECRET_KEY|]=x\nENV TZ=UTC", "# The key.\nENV TZ=UTC")]
    [InlineData("ENV [|AWS_ACCESS_KEY_ID|] x y\nENV TZ UTC", "ENV TZ UTC")]
    [InlineData("ENV TZ=UTC \\\n    [|AWS_ACCESS_KEY_ID|]=x \\\n    [|AWS_SECRET_KEY|]=x \\\n    LOG=debug", "ENV TZ=UTC \\\n    LOG=debug")]
    [InlineData("ENV TZ=UTC \\\n    [|AWS_ACCESS_KEY_ID|]=x \\\n    [|AWS_SECRET_KEY|]=x\nUSER app", "ENV TZ=UTC\nUSER app")]
    [InlineData("ENV [|AWS_ACCESS_KEY_ID|]=x \\\n    TZ=UTC", "ENV TZ=UTC")]
    [InlineData("ARG [|AWS_ACCESS_KEY_ID|]\nARG VERSION [|AWS_SECRET_KEY|]=x", "ARG VERSION")]
    [InlineData("ONBUILD ARG [|AWS_ACCESS_KEY_ID|]\nUSER app", "USER app")]
    [InlineData("COPY [|.aws|] /root/.aws\nCOPY a [|.aws/credentials|] b /root/", "COPY a b /root/")]
    [InlineData("COPY [[|\".aws\"|], \"/root/.aws\"]\nUSER app", "USER app")]
    [InlineData("RUN [|AWS_ACCESS_KEY_ID|]=$A [|AWS_SECRET_KEY|]=$B aws s3 cp x .", "RUN aws s3 cp x .")]
    [InlineData("RUN set -e; export [|AWS_ACCESS_KEY_ID|]=$A [|AWS_SECRET_KEY|]=$B && make", "RUN set -e; make")]
    [InlineData("RUN export TZ=UTC [|AWS_ACCESS_KEY_ID|]=$A && make", "RUN export TZ=UTC && make")]
    [InlineData("RUN make && [|AWS_ACCESS_KEY_ID|]=$A", "RUN make")]
    [InlineData("RUN aws configure set [|aws_access_key_id|] $A && aws configure set [|aws_secret_access_key|] $B\nUSER app", "USER app")]
    [InlineData("RUN env [|AWS_ACCESS_KEY_ID|]=$A make", "RUN env make")]
    public Task Dockerfile(string before, string after) => File("Dockerfile", $"FROM aspnet\n{before}\nCMD [\"x\"]", $"FROM aspnet\n{after}\nCMD [\"x\"]");

    // Not offered

    [Theory]
    [InlineData("RUN export [|AWS_ACCESS_KEY_ID|]=$A && \\\n    make")]
    [InlineData("RUN <<EOF\nexport [|AWS_ACCESS_KEY_ID|]=$A\nEOF")]
    [InlineData("RUN [\"sh\", \"-c\", \"export [|AWS_ACCESS_KEY_ID|]=$A\"]")]
    [InlineData("RUN make || export [|AWS_ACCESS_KEY_ID|]=$A")]
    [InlineData("RUN if true; then export [|AWS_ACCESS_KEY_ID|]=$A; fi")]
    [InlineData("COPY [\"a\", [|\".aws\"|], \"/root/.aws\"]")]
    public Task InsideACommand_IsNotOffered(string line) => Verify.NotOffered("Dockerfile", $"FROM aspnet\n{line}\n");

    [Theory]
    [InlineData("- [|AWS_ACCESS_KEY_ID|]")]
    [InlineData("- [|AWS_ACCESS_KEY_ID|]=${AWS_ACCESS_KEY_ID}")]
    [InlineData("[|AWS_ACCESS_KEY_ID|]:")]
    public Task PassedThroughBuildArgument_IsNotOffered(string argument) => Verify.NotOffered("docker-compose.yml", $$"""
        services:
          web:
            build:
              context: .
              args:
                {{argument}}
        """);

    [Theory]
    [InlineData("""
        x-aws: &aws
          [|AWS_ACCESS_KEY_ID|]: ${KEY}
          LOG: debug
        services:
          web:
            image: orders
            environment:
              <<: *aws
        """)]
    [InlineData("""
        services:
          web: &web
            image: orders
            environment:
              - [|AWS_ACCESS_KEY_ID|]
        """)]
    [InlineData("""
        services:
          web:
            image: orders
            environment:
              [|AWS_ACCESS_KEY_ID|]: &key ${KEY}
              LOG: debug
        """)]
    public Task Anchor_IsNotOffered(string text) => Verify.NotOffered("docker-compose.yml", text);

    [Fact]
    public Task BranchOfACondition_IsNotOffered() => Verify.NotOffered("template.yaml", """
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              Environment:
                - !If [HasKey, { Name: [|AWS_ACCESS_KEY_ID|], Value: x }, !Ref AWS::NoValue]
        """);

    /// <summary>Every line break may be the other one, the last may be missing, and a byte order mark stays.</summary>
    private static async Task File(string path, string before, string after)
    {
        await Verify.File(path, before, after);
        await Verify.File(path, "\uFEFF" + before + "\n", "\uFEFF" + after.TrimEnd('\n') + "\n");
        await Verify.File(path, (before + "\n").Replace("\n", "\r\n"), (after.TrimEnd('\n') + "\n").Replace("\n", "\r\n"));
    }
}
