using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>What the sources of a program say about web hosts and health endpoints: names and routes, without any binding.</summary>
internal sealed class HealthEvidence
{
    private static readonly HashSet<string> WebHosts = ["WebApplication", "WebHost", "WebHostBuilder", "ConfigureWebHost", "ConfigureWebHostDefaults"];

    private static readonly string[] Words = ["Health", "Liveness", "Readiness", "DefaultEndpoints"];

    private static readonly string[] Roles = ["Controller", "Endpoint", "Endpoints", "Middleware", "Module"];

    private static readonly HashSet<string> Segments = new(StringComparer.OrdinalIgnoreCase)
    {
        "health", "healthz", "healthcheck", "health-check", "live", "livez", "liveness", "ready", "readyz", "readiness", "ping", "alive", "hc", "heartbeat", "status",
    };

    private readonly HashSet<string> _routes = new(StringComparer.OrdinalIgnoreCase);

    private HealthEvidence(ArchContext arch)
    {
        foreach (var tree in arch.Compilation.SyntaxTrees)
        {
            foreach (var token in tree.GetRoot().DescendantTokens())
            {
                switch (token.Kind())
                {
                    case SyntaxKind.IdentifierToken:
                        LookAtName(token);
                        break;
                    case SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.SingleLineRawStringLiteralToken:
                        LookAtText(token);
                        break;
                }
            }
        }
    }

    /// <summary>Whether a web server is built that is no function of AWS Lambda.</summary>
    public bool IsWebHost => _buildsWebHost && !_isFunction;

    /// <summary>Whether something answers a question after the program's health.</summary>
    public bool HasEndpoint { get; private set; }

    /// <summary>Whether health checks are registered, which maps no endpoint.</summary>
    public bool HasChecks { get; private set; }

    /// <summary>Whether requests need a user unless an endpoint says otherwise.</summary>
    public bool HasFallbackPolicy { get; private set; }

    private bool _buildsWebHost;
    private bool _isFunction;

    public static HealthEvidence Get(ArchContext arch) => arch.Slot(static context => new HealthEvidence(context));

    /// <summary>Whether a text of the program is one of these paths.</summary>
    public bool Answers(ImmutableArray<string> paths) => paths.Any(path => _routes.Contains(path.Trim('/')));

    private void LookAtName(SyntaxToken token)
    {
        var name = token.ValueText;
        _buildsWebHost |= WebHosts.Contains(name);
        _isFunction |= name == "AddAWSLambdaHosting";
        HasChecks |= name == "AddHealthChecks";
        HasFallbackPolicy |= name is "FallbackPolicy" or "SetFallbackPolicy";
        if (HasEndpoint || !Words.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0))
            return;
        HasEndpoint = IsCalled(token) ? !name.StartsWith("Add", StringComparison.Ordinal) : Roles.Any(role => name.EndsWith(role, StringComparison.Ordinal));
    }

    private static bool IsCalled(SyntaxToken token) => token.Parent is SimpleNameSyntax name && name.Parent switch
    {
        InvocationExpressionSyntax call => call.Expression == name,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access => access.Name == name && call.Expression == access,
        MemberBindingExpressionSyntax { Parent: InvocationExpressionSyntax } => true,
        _ => false,
    };

    private void LookAtText(SyntaxToken token)
    {
        var text = token.ValueText;
        if (text.Length > 200 || text.IndexOf(' ') >= 0)
            return;
        _routes.Add(text.Trim('/'));
        HasEndpoint |= (text.IndexOf('/') >= 0 || IsRoute(token)) && text.Split('/').Any(Segments.Contains);
    }

    /// <summary>Whether the text is an argument of an attribute or of a method that maps a route.</summary>
    private static bool IsRoute(SyntaxToken token) => token.Parent?.Parent switch
    {
        AttributeArgumentSyntax => true,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } } =>
            name.StartsWith("Map", StringComparison.Ordinal) || name is "Get" or "Head" or "Route" or "Routes",
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Get" or "Head" or "Route" or "Routes" } } } => true,
        _ => false,
    };
}
