using Arch.Analyzers.Access;
using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Access;

/// <summary>ARCH1005 in text files. Every sample is read in several spellings: line ends, byte order mark, indentation.</summary>
public class CredentialsInDeploymentTests
{
    private static readonly SyntheticKeys Keys = new();

    // Silent: values and names that hand nothing over

    [Fact]
    public Task TaskDefinition_WithoutCredentials_IsSilent() => Verify("taskdef.json", """
        {
          "family": "orders",
          "taskRoleArn": "arn:aws:iam::123456789012:role/orders",
          "containerDefinitions": [
            {
              "name": "web",
              "image": "orders:1",
              "environment": [
                { "name": "AWS_REGION", "value": "eu-west-1" },
                { "name": "AWS_PROFILE", "value": "orders" },
                { "name": "AWS_ROLE_ARN", "value": "arn:aws:iam::123456789012:role/orders" },
                { "name": "AWS_SECRET_NAME", "value": "orders/db" },
                { "name": "AWS_SECRET_ARN", "value": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x" },
                { "name": "AWS_SECRET_ID", "value": "orders/db" },
                { "name": "AWS_ACCESS_KEY_ROTATION_DAYS", "value": "90" },
                { "name": "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "value": "/creds" },
                { "name": "AWS__Region", "value": "eu-west-1" },
                { "name": "AWS__SecretName", "value": "orders" },
                { "name": "Jwt__SecretKey", "value": "x" },
                { "name": "MINIO_ACCESS_KEY", "value": "x" },
                { "name": "S3__SecretKey", "value": "x" }
              ],
              "secrets": [
                { "name": "DB_PASSWORD", "valueFrom": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x" },
                { "name": "STRIPE_SECRET_KEY", "valueFrom": "/stripe" },
                { "name": "AWS_COGNITO_CLIENT_SECRET", "valueFrom": "/cognito" }
              ],
              "dockerLabels": { "AWS_ACCESS_KEY_ID": "label" }
            }
          ],
          "tags": [ { "key": "AWS_ACCESS_KEY_ID", "value": "tag" } ]
        }
        """);

    [Fact]
    public Task TaskDefinition_EmptyValueClears_IsSilent() => Verify("taskdef.json", """
        { "containerDefinitions": [ { "name": "web", "image": "orders", "environment": [
          { "name": "AWS_ACCESS_KEY_ID", "value": "" },
          { "name": "AWS_SECRET_ACCESS_KEY" },
          { "name": "AWS_SESSION_TOKEN", "value": null },
          { "value": "AWS_ACCESS_KEY_ID" },
          "AWS_ACCESS_KEY_ID"
        ] } ] }
        """);

    [Fact]
    public Task OtherJson_IsSilent() => Verify("settings.json", """
        {
          "image": "orders",
          "environment": [ { "name": "AWS_ACCESS_KEY_ID", "value": "x" } ],
          "AWS_SECRET_ACCESS_KEY": "x",
          "services": "AWS::"
        }
        """);

    [Fact]
    public Task Template_WithoutCredentials_IsSilent() => Verify("template.yaml", """
        AWSTemplateFormatVersion: '2010-09-09'
        Parameters:
          AWSAccessKeyId:
            Type: String
        Resources:
          Key:
            Type: AWS::SSM::Parameter
            Properties:
              Name: AWS_ACCESS_KEY_ID
              Value: !Ref AWSAccessKeyId
              Tags:
                AWS_SECRET_ACCESS_KEY: x
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              Tags:
                - Key: AWS_ACCESS_KEY_ID
                  Value: x
              ContainerDefinitions:
                - Name: web
                  DockerLabels:
                    AWS_ACCESS_KEY_ID: x
                  Environment:
                    - Name: AWS_REGION
                      Value: !Ref AWS::Region
                    - Name: AWS_ACCESS_KEY_ID
                      Value: ''
                    - Name: AWS_SECRET_ACCESS_KEY
                      Value: !Ref AWS::NoValue
                    - Name: AWS_SESSION_TOKEN
                      Value: { Ref: AWS::NoValue }
                    - Name: AWS_SECURITY_TOKEN
                      Value: !If [IsLocal, !Ref AWS::NoValue, '']
                    - !Ref AWS::NoValue
                    - Name: !Ref NameOfVariable
                      Value: AWS_ACCESS_KEY_ID
                    - Name: CONNECTION
                      Value: !Sub
                        - '${AWS_ACCESS_KEY_ID}'
                        - AWS_ACCESS_KEY_ID: x
          Function:
            Type: AWS::Lambda::Function
            Properties:
              Environment:
                Variables:
                  AWS_SECRET_ACCESS_KEY: ''
                  TABLE: !Sub
                    - '${AWS_SECRET_ACCESS_KEY}'
                    - AWS_SECRET_ACCESS_KEY: x
        Outputs:
          AWS_ACCESS_KEY_ID:
            Value: x
        """);

