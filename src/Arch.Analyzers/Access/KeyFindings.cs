using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Access;

/// <summary>One finding: the key it is about, and the places of what belongs to it.</summary>
internal readonly record struct KeyReport(FoundKey Key, ImmutableArray<TextSpan> Others)
{
    /// <summary>What the finding is about, for the baseline: never the value.</summary>
    public Finding Finding => new(Masked.Identity(Key.Kind, Key.Value, Key.Name?.Shown));

    /// <summary>What the message says was found.</summary>
    public string Subject => Masked.Subject(Key.Kind, Key.Value, Key.Name?.Shown);

    public override string ToString() => Subject;
}

/// <summary>Makes findings of all the material in a file.</summary>
internal static class KeyFindings
{
    public static IEnumerable<KeyReport> Of(IEnumerable<FoundKey> found, SourceText text)
    {
        var keys = found.OrderBy(static key => key.Span.Start).ToImmutableArray();
        var items = keys.Select(key => new KeyItem(key.Kind, key.IsCertain, key.Group, key.Scope, text.Lines.IndexOf(key.Span.Start))).ToImmutableArray();
        foreach (var finding in KeyPairing.Pair(items))
        {
            var key = keys[finding.Primary];
            var others = new[] { finding.Secret, finding.Token }.Where(static other => other != KeyItem.None).Select(other => keys[other].Span);
            // An encoded pair stands in one place.
            yield return new KeyReport(key, others.Where(span => span != key.Span).Distinct().ToImmutableArray());
        }
    }
}
