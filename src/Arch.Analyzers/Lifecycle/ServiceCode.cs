using System;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>What calls a function that is handed over.</summary>
internal enum Caller
{
    /// <summary>Code that is not known, or that stands for the code around it.</summary>
    Unknown,

    /// <summary>The host, while the service is at work.</summary>
    Service,

    /// <summary>Something that happens when the process is about to end anyway.</summary>
    End,
}

/// <summary>Code that runs while a service is at work, with others beside it.</summary>
internal static class ServiceCode
{
    private static readonly (string Name, string Namespace)[] Bases =
    [
        ("ControllerBase", "Microsoft.AspNetCore.Mvc"), ("PageModel", "Microsoft.AspNetCore.Mvc.RazorPages"), ("Hub", "Microsoft.AspNetCore.SignalR"),
    ];

    private static readonly (string Name, string Namespace)[] Contracts =
    [
        ("IHostedService", "Microsoft.Extensions.Hosting"), ("IMiddleware", "Microsoft.AspNetCore.Http"), ("IHealthCheck", "Microsoft.Extensions.Diagnostics.HealthChecks"),
    ];

    private static readonly (string Name, string Namespace)[] Builders =
    [
        ("IEndpointRouteBuilder", "Microsoft.AspNetCore.Routing"), ("IApplicationBuilder", "Microsoft.AspNetCore.Builder"),
    ];

    /// <summary>Whether a type is a hosted service, controller, page, hub, middleware or health check, or stands within one.</summary>
    public static bool IsIn(ITypeSymbol? type) => IsWithin(type, IsServiceType);

    /// <summary>Whether a type, or one that it lies in, is of a kind.</summary>
    public static bool IsWithin(ITypeSymbol? type, Predicate<ITypeSymbol> kind)
    {
        for (var at = type; at is not null; at = at.ContainingType)
        {
            if (kind(at))
                return true;
        }

        return false;
    }

    /// <summary>Whether code runs in a service type, or in a lambda that the host or an endpoint calls.</summary>
    public static bool IsAround(SyntaxNode code, ISymbol? containing, SemanticModel model, CancellationToken cancellation)
    {
        for (SyntaxNode? at = code; at is not null; at = at.Parent)
        {
            if (at is AnonymousFunctionExpressionSyntax lambda && CallerOf(lambda, model, cancellation) is var caller and not Caller.Unknown)
                return caller == Caller.Service;
        }

        return IsIn(containing as ITypeSymbol ?? containing?.ContainingType);
    }

    /// <summary>What calls a lambda, or a method that is named without being called.</summary>
    public static Caller CallerOf(ExpressionSyntax function, SemanticModel model, CancellationToken cancellation)
    {
        switch (SameValue.Outermost(function).Parent)
        {
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression, Left: var subscribed }:
                return LastName(subscribed) is "ProcessExit" or "DomainUnload" or "Unloading" or "UnhandledException" or "UnobservedTaskException" or "CancelKeyPress"
                    ? Caller.End
                    : Caller.Unknown;
            case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call }:
                return CallerOf(access, call, model, cancellation);
            default:
                return Caller.Unknown;
        }
    }

    private static Caller CallerOf(MemberAccessExpressionSyntax access, InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        switch (access.Name.Identifier.ValueText)
        {
            case "Create":
                return LastName(access.Expression) == "PosixSignalRegistration" ? Caller.End : Caller.Unknown;
            case "Register":
                return LastName(access.Expression) switch
                {
                    "ApplicationStarted" or "ApplicationStopping" => Caller.Service,
                    "ApplicationStopped" => Caller.End,
                    _ => Caller.Unknown,
                };
            case var name when name == "Run" || name.StartsWith("Map", StringComparison.Ordinal) || name.StartsWith("Use", StringComparison.Ordinal):
                return model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { ReducedFrom: not null } method && IsBuilder(method.ReceiverType) ? Caller.Service : Caller.Unknown;
            default:
                return Caller.Unknown;
        }
    }

    /// <summary>The last part of a name: of <c>app.Lifetime</c>, <c>Lifetime</c>.</summary>
    public static string? LastName(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    private static bool IsServiceType(ITypeSymbol type)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (IsOneOf(at, Bases))
                return true;
        }

        return ImplementsOneOf(type, Contracts);
    }

    private static bool IsBuilder(ITypeSymbol? type) => type is not null && (IsOneOf(type, Builders) || ImplementsOneOf(type, Builders));

    private static bool ImplementsOneOf(ITypeSymbol type, (string Name, string Namespace)[] contracts)
    {
        foreach (var contract in type.AllInterfaces)
        {
            if (IsOneOf(contract, contracts))
                return true;
        }

        return false;
    }

    private static bool IsOneOf(ITypeSymbol type, (string Name, string Namespace)[] names)
    {
        foreach (var (name, space) in names)
        {
            if (type.Name == name && type.IsIn(space))
                return true;
        }

        return false;
    }
}
