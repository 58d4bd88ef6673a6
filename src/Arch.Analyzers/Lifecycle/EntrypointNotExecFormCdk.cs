using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3008 in stacks: <c>EntryPoint</c> and <c>Command</c> of a container.</summary>
internal sealed class EntrypointNotExecFormCdk() : CodeRule(LifecycleRules.EntrypointNotExecForm)
{
    private const string EntryPointName = "EntryPoint";

    private const string CommandName = "Command";

    public override void Start(RuleStart start) => start.OnAssignment([EntryPointName, CommandName], static node =>
    {
        if (node.Node is not AssignmentExpressionSyntax { Left: IdentifierNameSyntax property, Parent: InitializerExpressionSyntax options } assignment
            || node.Model.GetSymbolInfo(property, node.Cancellation).Symbol is not IPropertySymbol { ContainingType: var type } || !IsContainer(type))
            return;
        var entryPoint = Words(options, EntryPointName, node.Model, node.Cancellation);
        var command = Words(options, CommandName, node.Model, node.Cancellation);
        if (entryPoint.IsDefault || command.IsDefault)
            return;
        var image = Image(options, node.Model, node.Cancellation) is { } name ? BaseImage.Parse(name) : (BaseImage?)null;
        if (image is { IsWindows: true } or { IsLambda: true }
            || CommandShell.Of(ImmutableArray<string>.Empty, entryPoint, command, image?.Shell ?? ShellKind.Unknown) is not { } shell
            || shell.IsInEntryPoint != (property.Identifier.ValueText == EntryPointName))
            return;
        var finding = new Finding(property.Identifier.ValueText + " " + shell.App);
        var advice = shell.Advice(property.Identifier.ValueText);
        if (shell.Verdict == ShellVerdict.Stays)
            node.Report.At(property.GetLocation(), finding, property.Identifier.ValueText, shell.App, shell.Init is null ? "" : $" ({shell.Init} does not help)", advice);
        else
            node.Report.In(LifecycleWordings.HandsOverByLuck).Soft(property.GetLocation(), finding, property.Identifier.ValueText, shell.App, advice);
    });

    /// <summary>Containers of ECS; the command of a health check is another thing.</summary>
    private static bool IsContainer(INamedTypeSymbol type) => type.Name switch
    {
        "ContainerDefinitionOptions" or "ContainerDefinitionProps" or "ContainerDefinitionProperty" => type.IsIn("Amazon.CDK.AWS.ECS"),
        "ApplicationLoadBalancedTaskImageOptions" or "NetworkLoadBalancedTaskImageOptions" or "ApplicationLoadBalancedTaskImageProps" or "NetworkLoadBalancedTaskImageProps" =>
            type.IsIn("Amazon.CDK.AWS.ECS.Patterns"),
        _ => false,
    };

    /// <summary>The words of a property, null for one that is not known; empty without the property, default when they are not to be seen.</summary>
    private static ImmutableArray<string?> Words(InitializerExpressionSyntax options, string property, SemanticModel model, CancellationToken cancellation)
    {
        if (Member(options, property) is not { } value)
            return ImmutableArray<string?>.Empty;
        var written = SingleValue.Of(value, model, cancellation);
        var elements = written.SyntaxTree == model.SyntaxTree ? ArgumentElements.Of(written) : default;
        return elements.IsDefault ? default : elements.Select(element => KnownText.Of(element, model, cancellation).Complete).ToImmutableArray();
    }

    /// <summary>The name in <c>ContainerImage.FromRegistry("name")</c>.</summary>
    private static string? Image(InitializerExpressionSyntax options, SemanticModel model, CancellationToken cancellation) =>
        Member(options, "Image") is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromRegistry" }, ArgumentList.Arguments: { Count: > 0 } arguments }
            ? KnownText.Of(arguments[0].Expression, model, cancellation).Complete
            : null;

    private static ExpressionSyntax? Member(InitializerExpressionSyntax options, string name) => options.Expressions.OfType<AssignmentExpressionSyntax>()
        .FirstOrDefault(assignment => assignment.Left is IdentifierNameSyntax left && left.Identifier.ValueText == name)?.Right;
}
