using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Layers;

/// <summary>ARCH4016: a GET endpoint that changes state.</summary>
internal sealed class GetEndpointWrites() : CodeRule(LayersRules.GetEndpointWrites)
{
    private const string Mvc = "Microsoft.AspNetCore.Mvc";

    private static readonly string[] OtherVerbs = ["HttpPost", "HttpPut", "HttpPatch", "HttpDelete"];

    private static readonly string[] Safe = ["GET", "HEAD", "OPTIONS"];

    /// <summary>What links in mails do, which cannot be anything but GET.</summary>
    private static readonly HashSet<string> Confirmations = new(StringComparer.OrdinalIgnoreCase)
    {
        "confirm", "confirmation", "verify", "verification", "unsubscribe", "activate", "activation", "callback", "login", "logout", "signin", "signout", "oauth",
    };

    public override bool Applies(ArchContext arch) =>
        arch.ReferencesAny("Microsoft.AspNetCore.Mvc.Core", "Microsoft.AspNetCore.Routing") && CqrsModel.Get(arch) is not null;

    public override void Start(RuleStart start)
    {
        start.OnSyntax([SyntaxKind.ClassDeclaration], CheckController);
        start.OnCall(["MapGet", "MapMethods"], CheckMapped);
    }

    private static void CheckController(NodeContext node)
    {
        var type = (TypeDeclarationSyntax)node.Node;
        HashSet<SyntaxNode>? seen = null;
        foreach (var member in type.Members)
        {
            if (member is not MethodDeclarationSyntax { AttributeLists.Count: > 0 } action || !IsGet(action, node.Model, node.Cancellation))
                continue;
            var templates = action.AttributeLists.SelectMany(static list => list.Attributes).SelectMany(static attribute => attribute.ArgumentList?.Arguments ?? default)
                .Select(argument => node.Model.GetConstantValue(argument.Expression, node.Cancellation).Value as string);
            if (!IsLink(templates.Append(action.Identifier.ValueText), node.Arch, node.Node.SyntaxTree))
                Check(action, type, action.Identifier.ValueText, node.Model, node.Arch, node.Report, seen ??= [], node.Cancellation);
        }
    }

    private static void CheckMapped(CallContext call)
    {
        if (call.Method is not { ContainingType: { Name: "EndpointRouteBuilderExtensions" } type } method || !type.IsIn("Microsoft.AspNetCore.Builder")
            || ArgumentByParameter.Find(call.Call.ArgumentList, method, "pattern")?.Expression is not { } pattern
            || (ArgumentByParameter.Find(call.Call.ArgumentList, method, "handler") ?? ArgumentByParameter.Find(call.Call.ArgumentList, method, "requestDelegate"))?.Expression is not { } handler
            || !OnlySafe(call, method))
            return;
        var route = KnownText.Of(pattern, call.Model, call.Cancellation).With("*");
        if (CodeOf(handler, call.Model, call.Cancellation) is { } code && !IsLink([route, (handler as IdentifierNameSyntax)?.Identifier.ValueText], call.Arch, call.Call.SyntaxTree))
            Check(code, code.FirstAncestorOrSelf<TypeDeclarationSyntax>(), route ?? "*", call.Model, call.Arch, call.Report, [], call.Cancellation);
    }

    private static void Check(
        SyntaxNode code, TypeDeclarationSyntax? type, string endpoint, SemanticModel model, ArchContext arch, Reporter report, HashSet<SyntaxNode> seen, CancellationToken cancellation)
    {
        var reach = type is null ? [code] : Reach.From(code, type, model, cancellation);
        foreach (var write in reach.SelectMany(part => Write.In(part, model, CqrsModel.Get(arch)!, cancellation)))
        {
            // A message asks others to act, and they may be asked twice.
            if (!write.IsMessage && seen.Add(write.Name))
                report.At(write.Name.GetLocation(), Finding.Of(write.Method), endpoint, write.Shown);
        }
    }

    private static bool IsGet(MethodDeclarationSyntax action, SemanticModel model, CancellationToken cancellation)
    {
        var isGet = false;
        foreach (var attribute in action.AttributeLists.SelectMany(static list => list.Attributes))
        {
            var name = NameOf(attribute);
            if (OtherVerbs.Contains(name))
                return false;
            if (name == "AcceptVerbs")
            {
                if (attribute.ArgumentList is not { } verbs || verbs.Arguments.Any(verb => verb.NameEquals is null && !IsSafe(model.GetConstantValue(verb.Expression, cancellation).Value as string)))
                    return false;
                isGet = true;
            }

            isGet |= name == "HttpGet";
        }

        return isGet && action.AttributeLists.SelectMany(static list => list.Attributes).Any(attribute => NameOf(attribute) is "HttpGet" or "AcceptVerbs"
            && model.GetSymbolInfo(attribute, cancellation).Symbol is IMethodSymbol constructor && constructor.ContainingType.IsIn(Mvc));
    }

    private static string NameOf(AttributeSyntax attribute)
    {
        var name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText : (attribute.Name as SimpleNameSyntax)?.Identifier.ValueText ?? "";
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    private static bool IsSafe(string? verb) => verb is not null && Safe.Contains(verb.ToUpperInvariant());

    private static bool OnlySafe(CallContext call, IMethodSymbol method)
    {
        if (method.Name == "MapGet")
            return true;
        return ArgumentByParameter.Find(call.Call.ArgumentList, method, "httpMethods")?.Expression is { } verbs && ArgumentElements.Of(verbs) is { IsDefaultOrEmpty: false } elements
            && elements.All(verb => IsSafe(KnownText.Of(verb, call.Model, call.Cancellation).Complete));
    }

    /// <summary>The lambda, local function or method of the same file that handles the request.</summary>
    private static SyntaxNode? CodeOf(ExpressionSyntax handler, SemanticModel model, CancellationToken cancellation) => SameValue.Bare(handler) switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda,
        IdentifierNameSyntax or MemberAccessExpressionSyntax when Group(handler, model, cancellation) is { } method => SymbolUses.Declaration(method, model.SyntaxTree),
        _ => null,
    };

    /// <summary>The one method of a method group, which has no symbol of its own where any delegate will do.</summary>
    private static IMethodSymbol? Group(ExpressionSyntax handler, SemanticModel model, CancellationToken cancellation)
    {
        var info = model.GetSymbolInfo(handler, cancellation);
        return (info.Symbol ?? (info.CandidateSymbols.Length == 1 ? info.CandidateSymbols[0] : null)) as IMethodSymbol;
    }

    private static bool IsLink(IEnumerable<string?> names, ArchContext arch, SyntaxTree tree) =>
        arch.Configuration.Get(LayersOptions.ConfirmationLinks, tree) == "allow" && names.Any(static name => name is not null && PascalWords.Of(name).Any(Confirmations.Contains));
}