    [Fact]
    public Task OddTemplate_IsSilent() => Verify("template.json", """
        {
          "Transform": "AWS::Serverless-2016-10-31",
          "Globals": [ "AWS_ACCESS_KEY_ID" ],
          "Resources": {
            "Fn::ForEach::A": [],
            "Fn::ForEach::B": [ "X", [ "AWS_ACCESS_KEY_ID" ], [ [ "AWS_ACCESS_KEY_ID" ], { "Type": "AWS::Lambda::Function" } ] ],
            "Fn::ForEach::C": "AWS_ACCESS_KEY_ID",
            "D": [ { "Type": "AWS::Lambda::Function" } ],
            "E": { "Type": "AWS::Lambda::Function", "Properties": [ "AWS_ACCESS_KEY_ID" ] },
            "F": { "Type": { "Ref": "AWS_ACCESS_KEY_ID" }, "Properties": { "Environment": { "Variables": { "AWS_ACCESS_KEY_ID": "x" } } } },
            "G": { "Type": "AWS::Lambda::Function", "Properties": { "Environment": [ [ { "Fn::If": [] } ], null, 1, "AWS_ACCESS_KEY_ID" ] } }
          }
        }
        """);

    [Fact]
    public Task OddCompose_IsSilent() => Verify("compose.yml", """
        services:
          a:
          b: [image, AWS_ACCESS_KEY_ID]
          c:
            image: [x]
            build: x
            depends_on: d
            environment: AWS_ACCESS_KEY_ID
          d:
            image: orders
            build: [AWS_ACCESS_KEY_ID]
            depends_on: [[a]]
            environment:
              - [AWS_ACCESS_KEY_ID]
              - AWS_ACCESS_KEY_ID: x
              - =AWS_ACCESS_KEY_ID
              - 1
              -
          e:
            <<: x
            image: orders
        """);

    [Fact]
    public Task CodeBuildEnvironment_IsSilent() => Verify("template.yaml", """
        Resources:
          Build:
            Type: AWS::CodeBuild::Project
            Properties:
              Environment:
                EnvironmentVariables:
                  - Name: AWS_ACCESS_KEY_ID
                    Type: SECRETS_MANAGER
                    Value: build:key
        """);

    [Fact]
    public Task Serverless_WithoutCredentials_IsSilent() => Verify("serverless.yml", """
        service: orders
        provider:
          name: aws
          region: eu-west-1
          environment:
            AWS_NODEJS_CONNECTION_REUSE_ENABLED: 1
            AWS_SECRET_NAME: orders
            AWS_SESSION_TOKEN: ''
            AWS_SECURITY_TOKEN:
        custom:
          AWS_ACCESS_KEY_ID: ${env:AWS_ACCESS_KEY_ID}
        functions:
          create:
            handler: create
            environment: ${file(env.yml):create}
            tags:
              AWS_ACCESS_KEY_ID: x
        """);

    [Fact]
    public Task Serverless_OfAnotherCloud_IsSilent() => Verify("serverless.yml", """
        service: orders
        provider:
          name: google
          environment:
            AWS_ACCESS_KEY_ID: ${env:AWS_ACCESS_KEY_ID}
            AWS_SECRET_ACCESS_KEY: ${env:AWS_SECRET_ACCESS_KEY}
        """);

    [Fact]
    public Task Compose_DummyValues_AreSilent() => Verify("docker-compose.yml", """
        services:
          web:
            image: orders
            environment:
              AWS_ACCESS_KEY_ID: test
              AWS_SECRET_ACCESS_KEY: "local"
              AWS_SESSION_TOKEN: ''
              AWS_SECURITY_TOKEN: 123
          worker:
            build:
              context: .
              args:
                - AWS_ACCESS_KEY_ID=dummy
            environment:
              - AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID:-test}
              - AWS_SECRET_ACCESS_KEY=${AWS_SECRET_ACCESS_KEY-test}
              - AWS_SESSION_TOKEN=
              - AWS_SECURITY_TOKEN=${A:-${B:-local}}
              - AWS_ACCESS_KEY=$$literal
              - AWS_SECRET_KEY=${CI:+test}
        """);

    [Fact]
    public Task Compose_DocumentationKeys_AreSilent() => Verify("docker-compose.yml", $"""
        services:
          web:
            image: orders
            environment:
              AWS_ACCESS_KEY_ID: {"AKIA"}IOSFODNN7EXAMPLE
              AWS_SECRET_ACCESS_KEY: wJalrXUtnFEMI/K7MDENG/{"bPxRfiCYEXAMPLEKEY"}
        """);

    [Theory]
    [InlineData("localstack/localstack:3")]
    [InlineData("amazon/dynamodb-local")]
    [InlineData("minio/minio")]
    [InlineData("softwaremill/elasticmq-native")]
    [InlineData("motoserver/moto")]
    [InlineData("${LOCALSTACK_IMAGE:-LocalStack/localstack-pro}")]
    public Task Compose_Emulator_IsSilent(string image) => Verify("docker-compose.yml", $"""
        services:
          aws:
            image: {image}
            environment:
              - AWS_ACCESS_KEY_ID
              - AWS_SECRET_ACCESS_KEY=$SECRET
        """);

