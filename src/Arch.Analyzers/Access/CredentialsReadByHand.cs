using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Access;

/// <summary>ARCH1003: a variable or setting that holds AWS credentials is read or set by its name.</summary>
internal sealed class CredentialsReadByHand() : CodeRule(AccessRules.CredentialsReadByHand)
{
    /// <summary>Property of the diagnostic: present when the setting is set, which can be deleted.</summary>
    public const string IsSet = "arch.set";

    public override bool Applies(ArchContext arch) => !arch.IsTestProject && arch.ReferencesPrefix("AWSSDK.");

    public override void Start(RuleStart start)
    {
        var sinks = CredentialSinks.Get(start.Arch);
        start.OnCall(SettingAccess.MethodNames(start.Arch), call =>
        {
            if (SettingAccess.MayName(call.Call.ArgumentList.Arguments) && call.Method is { } method)
                Check(SettingAccess.OfCall(call.Call, method, sinks.Types, call.Model, call.Cancellation), sinks, call.Model, call.Arch, call.Report, call.Cancellation);
        });
        start.OnSyntax([SyntaxKind.ElementAccessExpression, SyntaxKind.ElementBindingExpression], access =>
        {
            var arguments = access.Node is ElementAccessExpressionSyntax element ? element.ArgumentList : ((ElementBindingExpressionSyntax)access.Node).ArgumentList;
            if (arguments.Arguments.Count == 1 && SettingAccess.MayName(arguments.Arguments))
                Check(SettingAccess.OfIndexer((ExpressionSyntax)access.Node, arguments, sinks.Types, access.Model, access.Cancellation), sinks, access.Model, access.Arch, access.Report, access.Cancellation);
        });
    }

    private static void Check(SettingAccess? found, CredentialSinks sinks, SemanticModel model, ArchContext arch, Reporter report, CancellationToken cancellation)
    {
        if (found is not { } access)
            return;
        var name = CredentialName.Classify(access.Name);
        if (!name.IsSetting || (name.Kind == CredentialKind.Id && !access.IsSet && PresenceCheck.IsOnlyUse(access.Value, model, cancellation)))
            return;
        if (access.IsSet)
            report = report.With(IsSet, "true");
        else if (new KeyFlow(arch, sinks, model, cancellation).ReachesSink(access.Value))
            return;
        report.At(access.Node.GetLocation(), new Finding(access.Name), access.Name, access.IsSet ? "set" : "read");
    }
}
