using System;
using System.Collections.Generic;

namespace Arch.Analyzers.Layers;

/// <summary>Names as the words they are made of: <c>UpdateRange</c> starts with the word Update, <c>UpdatedSince</c> does not.</summary>
internal static class PascalWords
{
    /// <summary>Whether a name starts with one of these words, and goes on with another word or not at all.</summary>
    public static bool StartsWithAny(string name, string[] words)
    {
        foreach (var word in words)
        {
            if (name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || !char.IsLower(name[word.Length])))
                return true;
        }

        return false;
    }

    /// <summary>The words of a name or route, told by capitals, digits and signs between them.</summary>
    public static IEnumerable<string> Of(string name)
    {
        var start = 0;
        for (var at = 0; at <= name.Length; at++)
        {
            var ends = at == name.Length || !char.IsLetter(name[at]) || (char.IsUpper(name[at]) && at > start && char.IsLower(name[at - 1]));
            if (!ends)
                continue;
            if (at > start)
                yield return name.Substring(start, at - start);
            start = at < name.Length && char.IsLetter(name[at]) ? at : at + 1;
        }
    }
}
