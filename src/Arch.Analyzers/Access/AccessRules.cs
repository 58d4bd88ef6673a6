using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Access;

/// <summary>ARCH10xx: AWS credentials.</summary>
internal static class AccessRules
{
    public static readonly DiagnosticDescriptor HardcodedAwsKey = Descriptor.Create(
        "ARCH1001",
        title: "Do not put an AWS key into source code",
        messageFormat: "{0} is in source code: whoever reads the repository or the binary can use it and git history keeps it; "
            + "rotate the key, delete it and let the default credential chain use the ECS task role",
        category: Category.Access,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A key that was committed once is public for good: it stays in the history, in every clone and in the binary, and stolen keys are used "
            + "within minutes. Literals, values that are put together from literals, comments and disabled code are searched for key ids, secret keys, "
            + "session tokens and Bedrock keys. An ECS task role needs no key at all.",
        mode: Mode.Minimum);

    public static readonly DiagnosticDescriptor StaticAwsCredentials = Descriptor.Create(
        "ARCH1002",
        title: "Do not build static AWS credentials",
        messageFormat: "'{0}' is given static AWS credentials, which leak and expire unnoticed; on ECS the task role supplies short-lived ones: {1}",
        category: Category.Access,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Code that hands keys to a client takes them from somewhere, and there they leak or are forgotten until the day they are rotated and the "
            + "service stops. The default credential chain finds the ECS task role by itself and renews its short-lived credentials. Reported is the "
            + "construction, wherever the values come from.",
        mode: Mode.Minimum);

    public static readonly DiagnosticDescriptor CredentialsReadByHand = Descriptor.Create(
        "ARCH1003",
        title: "Do not read or set AWS credentials by hand",
        messageFormat: "'{0}' is {1} by hand: static AWS credentials bypass the ECS task role and end up in environment or configuration; "
            + "remove it, SDK clients find the task role through the default chain",
        category: Category.Access,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A service that reads access keys from its environment or configuration needs somebody to put them there. From then on they are in task "
            + "definitions, parameter files and logs. Reported are reads and writes of the credential variables and settings by their constant names.");

    public static readonly DiagnosticDescriptor AwsKeyInFile = Descriptor.Create(
        "ARCH1004",
        title: "Do not put an AWS key into a file",
        messageFormat: "{0} is in '{1}', which is committed and often copied into the image; rotate the key, delete it here and use the ECS task role "
            + "(locally: a profile from 'aws sso login')",
        category: Category.Access,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Settings files, Dockerfiles and templates travel further than their authors think: into git history, images and build logs. Every text file "
            + "of the project is searched for key ids and tokens, and the values of structured files for secret keys, by the names they carry.",
        mode: Mode.Minimum);

    public static readonly DiagnosticDescriptor CredentialsInDeployment = Descriptor.Create(
        "ARCH1005",
        title: "Do not hand AWS credentials to a container or function",
        messageFormat: "'{0}' hands static AWS credentials to {1}; SDK v4 reads the environment before the task role, so they win silently: remove it and set {2}",
        category: Category.Access,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A credential variable in a task definition, template, Dockerfile or compose file beats the task role without a word: the service runs on a "
            + "key that nobody rotates, with rights that nobody reviews. Reported is the variable, also when its value is a reference or comes from a secret store.",
        mode: Mode.Minimum);
}