    [Theory]
    [InlineData("AWS_ENDPOINT_URL: http://localstack:4566")]
    [InlineData("AWS_ENDPOINT_URL_SQS: http://localstack:4566")]
    [InlineData("AWS_ENDPOINT_URL: localstack:4566")]
    [InlineData("AWS_ENDPOINT_URL: ${AWS_ENDPOINT_URL}")]
    [InlineData("AWS_ENDPOINT_URL: ${AWS_ENDPOINT_URL:-http://localstack:4566}")]
    [InlineData("AWS_ENDPOINT_URL:")]
    [InlineData("DynamoDb__ServiceURL: http://dynamodb:8000")]
    [InlineData("SQS_SERVICE_URL: http://amazonaws.com.queue:9324/amazonaws.com")]
    [InlineData("S3_ENDPOINT: https://fra1.digitaloceanspaces.com")]
    [InlineData("MLFLOW_S3_ENDPOINT_URL: http://minio:9000")]
    [InlineData("Storage__S3Endpoint: ${S3_ENDPOINT}")]
    public Task Compose_OtherEndpoint_IsSilent(string endpoint) => Verify("docker-compose.yml", $$"""
        services:
          web:
            build: .
            environment:
              AWS_ACCESS_KEY_ID:
              AWS_SECRET_ACCESS_KEY: ${AWS_SECRET_ACCESS_KEY}
              {{endpoint}}
        """);

    [Theory]
    [InlineData("docker-compose.override.yml")]
    [InlineData("docker-compose.local.yaml")]
    [InlineData("compose.dev.yml")]
    [InlineData("Compose.Development.yml")]
    [InlineData("docker-compose.test.yml")]
    [InlineData("docker-compose.tests.yml")]
    [InlineData("docker-compose.integration.yml")]
    [InlineData("docker-compose.debug.yml")]
    public Task Compose_LocalFile_IsSilent(string name) => Verify("deploy/" + name, """
        services:
          web:
            image: orders
            environment:
              - AWS_ACCESS_KEY_ID
        """);

    [Fact]
    public Task Compose_UnusedAnchor_IsSilent() => Verify("docker-compose.yml", """
        x-aws: &aws
          AWS_ACCESS_KEY_ID: ${AWS_ACCESS_KEY_ID}
        services:
          web:
            image: orders
            environment:
              AWS_REGION: eu-west-1
        """);

    [Fact]
    public Task Compose_OverriddenByTheService_IsSilent() => Verify("docker-compose.yml", """
        x-aws: &aws
          AWS_ACCESS_KEY_ID: ${AWS_ACCESS_KEY_ID}
        x-base: &base
          environment: *aws
        services:
          web:
            image: orders
            environment:
              <<: *aws
              AWS_ACCESS_KEY_ID: test
          worker:
            <<: *base
            image: orders
            environment:
              AWS_REGION: eu-west-1
        """);

    [Fact]
    public Task Compose_EverythingBesideVariables_IsSilent() => Verify("docker-compose.yml", """
        services:
          web:
            image: orders
            env_file: aws.env
            labels:
              AWS_ACCESS_KEY_ID: ${AWS_ACCESS_KEY_ID}
            volumes:
              - ~/.aws:/root/.aws:ro
            secrets:
              - AWS_ACCESS_KEY_ID
            environment:
              AWS_PROFILE: orders
              AWS_SECRET_ACCESS_KEY: !reset null
              AWS_SESSION_TOKEN:
                from_secret: x
        secrets:
          AWS_ACCESS_KEY_ID:
            environment: AWS_ACCESS_KEY_ID
        """);

    [Theory]
    [InlineData("workflow.yml", """
        on: push
        jobs:
          deploy:
            runs-on: ubuntu-latest
            services:
              db:
                image: postgres
            env:
              AWS_ACCESS_KEY_ID: x
            environment:
              AWS_SECRET_ACCESS_KEY: x
        """)]
    [InlineData("pod.yaml", """
        apiVersion: v1
        kind: Pod
        spec:
          containers:
            - name: web
              image: orders
              env:
                - name: AWS_ACCESS_KEY_ID
                  value: x
        """)]
    [InlineData("manifest.yml", """
        name: web
        type: Load Balanced Web Service
        image:
          build: Dockerfile
        variables:
          AWS_ACCESS_KEY_ID: x
        secrets:
          AWS_SECRET_ACCESS_KEY: /x
        environments:
          test:
            variables:
              AWS_ACCESS_KEY_ID: x
        """)]
    [InlineData("launchSettings.json", """
        { "profiles": { "web": { "commandName": "Project", "image": "x", "environmentVariables": { "AWS_ACCESS_KEY_ID": "x" } } } }
        """)]
    [InlineData(".woodpecker.yml", """
        steps:
          deploy:
            image: amazon/aws-cli
            environment:
              AWS_ACCESS_KEY_ID: x
        services:
          aws:
            image: orders
            environment:
              - AWS_ACCESS_KEY_ID=$KEY
        """)]
    [InlineData("chart.yaml", """
        services:
          web:
            image: {{ .Values.image }}
            environment:
              {{ .Values.key }}: x
              AWS_ACCESS_KEY_ID: ${X}
        """)]
    [InlineData("appspec.yml", """
        version: 0.0
        os: linux
        files:
          - source: /
            destination: /var
        environment:
          - name: AWS_ACCESS_KEY_ID
            image: x
            value: x
        """)]
    public Task OtherDescriptors_AreSilent(string name, string text) => Verify(name, text);

