namespace Arch.Analyzers.Cloud;

/// <summary>What a structured text file describes.</summary>
internal enum CloudFileKind
{
    None,

    /// <summary>An ECS task definition, or the list of its containers.</summary>
    TaskDefinition,

    /// <summary>A CodeDeploy application specification for ECS or Lambda.</summary>
    AppSpec,

    /// <summary>A CodeDeploy application specification for servers, which no rule looks at.</summary>
    ServerAppSpec,

    CloudFormation,

    /// <summary>CloudFormation with the transform <c>AWS::Serverless-2016-10-31</c>.</summary>
    Sam,

    /// <summary>A service of the Serverless Framework.</summary>
    Serverless,

    Compose,

    /// <summary><c>cdk.json</c>.</summary>
    CdkSettings,
}
