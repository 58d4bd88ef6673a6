using System.Text;
using Arch.Analyzers.Tests.Documents;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.Analyzers.Tests.Robustness;

/// <summary>C# as it is while somebody types it, and as merges and truncated files leave it.</summary>
internal static class Damage
{
    /// <summary>A token prefix, a deleted, duplicated or swapped token, or a piece of another sample in the middle of this one.</summary>
    public static string DamageCode(this Random random, string source, IReadOnlyList<string> others)
    {
        var tokens = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens().Select(token => token.ToFullString()).ToList();
        if (tokens.Count < 3)
            return random.Mutate(source);
        var at = random.Next(tokens.Count - 1);
        switch (random.Next(6))
        {
            case 0:
                return string.Concat(tokens.Take(at));
            case 1:
                tokens.RemoveAt(at);
                break;
            case 2:
                tokens.Insert(at, tokens[at]);
                break;
            case 3:
                (tokens[at], tokens[at + 1]) = (tokens[at + 1], tokens[at]);
                break;
            case 4:
                var other = random.Pick(others);
                var start = random.Next(other.Length);
                tokens.Insert(at, other.Substring(start, Math.Min(random.Next(1, 200), other.Length - start)));
                break;
            default:
                return random.Mutate(source);
        }

        return string.Concat(tokens);
    }
}