    [Theory]
    [InlineData("obj/docker-compose.yml")]
    [InlineData("bin/Debug/docker-compose.yml")]
    [InlineData("node_modules/x/docker-compose.yml")]
    [InlineData("cdk.out/asset.1/docker-compose.yml")]
    public Task Output_IsSilent(string path) => Verify(path, """
        services:
          web:
            image: orders
            environment:
              - AWS_ACCESS_KEY_ID
        """);

    [Fact]
    public Task TestProject_IsSilent() => RuleVerifier<CredentialsInDeployment>.Files(null, new() { ["build_property.IsTestProject"] = "true" }, ("docker-compose.yml", """
        services:
          web:
            image: orders
            environment:
              - AWS_ACCESS_KEY_ID
        """));

    [Fact]
    public Task BrokenFile_IsOnlyUnreadable() => RuleVerifier<CredentialsInDeployment>.Files(("taskdef.json", """
        { "containerDefinitions": [ { "name": "web", "environment": [ { "name": "AWS_ACCESS_KEY_ID", "value": "x" {|ARCH9002:]|} } ] }
        """));

    [Fact]
    public Task BrokenFile_ThatNamesNoCredential_IsSilent() => Verify("taskdef.json", """
        { "containerDefinitions": [ 
        """);

    // Reporting: task definitions

    [Fact]
    public Task TaskDefinition_Reports() => Verify("taskdef.json", """
        {
          "family": "orders",
          "containerDefinitions": [
            {
              "name": "web",
              "image": "orders:1",
              "environment": [
                { "name": [|"AWS_ACCESS_KEY_ID"|], "value": "test" },
                { "value": "${SECRET}", "name": [|"AWS_SECRET_ACCESS_KEY"|] },
                { "name": [|"aws_session_token"|], "value": "<TOKEN>" },
                { "name": [|"AWS__SecretAccessKey"|], "value": "x" },
                { "name": [|"AWS_BEARER_TOKEN_BEDROCK"|], "value": "x" }
              ],
              "secrets": [
                { "name": [|"AWS_SECRET_KEY"|], "valueFrom": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x" }
              ]
            },
            { "name": "sidecar", "environment": [ { "name": [|"AWS_ACCESS_KEY"|], "value": "x" } ] },
            { "secrets": [ { "name": [|"AWS_SECURITY_TOKEN"|], "valueFrom": "/x" } ] }
          ]
        }
        """,
        message: "'AWS_ACCESS_KEY_ID' hands static AWS credentials to container 'web'; SDK v4 reads the environment before the task role, so they win silently: "
        + "remove it and set taskRoleArn");

    [Theory]
    [InlineData("""{ "taskDefinition": { "containerDefinitions": [ { "name": "web", "environment": [ { "name": [|"AWS_ACCESS_KEY_ID"|], "value": "x" } ] } ] } }""")]
    [InlineData("""{ "ContainerDefinitions": [ { "Name": "web", "Environment": [ { "Name": [|"AWS_ACCESS_KEY_ID"|], "Value": "x" } ] } ] }""")]
    [InlineData("""{ "TaskDefinition": { "ContainerDefinitions": [ { "Name": "web", "Secrets": [ { "Name": [|"AWS_ACCESS_KEY_ID"|], "ValueFrom": "x" } ] } ] } }""")]
    [InlineData("""[ { "name": "web", "image": "orders", "environment": [ { "name": [|"AWS_ACCESS_KEY_ID"|], "value": "x" } ] } ]""")]
    [InlineData("""[ { "image": "orders", "secrets": [ { "name": [|"AWS_ACCESS_KEY_ID"|], "valueFrom": "x" } ] } ]""")]
    public Task TaskDefinition_OfAnyShape_Reports(string text) => Verify("deploy/web.json", text);

    [Fact]
    public Task TaskDefinition_InYaml_Reports() => Verify("taskdef.yaml", """
        family: orders
        containerDefinitions:
          - name: web
            image: orders
            environment:
              - name: [|AWS_ACCESS_KEY_ID|]
                value: test
              - { name: [|'AWS_SECRET_ACCESS_KEY'|], value: test }
        """);

    // Reporting: CloudFormation, SAM, synthesized templates

