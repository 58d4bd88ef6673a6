using Arch.Analyzers.Access;

namespace Arch.Analyzers.Tests.Access;

public class CredentialNameTests
{
    /// <summary>Name, kind, and M or S when it has material or setting strength.</summary>
    private const string Names = """
        AWS_ACCESS_KEY_ID                       Id      MS
        AWS_SECRET_ACCESS_KEY                   Secret  MS
        AWS_SESSION_TOKEN                       Token   MS
        AWS_SECRET_KEY                          Secret  MS
        AWS_ACCESS_KEY                          Id      MS
        AWS_SECURITY_TOKEN                      Token   MS
        AWS_BEARER_TOKEN_BEDROCK                Token   MS
        AWS_BEARER_TOKEN_BEDROCK_RUNTIME        Token   MS
        AWS_BEARER_TOKEN                        Token   MS
        aws_access_key_id                       Id      MS
        aws_secret_access_key                   Secret  MS
        aws_session_token                       Token   MS
        aws_secret_key                          Secret  MS
        aws_access_key                          Id      MS
        aws_security_token                      Token   MS
        aws_bearer_token_bedrock                Token   MS
        aws-access-key-id                       Id      MS
        aws-secret-access-key                   Secret  MS
        aws-session-token                       Token   MS
        aws-secret-key                          Secret  MS
        Aws_Access_Key_Id                       Id      MS
        awsAccessKeyId                          Id      MS
        awsSecretAccessKey                      Secret  MS
        awsSessionToken                         Token   MS
        awsAccessKey                            Id      MS
        awsSecretKey                            Secret  MS
        awsSecret                               Secret  MS
        AwsAccessKeyId                          Id      MS
        AwsAccessKeyID                          Id      MS
        AwsSecretAccessKey                      Secret  MS
        AwsSessionToken                         Token   MS
        AwsSecurityToken                        Token   MS
        AwsBearerToken                          Token   MS
        AwsAccessKey                            Id      MS
        AwsSecretKey                            Secret  MS
        AwsSecret                               Secret  MS
        AwsAccessSecret                         Secret  MS
        AwsAccessSecretKey                      Secret  MS
        AwsAccessKeySecret                      Secret  MS
        AWSAccessKeyId                          Id      MS
        AWSAccessKeyID                          Id      MS
        AWSSecretAccessKey                      Secret  MS
        AWSSessionToken                         Token   MS
        AWSSecretKey                            Secret  MS
        AWSAccessKey                            Id      MS
        AWSSecret                               Secret  MS
        AWSSDKSecretKey                         Secret  MS
        awsaccesskeyid                          Id      MS
        awsaccesskey                            Id      MS
        awssecretaccesskey                      Secret  MS
        awssecretkey                            Secret  MS
        awssecret                               Secret  MS
        awsaccesskeysecret                      Secret  MS
        awsaccesssecret                         Secret  MS
        awssessiontoken                         Token   MS
        awssecuritytoken                        Token   MS
        AWSSECRETKEY                            Secret  MS
        AWSACCESSKEYID                          Id      MS
        AWSSECRETACCESSKEY                      Secret  MS
        AWSSESSIONTOKEN                         Token   MS
        AWS_SECRETKEY                           Secret  MS
        AWS_ACCESSKEY                           Id      MS
        AWS_ACCESSKEYID                         Id      MS
        AWS_SECRETACCESSKEY                     Secret  MS
        AWS_SECRET_ACCESSKEY                    Secret  MS
        AWS_SESSIONTOKEN                        Token   MS
        aws_accesskey                           Id      MS
        aws_secretkey                           Secret  MS
        aws-secretkey                           Secret  MS
        AmazonAccessKey                         Id      MS
        AmazonSecretKey                         Secret  MS
        AmazonSecretAccessKey                   Secret  MS
        AMAZON_SECRET_KEY                       Secret  MS
        amazonsecretkey                         Secret  MS
        amazonAccessKeyId                       Id      MS
        AmazonS3SecretKey                       Secret  MS
        amazonsessiontoken                      Token   MS
        AwsS3SecretKey                          Secret  MS
        AwsSqsAccessKey                         Id      MS
        AWS_S3_SECRET_ACCESS_KEY                Secret  MS
        AWS_S3_ACCESS_KEY_ID                    Id      MS
        AWS_PROD_SECRET_ACCESS_KEY              Secret  MS
        PROD_AWS_SECRET_ACCESS_KEY              Secret  MS
        TF_VAR_aws_secret_access_key            Secret  MS
        _awsSecretKey                           Secret  MS
        m_awsSecretKey                          Secret  MS
        __awsSecretKey                          Secret  MS
        s_awsAccessKey                          Id      MS
        DefaultAwsSecretKey                     Secret  MS
        MyCompanyAWSSecretKey                   Secret  MS
        AWS Secret Access Key                   Secret  MS
        $env:AWS_SECRET_ACCESS_KEY              Secret  MS
        @awsSecretKey                           Secret  MS
        AWS:AccessKey                           Id      MS
        AWS:SecretKey                           Secret  MS
        AWS:AccessKeyId                         Id      MS
        AWS:SecretAccessKey                     Secret  MS
        AWS:SessionToken                        Token   MS
        AWS:Secret                              Secret  MS
        AWS:AWS_ACCESS_KEY_ID                   Id      MS
        AWS:AWS_SECRET_ACCESS_KEY               Secret  MS
        AWS:IAM:AccessKey                       Id      MS
        AWS:IAM:SecretKey                       Secret  MS
        AWSCredentials:AccesskeyID              Id      MS
        AWSCredentials:SecretKey                Secret  MS
        Amazon:AccessKeyId                      Id      MS
        Amazon:AccessKeySecret                  Secret  MS
        AWS:ACCESS_KEY                          Id      MS
        AWS:SECRET_KEY                          Secret  MS
        aws:accesskey                           Id      MS
        aws:secretkey                           Secret  MS
        aws.accessKeyId                         Id      MS
        aws.secretAccessKey                     Secret  MS
        aws.secretKey                           Secret  MS
        aws/secret_key                          Secret  MS
        AWS__SecretKey                          Secret  MS
        AWS__AccessKey                          Id      MS
        AWS__SecretAccessKey                    Secret  MS
        AWS__SESSION_TOKEN                      Token   MS
        AWS:Manager:SecretKey                   Secret  MS
        App:Aws:SecretKey                       Secret  MS
        Client:AwsSecret                        Secret  MS
        Orders__AWS__SecretKey                  Secret  MS
        Orders:Aws:Sqs:SecretKey                Secret  MS
        AwsOptions.SecretKey                    Secret  MS
        AwsOptions.AccessKey                    Id      MS
        AwsSettings:Secret                      Secret  MS
        AmazonSettings.AccessKeyId              Id      MS
        awsconfig:secretkey                     Secret  MS
        Aws.Options.SessionToken                Token   MS
        provider:aws:secret_key                 Secret  MS
        Storage/Aws/AccessSecret                Secret  MS
        Environment:AWS_BEARER_TOKEN_BEDROCK    Token   MS
        SecretAccessKey                         Secret  M
        secretAccessKey                         Secret  M
        secret_access_key                       Secret  M
        SECRET_ACCESS_KEY                       Secret  M
        secretaccesskey                         Secret  M
        secret-access-key                       Secret  M
        Storage:SecretAccessKey                 Secret  M
        ClientSecretAccessKey                   Secret  M
        S3SecretKey                             Secret  M
        S3:SecretKey                            Secret  M
        S3__SecretKey                           Secret  M
        s3_secret_key                           Secret  M
        S3Options.Secret                        Secret  M
        S3AccessKeySecret                       Secret  M
        SqsSecretKey                            Secret  M
        SQSSecretKey                            Secret  M
        sqs:secret                              Secret  M
        SnsSecretKey                            Secret  M
        SesSecretKey                            Secret  M
        SESSecretKey                            Secret  M
        SES_SECRET                              Secret  M
        DynamoSecretKey                         Secret  M
        DynamoDbSecretKey                       Secret  M
        DynamoDBSecretKey                       Secret  M
        DYNAMODB_SECRET_KEY                     Secret  M
        dynamo_db_secret_key                    Secret  M
        DynamoDb:SecretKey                      Secret  M
        KinesisSecretKey                        Secret  M
        CloudWatchSecretKey                     Secret  M
        cloudwatch:secretkey                    Secret  M
        BedrockSecretKey                        Secret  M
        BedrockBearerToken                      Token   M
        S3:SessionToken                         Token   M
        SES:SecurityToken                       Token   M
        AccessKey                               Id      M
        AccessKeyId                             Id      M
        accessKeyID                             Id      M
        ACCESS_KEY_ID                           Id      M
        access-key                              Id      M
        accesskey                               Id      M
        accesskeyid                             Id      M
        S3AccessKey                             Id      M
        Minio:AccessKey                         Id      M
        secretAccessKeyId                       Id      M
        SecretKey                               Secret  -
        secret_key                              Secret  -
        SECRET_KEY                              Secret  -
        secretkey                               Secret  -
        Secret                                  Secret  -
        MinioSecretKey                          Secret  -
        Minio:SecretKey                         Secret  -
        ApiSecret                               Secret  -
        AccessSecret                            Secret  -
        AccessKeySecret                         Secret  -
        AlibabaAccessKeySecret                  Secret  -
        accesskeysecret                         Secret  -
        SecretKeyAws.SecretKey                  Secret  MS
        SessionToken                            Token   -
        SecurityToken                           Token   -
        BearerToken                             Token   -
        session_token                           Token   -
        LawsSecretKey                           Secret  -
        ProcessesSecretKey                      Secret  -
        Ec2SecretKey                            Secret  -
        """;

