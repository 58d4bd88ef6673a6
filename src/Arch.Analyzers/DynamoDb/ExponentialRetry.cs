using System;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>Whether the project has a retry of its own that waits exponentially longer: then the SDK's retries may be off.</summary>
internal sealed class ExponentialRetry
{
    private readonly Lazy<bool> _exists;

    private ExponentialRetry(ArchContext arch) => _exists = new(() => Find(arch));

    public bool Exists => _exists.Value;

    public static ExponentialRetry Get(ArchContext arch) => arch.Slot(static context => new ExponentialRetry(context));

    private static bool Find(ArchContext arch)
    {
        if (!arch.ReferencesAny(PollyRetry.Assemblies))
            return false;
        foreach (var model in TreeModels.With(arch.Compilation, ["AddRetry", "WaitAndRetry"], default))
        {
            foreach (var call in model.SyntaxTree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                // A retry of which the delay cannot be seen gets the benefit of the doubt.
                if (call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } && Array.IndexOf(PollyRetry.MethodNames, name) >= 0
                    && PollyRetry.Of(call, model.GetSymbolInfo(call).Symbol, model, default) is { Delay: RetryDelay.Exponential or RetryDelay.ExponentialWithJitter or RetryDelay.Unknown })
                    return true;
            }
        }

        return false;
    }
}
