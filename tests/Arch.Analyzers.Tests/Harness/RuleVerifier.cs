using System.Collections.Immutable;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Tests.Harness;

/// <summary>
/// Verifies one rule (a <see cref="CodeRule"/> or <see cref="FileRule"/>) while all others are on as well, so that a neighbour that fires is a failure.
/// </summary>
internal static class RuleVerifier<TRule> where TRule : class
{
    public static string Id { get; } = RuleDescriptor.Id;

    private static DiagnosticDescriptor RuleDescriptor =>
        Catalogue.CodeHosts.SelectMany(host => host.Rules).OfType<TRule>().OfType<CodeRule>().FirstOrDefault()?.Descriptors[0]
        ?? Catalogue.FileRules.OfType<TRule>().OfType<FileRule>().Single().Descriptors[0];

    /// <summary>Verifies C# against a reference set.</summary>
    /// <param name="references">What the code compiles against.</param>
    /// <param name="source">C# with markup.</param>
    /// <param name="message">The message of the first finding, word for word.</param>
    /// <param name="options">Options (<c>arch.…</c>) and build properties (<c>build_property.…</c>).</param>
    /// <param name="compiles">False for a sample that is broken on purpose.</param>
    public static Task<ImmutableArray<Diagnostic>> Csharp(
        RefSet references, string source, string? message = null, Dictionary<string, string>? options = null, bool compiles = true) =>
        Csharp(references, [("Code.cs", source)], message, options, compiles);

    public static async Task<ImmutableArray<Diagnostic>> Csharp(
        RefSet references, (string Path, string Text)[] sources, string? message = null, Dictionary<string, string>? options = null, bool compiles = true)
    {
        var lint = new Lint { References = references, Sources = [.. sources] };
        return await Verify(lint, message, options, compiles);
    }

    /// <summary>Verifies text files, beside an empty C# file.</summary>
    public static Task<ImmutableArray<Diagnostic>> Files(params (string Path, string Text)[] files) => Files(null, null, files);

    public static async Task<ImmutableArray<Diagnostic>> Files(string? message, Dictionary<string, string>? options, params (string Path, string Text)[] files)
    {
        var lint = new Lint { Sources = [("Code.cs", "class Code;")], Files = [.. files] };
        return await Verify(lint, message, options, compiles: true);
    }

    /// <summary>Verifies C# together with the files beside it.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Project(
        RefSet references, string source, (string Path, string Text)[] files, string? message = null, Dictionary<string, string>? options = null)
    {
        var lint = new Lint { References = references, Sources = [("Code.cs", source)], Files = [.. files] };
        return await Verify(lint, message, options, compiles: true);
    }

    private static async Task<ImmutableArray<Diagnostic>> Verify(Lint lint, string? message, Dictionary<string, string>? options, bool compiles)
    {
        foreach (var option in options ?? [])
            lint.Options[option.Key] = option.Value;
        var found = await Expectation.VerifyAsync(lint, Id, compiles);
        if (message is not null)
            Assert.Equal(message, found.First(finding => finding.Id == Id).GetMessage());
        return found;
    }
}
