using System.Collections.Generic;
using System.Composition;
using Arch.Analyzers.Redis;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Redis;

/// <summary>Replaces KEYS by a complete SCAN: all connected primaries, the same database, no key twice, the type that the code went on with.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RedisKeysCommandFix)), Shared]
public sealed class RedisKeysCommandFix() : StepwiseFix(RedisRules.RedisKeysCommand)
{
    private protected override IEnumerable<FixStep> Steps(FixSite site)
    {
        if (TypeOf(site.Diagnostic) is not (var type and not RedisType.None) || site.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || ScanRewrite.Plan(call, type, site.Model, null, site.Cancellation) is not { } rewrite)
            yield break;

        yield return new FixStep("Sweep with SCAN", "scan", rewrite.Apply);
        if (site.Diagnostic.Properties.TryGetValue(RedisKeysCommand.Prefix, out var prefix)
            && ScanRewrite.Plan(call, type, site.Model, SymbolDisplay.FormatLiteral(prefix + "*", quote: true), site.Cancellation) is { } inside)
            yield return new FixStep($"Sweep only '{prefix}*' with SCAN", "scan-prefix", inside.Apply);
    }

    private static RedisType TypeOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(RedisKeysCommand.Type, out var name) && System.Enum.TryParse<RedisType>(name, out var type) ? type : RedisType.None;
}
