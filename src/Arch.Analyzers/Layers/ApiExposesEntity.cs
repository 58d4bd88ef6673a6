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

/// <summary>ARCH4013: an entity in the contract of an HTTP endpoint.</summary>
internal sealed class ApiExposesEntity() : CodeRule(LayersRules.ApiExposesEntity)
{
    private static readonly string[] Maps = ["MapGet", "MapPost", "MapPut", "MapPatch", "MapDelete", "MapMethods"];

    public override bool Applies(ArchContext arch) =>
        arch.ReferencesAny("Microsoft.AspNetCore.Mvc.Core", "Microsoft.AspNetCore.Routing") && CqrsModel.Get(arch) is not null;

    public override void Start(RuleStart start)
    {
        start.OnSyntax([SyntaxKind.ClassDeclaration], CheckController);
        start.OnCall(Maps, CheckMapped);
    }

    private static void CheckController(NodeContext node)
    {
        var declaration = (ClassDeclarationSyntax)node.Node;
        if (!MayBeController(declaration) || node.Model.GetDeclaredSymbol(declaration, node.Cancellation) is not { } type || !IsController(type))
            return;
        foreach (var action in declaration.Members.OfType<MethodDeclarationSyntax>())
        {
            if (!action.Modifiers.Any(SyntaxKind.PublicKeyword) || action.Modifiers.Any(SyntaxKind.StaticKeyword) || Has(action.AttributeLists, "NonAction"))
                continue;
            Check(action.ReturnType, action.Identifier.ValueText, node.Model, node.Arch, node.Report, node.Cancellation);
            Check(action.ParameterList, action.Identifier.ValueText, node.Model, node.Arch, node.Report, node.Cancellation);
        }
    }

    private static void CheckMapped(CallContext call)
    {
        if (call.Method is not { ContainingType: { Name: "EndpointRouteBuilderExtensions" } type } method || !type.IsIn("Microsoft.AspNetCore.Builder")
            || ArgumentByParameter.Find(call.Call.ArgumentList, method, "handler")?.Expression is not AnonymousFunctionExpressionSyntax lambda
            || ArgumentByParameter.Find(call.Call.ArgumentList, method, "pattern")?.Expression is not { } pattern)
            return;
        var route = KnownText.Of(pattern, call.Model, call.Cancellation).With("*") ?? "*";
        if (lambda is ParenthesizedLambdaExpressionSyntax { ParameterList: var parameters } written)
        {
            Check(parameters, route, call.Model, call.Arch, call.Report, call.Cancellation);
            if (written.ReturnType is { } stated)
                Check(stated, route, call.Model, call.Arch, call.Report, call.Cancellation);
            else if (call.Model.GetSymbolInfo(lambda, call.Cancellation).Symbol is IMethodSymbol { ReturnType: var result } && Entities.Get(call.Arch).In(result) is { } entity)
                call.Report.At(parameters.GetLocation(), Finding.Of(entity), route, entity.Name);
        }
    }

    private static void Check(ParameterListSyntax parameters, string endpoint, SemanticModel model, ArchContext arch, Reporter report, CancellationToken cancellation)
    {
        foreach (var parameter in parameters.Parameters)
        {
            if (parameter.Type is { } type && !Has(parameter.AttributeLists, "FromServices") && !Has(parameter.AttributeLists, "FromKeyedServices"))
                Check(type, endpoint, model, arch, report, cancellation);
        }
    }

    private static void Check(TypeSyntax written, string endpoint, SemanticModel model, ArchContext arch, Reporter report, CancellationToken cancellation)
    {
        if (written is not PredefinedTypeSyntax && model.GetTypeInfo(written, cancellation).Type is { } type && Entities.Get(arch).In(type) is { } entity
            && TypeMention.Find(written, entity, model, cancellation) is { } name)
            report.At(name.GetLocation(), Finding.Of(entity), endpoint, entity.Name);
    }

    private static bool MayBeController(ClassDeclarationSyntax declaration) =>
        Has(declaration.AttributeLists, "ApiController")
        || declaration.BaseList is not null && (declaration.Identifier.ValueText.EndsWith("Controller", StringComparison.Ordinal) || declaration.BaseList.Types.Any(static parent => parent.Type.ToString().Contains("Controller")));

    private static bool IsController(INamedTypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.Name == "ControllerBase" && at.IsIn("Microsoft.AspNetCore.Mvc") || at.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "ApiControllerAttribute" } api && api.IsIn("Microsoft.AspNetCore.Mvc")))
                return true;
        }

        return false;
    }

    private static bool Has(SyntaxList<AttributeListSyntax> lists, string name) => lists.SelectMany(static list => list.Attributes).Any(attribute => attribute.Name.ToString() is var written
        && (written == name || written == name + "Attribute" || written.EndsWith("." + name, StringComparison.Ordinal)));
}