    /// <summary>Names that are about something else, or about a credential without being one.</summary>
    private const string LookAlikes = """
        AWS_REGION
        AWS_DEFAULT_REGION
        AWS_PROFILE
        AWS_ROLE_ARN
        AWS_WEB_IDENTITY_TOKEN_FILE
        AWS_CONTAINER_CREDENTIALS_RELATIVE_URI
        AWS_CONTAINER_AUTHORIZATION_TOKEN
        AWS_ACCESS_KEY_ROTATION_DAYS
        AWS_ACCESS_KEY_ROTATION_ENABLED
        AWS_SECRET_NAME
        AWS_SECRET_ARN
        AWS_SECRET_ID
        AWS_SECRETS
        AWS_BEARER_TOKEN_FILE
        AWS_BEARER_TOKEN_HEADER
        AWS:Region
        AWS:Profile
        AWS:SecretName
        AWS:SecretArn
        AWS:SecretId
        AWS:SecretPath
        AWS:Secret:Name
        AWS:SecretKeyRef
        AWS:SecretUrl
        AWS:SecretUri
        AWS:SecretVersion
        AwsSecretKeyLength
        AwsSecretHash
        AwsSecretAccessKeySha1
        AwsSecretAccessKeyName
        AwsSessionTokenHeader
        AwsSessionTokenFile
        AwsAccessKeys
        AwsAccessKey2
        AccessKeyIdLength
        Jwt:SecretName
        JwtSecret
        Aws:JwtSecretKey
        AwsClientSecret
        AWS:Cognito:ClientSecret
        AWS:Cognito:Secret
        Aws:CognitoSecretKey
        AwsCognito:SecretKey
        AwsWebhookSecret
        AwsSigningSecret
        AwsSignatureSecretKey
        AwsHmacSecret
        AwsCookieSecret
        SessionSecret
        AwsSessionSecret
        AwsOAuthClient
        AwsOauthSecret
        AwsAppSecret
        AwsUserSecret
        AwsManagerSecret
        AWS_SECRETS_MANAGER_SECRET
        AWS:SecretsManager:Secret
        aws:secretsmanager:secret
        AWS:Secrets_Manager:SecretKey
        AwsDbSecret
        AwsDatabaseSecret
        AwsRdsSecret
        AwsEncryptionSecretKey
        AwsCsrfSecret
        AwsSharedSecret
        AwsPassword
        AwsKey
        AwsToken
        AwsAccess
        AwsAccessKeySecretName
        AccessToken
        RefreshToken
        CancellationToken
        cancellationToken
        SecretManager
        SecretKeeper
        Secretary
        KeySecretary
        Secretaccess
        Accessory
        AccessKeyboard
        AWS:SECRET:KEY
        aws.session.token
        Tokenizer
        BearerTokenHandler
        S3Key
        S3ObjectKey
        ""
        :
        __
        ...
        Секрет
        """;

