using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Access;

/// <summary>Hosts the rules over code that handles AWS credentials. They need the SDK; the search for key material does not and has a host of its own.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AccessAnalyzer() : CodeAnalyzer(new StaticAwsCredentials(), new CredentialsReadByHand())
{
    private protected override bool Applies(ArchContext arch) => arch.ReferencesPrefix("AWSSDK.") || arch.ReferencesPrefix("MassTransit");
}