    [Fact]
    public Task Template_Reports() => Verify("template.yaml", """
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - Name: web
                  Environment:
                    - Name: [|AWS_ACCESS_KEY_ID|]
                      Value: !Ref AccessKey
                    - Value: test
                      Name: [|"AWS_SECRET_ACCESS_KEY"|]
                    - !If [HasToken, { Name: [|AWS_SESSION_TOKEN|], Value: !Ref Token }, !Ref AWS::NoValue]
                    - Fn::If:
                        - HasToken
                        - Name: [|AWS_SECURITY_TOKEN|]
                          Value:
                            Fn::If: [A, { Ref: AWS::NoValue }, { Ref: Token }]
                        - Ref: AWS::NoValue
                  Secrets:
                    - Name: [|AWS_SECRET_KEY|]
                      ValueFrom: !Ref Secret
                - Name: !Sub '${Name}-sidecar'
                  Environment: !If
                    - IsLocal
                    - - Name: [|AWS_ACCESS_KEY_ID|]
                        Value: '{{resolve:secretsmanager:x}}'
                    - !Ref AWS::NoValue
        """,
        message: "'AWS_ACCESS_KEY_ID' hands static AWS credentials to container 'web'; SDK v4 reads the environment before the task role, so they win silently: "
        + "remove it and set TaskRoleArn");

    [Fact]
    public Task Function_Reports() => Verify("template.yaml", """
        AWSTemplateFormatVersion: '2010-09-09'
        Resources:
          Import:
            Type: AWS::Lambda::Function
            Properties:
              Environment:
                Variables:
                  [|AWS__SecretAccessKey|]: !Sub '{{resolve:secretsmanager:x}}'
                  TABLE: orders
        """,
        message: "'AWS__SecretAccessKey' hands static AWS credentials to function 'Import'; SDK v4 reads the environment before the task role, so they win silently: "
        + "remove it and set the function's Role");

    [Fact]
    public Task Globals_Report() => Verify("template.yml", """
        Transform: [AWS::Serverless-2016-10-31]
        Globals:
          Function:
            Environment:
              Variables:
                [|AWS_ACCESS_KEY_ID|]: !Ref Key
        Resources:
          Import:
            Type: AWS::Serverless::Function
            Properties:
              Environment:
                Variables: { [|"AWS_SECRET_ACCESS_KEY"|]: !Ref Secret }
        """,
        message: "'AWS_ACCESS_KEY_ID' hands static AWS credentials to every function; SDK v4 reads the environment before the task role, so they win silently: "
        + "remove it and set the function's Role");

    [Theory]
    [InlineData("AWS::AppRunner::Service", "RuntimeEnvironmentVariables", "Name", "Value", "service 'Web'", "InstanceRoleArn")]
    [InlineData("AWS::AppRunner::Service", "RuntimeEnvironmentSecrets", "Name", "Value", "service 'Web'", "InstanceRoleArn")]
    [InlineData("AWS::Batch::JobDefinition", "Secrets", "Name", "ValueFrom", "container 'Web'", "JobRoleArn")]
    [InlineData("AWS::ECS::TaskDefinition", "Environment", "Name", "Value", "container 'Web'", "TaskRoleArn")]
    [InlineData("AWS::Amplify::App", "EnvironmentVariables", "Name", "Value", "resource 'Web'", "an IAM role")]
    public Task Resource_Reports(string type, string property, string name, string value, string receiver, string remedy) => Verify("web.template", $$"""
        {
          "Resources": {
            "Web": {
              "Type": "{{type}}",
              "Properties": { "Configuration": { "{{property}}": [ { "{{value}}": { "Ref": "Key" }, "{{name}}": [|"AWS_ACCESS_KEY_ID"|] } ] } },
              "Metadata": { "aws:cdk:path": "Stack/AWS_ACCESS_KEY_ID" }
            }
          }
        }
        """,
        message: $"'AWS_ACCESS_KEY_ID' hands static AWS credentials to {receiver}; SDK v4 reads the environment before the task role, so they win silently: remove it and set {remedy}");

    [Fact]
    public Task ForEach_Reports() => Verify("template.yaml", """
        Transform: AWS::LanguageExtensions
        Resources:
          Topic:
            Type: AWS::SNS::Topic
          Fn::ForEach::Functions:
            - Name
            - [A, B]
            - '${Name}':
                Type: AWS::Lambda::Function
                Properties:
                  Environment:
                    Variables:
                      [|AWS_ACCESS_KEY_ID|]: x
        """);

    // Reporting: Serverless Framework

    [Fact]
    public Task Serverless_Reports() => Verify("serverless.yml", """
        service: orders
        provider:
          name: aws
          environment:
            [|AWS_ACCESS_KEY_ID|]: ${env:AWS_ACCESS_KEY_ID}
        functions:
          create:
            handler: create
            environment:
              [|AWS_SECRET_ACCESS_KEY|]: ${ssm:/secret}
              STAGE: test
        """,
        message: "'AWS_ACCESS_KEY_ID' hands static AWS credentials to every function; SDK v4 reads the environment before the task role, so they win silently: "
        + "remove it and set the function's Role");

    [Fact]
    public Task Serverless_ListOfFunctionsAndAnchors_Report() => Verify("serverless.yml", """
        service: orders
        custom:
          aws: &aws
            [|AWS_ACCESS_KEY_ID|]: test
        provider: aws
        functions:
          - create:
              environment:
                <<: *aws
            delete:
              environment: *aws
          - update:
              environment: { [|AWS_SECRET_ACCESS_KEY|]: test }
        """,
        message: "'AWS_ACCESS_KEY_ID' hands static AWS credentials to function 'create'; SDK v4 reads the environment before the task role, so they win silently: "
        + "remove it and set the function's Role");

