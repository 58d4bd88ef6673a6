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
                tokens.Insert(at, random.Piece(random.Pick(others)));
                break;
            default:
                return random.Mutate(source);
        }

        return string.Concat(tokens);
    }

    /// <summary>Damaged characters, or a piece of another file in the middle of this one.</summary>
    public static string DamageFile(this Random random, string text, IReadOnlyList<string> others)
    {
        if (random.Next(4) > 0)
            return random.Mutate(text);
        return text.Insert(random.Next(text.Length + 1), random.Piece(random.Pick(others)));
    }

    private static string Piece(this Random random, string text)
    {
        var start = random.Next(text.Length + 1);
        return text.Substring(start, Math.Min(random.Next(1, 200), text.Length - start));
    }
}
