using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Access;

/// <summary>ARCH1005 in stacks: code of the CDK puts AWS credentials into the environment of a container or function.</summary>
internal sealed class CredentialsInDeploymentCdk() : CodeRule(AccessRules.CredentialsInDeployment)
{
    public override bool Applies(ArchContext arch) => !arch.IsTestProject && arch.References("Amazon.CDK.Lib");

    public override void Start(RuleStart start)
    {
        start.OnSyntax([SyntaxKind.ImplicitElementAccess], OnIndex);
        start.OnSyntax([SyntaxKind.ComplexElementInitializerExpression], OnTuple);
        start.OnSyntax([SyntaxKind.SimpleAssignmentExpression], OnAssignment);
        start.OnCall(["Add", "TryAdd"], OnAdd);
        start.OnCall(["AddEnvironment", "AddEnvironmentVariable", "AddSecret"], OnMethod);
        start.OnCreation(["KeyValuePairProperty", "SecretProperty", "EnvironmentProperty"], OnPair);
    }

    /// <summary><c>["NAME"] = value</c> in an initializer.</summary>
    private static void OnIndex(NodeContext node)
    {
        if (node.Node is ImplicitElementAccessSyntax { ArgumentList.Arguments: { Count: 1 } keys, Parent: AssignmentExpressionSyntax entry })
            OnElement(node, entry, keys[0].Expression, entry.Right);
    }

    /// <summary><c>{ "NAME", value }</c> in an initializer.</summary>
    private static void OnTuple(NodeContext node)
    {
        if (node.Node is InitializerExpressionSyntax { Expressions: { Count: 2 } pair } entry)
            OnElement(node, entry, pair[0], pair[1]);
    }

    private static void OnElement(NodeContext node, ExpressionSyntax element, ExpressionSyntax key, ExpressionSyntax value)
    {
        var stack = new StackEnvironment(node.Model, node.Cancellation);
        if (element.Parent is not InitializerExpressionSyntax { Parent: ExpressionSyntax owner } initializer || stack.Credential(key, value) is not { } name)
            return;
        // "Environment = { … }" fills the dictionary that is there.
        Report(node.Report, key, name, owner is AssignmentExpressionSyntax ? stack.Assigned(initializer) : stack.Receiver(owner));
    }

    /// <summary><c>environment["NAME"] = value;</c></summary>
    private static void OnAssignment(NodeContext node)
    {
        if (node.Node is not AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } keys } access } assignment)
            return;
        var stack = new StackEnvironment(node.Model, node.Cancellation);
        if (stack.Credential(keys[0].Expression, assignment.Right) is { } name)
            Report(node.Report, keys[0].Expression, name, stack.ReceiverOfVariable(access.Expression));
    }

    /// <summary><c>environment.Add("NAME", value)</c></summary>
    private static void OnAdd(CallContext call)
    {
        if (call.Call.ArgumentList.Arguments is not { Count: 2 } arguments || Receiver.Of(call.Call) is not { } environment)
            return;
        var stack = new StackEnvironment(call.Model, call.Cancellation);
        if (stack.Credential(arguments[0].Expression, arguments[1].Expression) is { } name)
            Report(call.Report, arguments[0].Expression, name, stack.ReceiverOfVariable(environment));
    }

    /// <summary><c>container.AddEnvironment("NAME", value)</c></summary>
    private static void OnMethod(CallContext call)
    {
        if (call.Call.ArgumentList.Arguments.Count < 2 || call.Method is not { Parameters.Length: >= 2 } method)
            return;
        var arguments = call.Call.ArgumentList;
        var stack = new StackEnvironment(call.Model, call.Cancellation);
        if (ArgumentByParameter.Find(arguments, method, method.Parameters[0].Name)?.Expression is { } key
            && stack.Credential(key, ArgumentByParameter.Find(arguments, method, method.Parameters[1].Name)?.Expression) is { } name)
            Report(call.Report, key, name, stack.Called(call.Call, method.ContainingType));
    }

    /// <summary><c>new KeyValuePairProperty { Name = "NAME", Value = value }</c></summary>
    private static void OnPair(CreationContext creation)
    {
        if (creation.Creation is not BaseObjectCreationExpressionSyntax { Initializer: { } initializer } pair)
            return;
        ExpressionSyntax? key = null;
        ExpressionSyntax? value = null;
        foreach (var expression in initializer.Expressions)
        {
            if (expression is not AssignmentExpressionSyntax { Left: IdentifierNameSyntax member } assignment)
                continue;
            if (member.Identifier.ValueText == "Name")
                key = assignment.Right;
            else if (member.Identifier.ValueText is "Value" or "ValueFrom")
                value = assignment.Right;
        }

        var stack = new StackEnvironment(creation.Model, creation.Cancellation);
        if (key is not null && stack.Credential(key, value) is { } name)
            Report(creation.Report, key, name, stack.Paired(pair));
    }

    private static void Report(Reporter report, ExpressionSyntax key, string name, StackReceiver? receiver)
    {
        if (receiver is { } known)
            report.At(key.GetLocation(), new Finding(name), name, known.Name, known.Remedy);
    }
}
