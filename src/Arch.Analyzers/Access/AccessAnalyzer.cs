using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Access;

/// <summary>Hosts the rules over code that handles AWS credentials. They need the SDK or the CDK; the search for key material does not and has a host of its own.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AccessAnalyzer() : CodeAnalyzer(new StaticAwsCredentials(), new CredentialsReadByHand(), new CredentialsInDeploymentCdk())
{
    private protected override bool Applies(ArchContext arch) =>
        arch.ReferencesPrefix("AWSSDK.") || arch.ReferencesPrefix("MassTransit") || arch.References("Amazon.CDK.Lib");
}
