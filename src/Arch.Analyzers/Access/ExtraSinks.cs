using System.Linq;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Access;

/// <summary>The members that the option <c>extra_sinks</c> names: every use of one is a finding of ARCH1002.</summary>
internal static class ExtraSinks
{
    public static void Start(RuleStart start, CredentialSinks sinks)
    {
        var members = start.Arch.Configuration.GetAll(AccessOptions.ExtraSinks, start.Arch.Compilation).SelectMany(static list => list).Distinct().ToList();
        if (members.Count == 0)
            return;

        var names = members.Select(static member => member.Substring(member.LastIndexOf('.') + 1)).Distinct().ToArray();
        start.OnCreation(names.Select(static name => (CreatedType)name).ToArray(), context => Check(context.Arch, sinks, context.Constructor, context.Creation, context.ContainingSymbol, context.Creation.GetLocation(), context.Report));
        start.OnCall(names, context => Check(context.Arch, sinks, context.Method, context.Call, context.ContainingSymbol, context.NameLocation, context.Report));
        start.OnAssignment(names, context =>
        {
            var target = ((AssignmentExpressionSyntax)context.Node).Left;
            var name = target is MemberAccessExpressionSyntax access ? access.Name : target;
            Check(context.Arch, sinks, context.Model.GetSymbolInfo(target, context.Cancellation).Symbol, context.Node, context.ContainingSymbol, name.GetLocation(), context.Report);
        });
    }

    public static bool Contains(ArchContext arch, ISymbol member, SyntaxTree tree)
    {
        var members = arch.Configuration.Get(AccessOptions.ExtraSinks, tree);
        return !members.IsEmpty && members.Contains(FullName(member));
    }

    private static void Check(ArchContext arch, CredentialSinks sinks, ISymbol? member, SyntaxNode node, ISymbol? place, Location location, Reporter report)
    {
        if (member is null || !Contains(arch, member, node.SyntaxTree)
            || (member is IMethodSymbol method && sinks.Of(method) != CredentialSink.None) || CredentialSinks.IsKeyProperty(member)
            || StaticCredentialsExemption.Covers(arch, sinks.Types, place, node.SyntaxTree))
            return;
        var name = member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? member.ContainingType.Name : member.Name;
        report.With(StaticAwsCredentials.Sink, nameof(CredentialSink.Other)).At(location, Finding.Of(member), name, StaticCredentialsRemedy.Resolve(sinks.Types));
    }

    private static string FullName(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Constructor }
        ? Names.Full(member.ContainingType) + "." + member.ContainingType.Name
        : Names.Full(member);
}
