using System.Linq;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Access;

/// <summary>ARCH1002: a client, a credentials object or a host is given static AWS keys, wherever they come from.</summary>
internal sealed class StaticAwsCredentials() : CodeRule(AccessRules.StaticAwsCredentials)
{
    /// <summary>Property of the diagnostic: the <see cref="CredentialSink"/>, which tells the fix what to look for.</summary>
    public const string Sink = "arch.sink";

    public override bool Applies(ArchContext arch) =>
        !arch.IsTestProject || arch.Configuration.GetAll(AccessOptions.IncludeTests, arch.Compilation).Contains(true);

    public override void Start(RuleStart start)
    {
        var sinks = CredentialSinks.Get(start.Arch);
        start.OnCreation(CredentialSinks.Created, creation => CheckCreation(creation, sinks));
        start.OnCall(CredentialSinks.MethodNames, call => CheckCall(call, sinks));
        start.OnAssignment(CredentialSinks.MemberNames, assignment => CheckAssignment(assignment, sinks));
        ExtraSinks.Start(start, sinks);
    }

    private static void CheckCreation(CreationContext context, CredentialSinks sinks)
    {
        if (CredentialSinks.IsOther(context.Creation) || context.Constructor is not { } constructor)
            return;
        var sink = sinks.Of(constructor);
        if (sink == CredentialSink.None || TemporaryCredentials.Feed(context.Arguments, constructor, context.Model, context.Cancellation))
            return;

        var endpoint = new CustomEndpoint(sinks, context.Model, context.Cancellation);
        if (sink == CredentialSink.Client ? endpoint.IsOfClient(context.Arguments, constructor)
            : context.Creation is ExpressionSyntax creation && endpoint.IsOfCredentials(creation))
            return;
        if (StaticCredentialsExemption.Covers(context.Arch, sinks.Types, context.ContainingSymbol, context.Creation.SyntaxTree))
            return;

        var remedy = StaticCredentialsRemedy.Of(sink, context.Creation, context.Arguments, constructor, sinks, context.Model, context.Cancellation);
        context.Report.With(Sink, sink.ToString()).At(Place(context.Creation), Finding.Of(constructor), constructor.ContainingType.Name, remedy);
    }

    private static void CheckCall(CallContext context, CredentialSinks sinks)
    {
        if (context.Call.ArgumentList.Arguments.Count == 0 || context.Method is not { } method)
            return;
        var sink = sinks.Of(method);
        if (sink == CredentialSink.None
            || (sink == CredentialSink.Member
                ? KeyMembers.AreSilent(context.Call, context.Model, context.Cancellation)
                    || new CustomEndpoint(sinks, context.Model, context.Cancellation).IsOfHost(context.Call)
                : TemporaryCredentials.Feed(context.Call.ArgumentList, method, context.Model, context.Cancellation))
            || StaticCredentialsExemption.Covers(context.Arch, sinks.Types, context.ContainingSymbol, context.Call.SyntaxTree))
            return;

        var remedy = sink == CredentialSink.Member ? StaticCredentialsRemedy.RemoveAssignment : StaticCredentialsRemedy.Resolve(sinks.Types);
        context.Report.With(Sink, sink.ToString()).At(context.NameLocation, Finding.Of(method), method.Name, remedy);
    }

    private static void CheckAssignment(NodeContext context, CredentialSinks sinks)
    {
        var assignment = (AssignmentExpressionSyntax)context.Node;
        if (context.Model.GetSymbolInfo(assignment.Left, context.Cancellation).Symbol is not IPropertySymbol property
            || !CredentialSinks.IsKeyProperty(property)
            || KeyMembers.AreSilent(assignment, context.Model, context.Cancellation)
            || StaticCredentialsExemption.Covers(context.Arch, sinks.Types, context.ContainingSymbol, assignment.SyntaxTree))
            return;

        // A profile is built as a whole; the two settings of a host stand side by side with others that are fine.
        var isProfile = property.ContainingType.IsBelow("Amazon");
        var creation = isProfile && assignment.Parent is InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax owner } ? owner : null;
        context.Report.With(Sink, (isProfile ? CredentialSink.Other : CredentialSink.Member).ToString()).At(
            creation?.GetLocation() ?? KeyMembers.NameOf(assignment)!.GetLocation(),
            Finding.Of(property),
            creation is null ? property.Name : property.ContainingType.Name,
            StaticCredentialsRemedy.RemoveAssignment);
    }

    private static Location Place(SyntaxNode creation) => creation switch
    {
        ConstructorInitializerSyntax initializer => initializer.ThisOrBaseKeyword.GetLocation(),
        PrimaryConstructorBaseTypeSyntax primary => primary.Type.GetLocation(),
        _ => creation.GetLocation(),
    };
}
