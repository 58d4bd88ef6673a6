using System;
using System.Collections.Generic;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>How often the clients of the compilation send a request by themselves.</summary>
internal sealed class ClientAttempts
{
    private readonly Lazy<List<int?>> _retries;
    private readonly ArchContext _arch;

    private ClientAttempts(ArchContext arch)
    {
        _arch = arch;
        _retries = new(() => Find(arch));
    }

    /// <summary>Whether some client has at most one retry, so that somebody has thought of the sum.</summary>
    public bool AreFew => _retries.Value.Any(static number => number <= 1);

    /// <summary>The most attempts that are made; null when that is set to a value that cannot be seen.</summary>
    public int? Most => _retries.Value.Count == 0 ? SdkVersion.Get(_arch).Retries + 1 : _retries.Value.Contains(null) ? null : _retries.Value.Max() + 1;

    public static ClientAttempts Get(ArchContext arch) => arch.Slot(static context => new ClientAttempts(context));

    private static List<int?> Find(ArchContext arch)
    {
        var retries = new List<int?>();
        foreach (var model in TreeModels.With(arch.Compilation, ["MaxErrorRetry"], default))
        {
            foreach (var assignment in model.SyntaxTree.GetRoot().DescendantNodes().OfType<AssignmentExpressionSyntax>())
            {
                if (assignment.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "MaxErrorRetry" } or IdentifierNameSyntax { Identifier.ValueText: "MaxErrorRetry" }
                    && ClientSetting.Of(assignment, model, default) is not null)
                    retries.Add(model.GetConstantValue(assignment.Right).Value as int?);
            }
        }

        return retries;
    }
}