    // Reporting: compose

    [Theory]
    [InlineData("AWS_ENDPOINT_URL: https://sqs.eu-west-1.amazonaws.com")]
    [InlineData("AWS_ENDPOINT_URL: ''")]
    [InlineData("S3_ENDPOINT: s3.eu-west-1.amazonaws.com")]
    [InlineData("AWS_S3_US_EAST_1_REGIONAL_ENDPOINT: regional")]
    [InlineData("AWS_EC2_METADATA_SERVICE_ENDPOINT: http://169.254.169.254")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT: http://otel:4317")]
    [InlineData("CALLBACK_URL: http://web:80")]
    public Task Compose_NoOtherEndpoint_Reports(string variable) => Verify("docker-compose.yml", $$"""
        services:
          web:
            image: orders
            depends_on: [db]
            environment:
              [|AWS_ACCESS_KEY_ID|]:
              {{variable}}
          db:
            image: postgres
        """);

    [Fact]
    public Task Compose_Reports() => Verify("docker-compose.yml", """
        services:
          web:
            image: orders
            environment:
              [|AWS_ACCESS_KEY_ID|]: ${AWS_ACCESS_KEY_ID}
              [|'AWS_SECRET_ACCESS_KEY'|]: $AWS_SECRET_ACCESS_KEY
              [|AWS_SESSION_TOKEN|]:
              [|AWS__SecretKey|]: ${SECRET:?missing}
              [|AWS_SECURITY_TOKEN|]: ${TOKEN:-}
          worker:
            build:
              context: .
              args:
                - [|AWS_ACCESS_KEY_ID|]
                - "[|AWS_SECRET_ACCESS_KEY|]=${AWS_SECRET_ACCESS_KEY}"
            environment:
              - [|AWS_SESSION_TOKEN|]
              - [|AWS_BEARER_TOKEN_BEDROCK|]=${A:-${B}}
              - AWS_ENDPOINT_URL=https://sqs.eu-west-1.amazonaws.com:443/
              - AWS_ENDPOINT_URL_S3=
        """,
        message: "'AWS_ACCESS_KEY_ID' hands static AWS credentials to service 'web'; SDK v4 reads the environment before the task role, so they win silently: "
        + "remove it and set AWS_PROFILE with a read-only mount of ~/.aws");

    [Fact]
    public Task Compose_KeyShapedLiteral_Reports() => Verify("docker-compose.yml", $$$"""
        services:
          web:
            image: orders
            environment:
              - [|AWS_ACCESS_KEY_ID|]={|ARCH1004:{{{Keys.Id()}}}|}
              - [|AWS_SECRET_ACCESS_KEY|]={{{Keys.Secret()}}}
              - [|AWS_SESSION_TOKEN|]=${TOKEN:-{|ARCH1004:{{{Keys.Id()}}}|}}
        """);

    [Fact]
    public Task Compose_MergedAnchor_ReportsOnceWhereItIsWritten() => Verify("docker-compose.yml", """
        x-aws: &aws
          [|AWS_ACCESS_KEY_ID|]: ${AWS_ACCESS_KEY_ID}
        x-base: &base
          image: orders
          environment: &more
            <<: [*aws, { [|AWS_SESSION_TOKEN|]: }]
            [|AWS_SECRET_ACCESS_KEY|]: ${AWS_SECRET_ACCESS_KEY}
        services:
          aws:
            <<: *base
            image: localstack/localstack
          web:
            <<: *base
          worker:
            <<: *base
            environment: *more
        """,
        message: "'AWS_ACCESS_KEY_ID' hands static AWS credentials to service 'web'; SDK v4 reads the environment before the task role, so they win silently: "
        + "remove it and set AWS_PROFILE with a read-only mount of ~/.aws");

    // Silent: Dockerfiles

    [Theory]
    [InlineData("ENV AWS_REGION=eu-west-1 AWS_PROFILE=orders AWS_SDK_LOAD_CONFIG=1")]
    [InlineData("ENV AWS_ACCESS_KEY_ID= AWS_SECRET_ACCESS_KEY=\"\"")]
    [InlineData("ENV AWS_SECRET_NAME=orders AWS_ROLE_ARN=arn:aws:iam::123456789012:role/x AWS_ACCESS_KEY_ROTATION_DAYS=90")]
    [InlineData("LABEL AWS_ACCESS_KEY_ID=$X")]
    [InlineData("ARG AWS_REGION\nARG MINIO_SECRET_KEY\nARG NUGET_TOKEN")]
    [InlineData("# ENV AWS_ACCESS_KEY_ID=$X\nENV TZ=\"UTC # AWS_SECRET_ACCESS_KEY=x\"")]
    [InlineData("RUN --mount=type=secret,id=aws,env=AWS_SECRET_ACCESS_KEY aws s3 cp s3://x .")]
    [InlineData("RUN --mount=type=secret,id=aws,target=/root/.aws/credentials aws s3 cp s3://x .")]
    [InlineData("RUN --mount=type=cache,target=/x --mount=id=aws,type=secret export AWS_SECRET_ACCESS_KEY=$(cat /run/secrets/aws) && aws s3 cp s3://x .")]
    [InlineData("RUN AWS_ACCESS_KEY_ID=dummy AWS_SECRET_ACCESS_KEY=dummy python manage.py collectstatic")]
    [InlineData("RUN export AWS_ACCESS_KEY_ID= && unset AWS_SECRET_ACCESS_KEY")]
    [InlineData("RUN aws configure set region eu-west-1 && aws configure set default.output json")]
    [InlineData("RUN echo AWS_ACCESS_KEY_ID=$X && echo 'export AWS_ACCESS_KEY_ID=$X' && test -z \"$AWS_ACCESS_KEY_ID\"")]
    [InlineData("RUN make AWS_ACCESS_KEY_ID=$X # export AWS_SECRET_ACCESS_KEY=$X")]
    [InlineData("RUN cat <<EOF > /app/run.sh\nexport AWS_ACCESS_KEY_ID=$X\nEOF")]
    [InlineData("RUN <<EOF\n# export AWS_ACCESS_KEY_ID=$X\nmake\nEOF")]
    [InlineData("COPY <<EOF /app/run.sh\nexport AWS_ACCESS_KEY_ID=$X\nENV AWS_SECRET_KEY=$X\nEOF")]
    [InlineData("CMD AWS_ACCESS_KEY_ID=$X exec dotnet Orders.dll")]
    [InlineData("COPY .aws/config /root/.aws/config")]
    [InlineData("COPY orders .aws/credentials")]
    [InlineData("COPY .aws/task-definition.json .aws-sam credentials src/credentials /app/")]
    [InlineData("COPY aws.credentials.json x.aws /app/")]
    [InlineData("VOLUME /root/.aws/credentials")]
    public Task Dockerfile_WithoutCredentials_IsSilent(string line) => Verify("Dockerfile", $"FROM mcr.microsoft.com/dotnet/aspnet:8.0\n{line}");

    [Fact]
    public Task Dockerfile_DummyOfAnotherStage_IsSilent() => Verify("src/Dockerfile", """
        ARG AWS_ACCESS_KEY_ID=test
        FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
        ENV AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
        FROM build AS test
        ARG AWS_SESSION_TOKEN=local
        ENV AWS_SESSION_TOKEN=$AWS_SESSION_TOKEN
        RUN aws configure set aws_access_key_id test && dotnet test
        FROM mcr.microsoft.com/dotnet/aspnet:8.0
        COPY --from=build /out .
        """);

    [Theory]
    [InlineData("Dockerfile.dockerignore")]
    [InlineData("notes.txt")]
    public Task OtherFileNames_AreSilent(string name) => Verify(name, "FROM x\nENV AWS_ACCESS_KEY_ID=test\n");

    // Reporting: Dockerfiles

    [Theory]
    [InlineData("ENV [|AWS_ACCESS_KEY_ID|]=test [|AWS_SECRET_ACCESS_KEY|]='x' TZ=UTC")]
    [InlineData("ENV TZ=UTC \\\n    # the key\n    [|AWS_ACCESS_KEY_ID|]=$X \\\n    [|AWS__SecretAccessKey|]=\"a b\"")]
    [InlineData("ENV [|AWS_ACCESS_KEY_ID|] test")]
    [InlineData("ENV [|AWS_BEARER_TOKEN_BEDROCK|]=${TOKEN:-}")]
    [InlineData("ARG [|AWS_ACCESS_KEY_ID|]")]
    [InlineData("ARG [|AWS_ACCESS_KEY_ID|]= [|AWS_SECRET_ACCESS_KEY|]=test [|aws_session_token|]")]
    [InlineData("ONBUILD ARG [|AWS_ACCESS_KEY_ID|]")]
    [InlineData("RUN [|AWS_ACCESS_KEY_ID|]=$X [|AWS_SECRET_ACCESS_KEY|]=\"$Y\" aws s3 cp s3://x .")]
    [InlineData("RUN set -e; export TZ=UTC [|AWS_ACCESS_KEY_ID|]=$X && make")]
    [InlineData("RUN make && \\\n    export [|AWS_SECRET_ACCESS_KEY|]=$(cat key) && \\\n    make install")]
    [InlineData("RUN env -i [|AWS_ACCESS_KEY_ID|]=${X} make")]
    [InlineData("RUN if true; then [|AWS_ACCESS_KEY_ID|]=`cat x` make; fi")]
    [InlineData("RUN aws configure set [|aws_access_key_id|] test && aws --profile x configure --region=y set [|x.aws_secret_access_key|] $Y")]
    [InlineData("RUN <<EOF\nset -e\nexport [|AWS_ACCESS_KEY_ID|]=$X\nEOF")]
    [InlineData("RUN [\"/bin/sh\", \"-c\", \"export [|AWS_ACCESS_KEY_ID|]=$X && make\"]")]
    [InlineData("RUN [\"aws\", \"configure\", \"set\", [|\"aws_secret_access_key\"|], \"x\"]")]
    [InlineData("RUN --mount=type=cache,target=/x [|AWS_ACCESS_KEY_ID|]=$X make")]
    [InlineData("COPY [|.aws|] /root/.aws")]
    [InlineData("COPY --chown=app [|./.aws/credentials|] config /root/.aws/")]
    [InlineData("COPY [[|\"deploy/.aws/\"|], \"/root/.aws\"]")]
    [InlineData("ADD [|.aws/*|] /root/.aws/")]
    [InlineData("COPY --from=build [|/root/.aws|] /root/.aws")]
    public Task Dockerfile_Reports(string line) => Verify("Dockerfile", $"FROM mcr.microsoft.com/dotnet/aspnet:8.0 AS final\n{line}");

    [Fact]
    public Task Dockerfile_AnyStage_ReportsWhatIsNoDummy() => Verify("Orders.Dockerfile", $$"""
        ARG [|AWS_ACCESS_KEY_ID|]
        FROM mcr.microsoft.com/dotnet/sdk:8.0 AS base
        ENV [|AWS_SESSION_TOKEN|]=test
        FROM base AS build
        ARG [|AWS_SECRET_ACCESS_KEY|]
        ENV [|AWS_ACCESS_KEY_ID|]={|ARCH1004:{{Keys.Id()}}|} [|AWS_SECRET_ACCESS_KEY|]=$AWS_SECRET_ACCESS_KEY
        RUN export [|AWS_ACCESS_KEY_ID|]={|ARCH1004:{{Keys.Id()}}|}
        COPY [|.aws|] /root/.aws
        FROM base
        """,
        message: "'AWS_ACCESS_KEY_ID' hands static AWS credentials to the image; SDK v4 reads the environment before the task role, so they win silently: "
        + "remove it and set a task role (build: RUN --mount=type=secret)");

    [Fact]
    public Task Dockerfile_Ignore_CoversTheInstruction() => RuleVerifier<CredentialsInDeployment>.Files(("Dockerfile", """
        FROM mcr.microsoft.com/dotnet/aspnet:8.0
        # arch:ignore ARCH1005 the emulator in this image wants a key
        ENV TZ=UTC \
            AWS_ACCESS_KEY_ID=test
        ENV [|AWS_SECRET_ACCESS_KEY|]=test
        """));

    // Options

    private const string Compose = """
        services:
          web:
            image: corp/fake-aws:1
            environment:
              - {0}
        """;

    [Theory]
    [InlineData("arch.ARCH1005.compose", "false", "docker-compose.yml")]
    [InlineData("arch.ARCH1005.emulator_images", "fake-aws, other", "docker-compose.yml")]
    [InlineData("arch.ARCH1005.local_files", "docker-compose.yml", "docker-compose.yml")]
    [InlineData("arch.ARCH1005.local_files", "x, *-dev.yml", "compose-dev.yml")]
    public async Task Option_SwitchesTheVerdict(string key, string value, string name)
    {
        await Verify(name, Compose.Replace("{0}", "[|AWS_ACCESS_KEY_ID|]"));
        await Verify(name, Compose.Replace("{0}", "AWS_ACCESS_KEY_ID"), options: new() { [key] = value });
    }

    [Fact]
    public Task Option_LocalFiles_ReplacesTheDefault() => Verify("docker-compose.override.yml", Compose.Replace("{0}", "[|AWS_ACCESS_KEY_ID|]"),
        options: new() { ["arch.ARCH1005.local_files"] = "x.yml" });

    // Ignores

    [Fact]
    public Task IgnoreComments_Silence() => RuleVerifier<CredentialsInDeployment>.Files(("docker-compose.yml", """
        services:
          web:
            image: orders
            environment:
              - AWS_ACCESS_KEY_ID # arch:ignore ARCH1005 the build needs it
              # arch:ignore ARCH9002,ARCH1005 the build needs it
              - AWS_SECRET_ACCESS_KEY
              - [|AWS_SESSION_TOKEN|]
        """));

    [Fact]
    public Task IgnoreInMetadata_Silences() => Verify("template.yaml", """
        Resources:
          Import:
            Type: AWS::Lambda::Function
            Metadata: { arch: { ignore: [ARCH1005] } }
            Properties:
              Environment: { Variables: { AWS_ACCESS_KEY_ID: x } }
          Export:
            Type: AWS::Lambda::Function
            Metadata: { arch: { ignore: [ARCH1004] } }
            Properties:
              Environment: { Variables: { [|AWS_ACCESS_KEY_ID|]: x } }
        """);

    private static async Task Verify(string path, string markup, string? message = null, Dictionary<string, string>? options = null)
    {
        foreach (var variant in TextVariants.Of(path, markup))
            await RuleVerifier<CredentialsInDeployment>.Files(message, options, (path, variant));
    }
}