    private static IEnumerable<string> Lines(string table) => table.Split('\n').Select(line => line.Trim());

    public static TheoryData<string, string, string> Known
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var line in Lines(Names))
            {
                var parts = line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                rows.Add(parts[0], parts[1], parts[2].Trim('-'));
            }

            return rows;
        }
    }

    public static TheoryData<string> Unknown => [.. Lines(LookAlikes)];

    [Theory, MemberData(nameof(Known))]
    public void Name_HasKindAndStrengths(string name, string kind, string strengths)
    {
        var expected = new CredentialName(Enum.Parse<CredentialKind>(kind), strengths.Contains('M'), strengths.Contains('S'));
        Assert.Equal(expected, CredentialName.Classify(name));
        Assert.Equal(expected, CredentialName.Classify(name, []));
    }

    [Theory, MemberData(nameof(Unknown))]
    public void LookAlike_IsNone(string name) => Assert.Equal(default, CredentialName.Classify(name));

    [Fact]
    public void Tables_AreLargeEnough()
    {
        Assert.InRange(Lines(Names).Distinct().Count(), 150, 1000);
        Assert.InRange(Lines(LookAlikes).Distinct().Count(), 40, 1000);
    }

    [Theory]
    [InlineData("Vault:SigningSalt", "SigningSalt", true)]
    [InlineData("VaultSigningSalt", "signing_salt", true)]
    [InlineData("VAULT__SIGNING-SALT", "signingSalt", true)]
    [InlineData("Storage:Key", "storage:key", true)]
    [InlineData("Storage__Key", "storage:key", true)]
    [InlineData("StorageKey", "storage:key", true)]
    [InlineData("Designingsalt", "SigningSalt", false)]
    [InlineData("SigningSaltLength", "SigningSalt", false)]
    [InlineData("Salt", "SigningSalt", false)]
    [InlineData("SigningSalt", "", false)]
    [InlineData("SigningSalt", "::", false)]
    public void ExtraName_IsComparedByWords(string path, string extra, bool isSecret) =>
        Assert.Equal(isSecret ? new(CredentialKind.Secret, IsMaterial: true, IsSetting: false) : default, CredentialName.Classify(path, ["Other", extra]));

    [Fact]
    public void ExtraName_WinsOverAWeakerJudgement()
    {
        Assert.True(CredentialName.Classify("Minio:SecretKey", ["SecretKey"]).IsMaterial);
        Assert.True(CredentialName.Classify("JwtSecret", ["jwt_secret"]).IsMaterial);
        Assert.Equal(CredentialKind.Id, CredentialName.Classify("AwsAccessKey", ["AccessKey"]).Kind);
    }

    [Fact]
    public void Culture_ChangesNothing()
    {
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("tr-TR");
            Assert.Equal(new(CredentialKind.Id, true, true), CredentialName.Classify("AWS_ACCESS_KEY_ID"));
            Assert.Equal(new(CredentialKind.Id, true, true), CredentialName.Classify("AWSACCESSKEYID"));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void OrdinaryName_DoesNotAllocate()
    {
        CredentialName.Classify("ConnectionStrings:Orders");
        var before = GC.GetAllocatedBytesForCurrentThread();
        CredentialName.Classify("ConnectionStrings:Orders");
        CredentialName.Classify("AWS_REGION");
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
