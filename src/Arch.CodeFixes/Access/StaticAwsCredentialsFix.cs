using System;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Arch.Analyzers.Access;
using Arch.Analyzers.Engine;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Access;

/// <summary>ARCH1002: takes static keys away, so that the client asks the default credential chain.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StaticAwsCredentialsFix)), Shared]
public sealed class StaticAwsCredentialsFix() : DocumentFix(AccessRules.StaticAwsCredentials)
{
    private const string Chain = "chain";
    private const string Service = "service";

    private protected override async Task OfferAsync(FixOffer offer)
    {
        await OfferAsync(offer, "Use the default credential chain, which finds the task role", Chain).ConfigureAwait(false);
        await OfferAsync(offer, "Use 'AddAWSService', whose clients use the default credential chain", Service).ConfigureAwait(false);
    }

    private protected override bool Plan(Document document, Diagnostic finding, string variant, Edits edits, CancellationToken cancellation)
    {
        if (!finding.Properties.TryGetValue(StaticAwsCredentials.Sink, out var text) || !Enum.TryParse(text, out CredentialSink sink))
            return false;
        var node = edits.Model.SyntaxTree.GetRoot(cancellation).FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true);
        var sinks = CredentialSinks.Get(ArchContext.Get(edits.Model.Compilation, document.Project.AnalyzerOptions));
        var construction = new KeylessConstruction(edits, sinks, cancellation);
        if (variant == Service)
            return sink is CredentialSink.Client or CredentialSink.Credentials && new ServiceRegistration(edits, construction, cancellation).Plan(node);

        return sink switch
        {
            CredentialSink.Client or CredentialSink.TransferUtility => construction.PlanClient(node),
            CredentialSink.Credentials or CredentialSink.EnvironmentCredentials => node is BaseObjectCreationExpressionSyntax creation
                && new KeylessCredentials(edits, sinks, cancellation).Plan(creation),
            CredentialSink.Member => PlanMembers(node, edits, cancellation),
            _ => false,
        };
    }

    /// <summary>Deletes what sets the id and the secret of a host.</summary>
    private static bool PlanMembers(SyntaxNode node, Edits edits, CancellationToken cancellation)
    {
        ExpressionSyntax? setter = node.FirstAncestorOrSelf<AssignmentExpressionSyntax>();
        setter ??= node.FirstAncestorOrSelf<InvocationExpressionSyntax>();
        if (setter is null)
            return false;
        foreach (var member in KeyMembers.SettersOf(setter, edits.Model, cancellation))
        {
            var value = member is AssignmentExpressionSyntax assignment ? assignment.Right : (SyntaxNode)((InvocationExpressionSyntax)member).ArgumentList;
            if (SideEffects.AreIn(value, edits.Model, cancellation) || !Removal.Plan(member, edits))
                return false;
        }

        return true;
    }
}
