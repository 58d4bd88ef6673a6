using System;
using System.Collections.Generic;
using Arch.Analyzers.Cloud;
using Arch.Analyzers.Documents;

namespace Arch.Analyzers.Access;

/// <summary>The credential variables of a service of the Serverless Framework.</summary>
internal static class ServerlessCredentials
{
    private const string Remedy = "the function's Role";

    public static IEnumerable<Handover> In(Node root)
    {
        var provider = MergedMap.Find(root, "provider")!;
        // Functions of another cloud have no task role that the variables could beat.
        if (MergedMap.Find(provider, "name")?.Value is { } cloud && !cloud.Equals("aws", StringComparison.OrdinalIgnoreCase))
            yield break;

        foreach (var handover in Of(provider, "every function"))
            yield return handover;
        if (MergedMap.Find(root, "functions") is not { } functions)
            yield break;
        // Functions from several files are a list of maps.
        foreach (var map in functions.Kind == NodeKind.List ? (IEnumerable<Node>)functions.Children : [functions])
        {
            foreach (var function in MergedMap.Entries(map))
            {
                foreach (var handover in Of(function, $"function '{function.Key}'"))
                    yield return handover;
            }
        }
    }

    private static IEnumerable<Handover> Of(Node owner, string receiver)
    {
        if (MergedMap.Find(owner, "environment") is not { } environment)
            yield break;
        foreach (var variable in EnvironmentEntry.In(environment))
        {
            if (variable.IsCredential)
                yield return new Handover(variable, receiver, Remedy);
        }
    }
}
