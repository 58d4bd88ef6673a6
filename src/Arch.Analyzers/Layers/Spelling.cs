using System;
using System.Collections.Generic;

namespace Arch.Analyzers.Layers;

/// <summary>Guesses what was meant by a word that nobody knows.</summary>
internal static class Spelling
{
    private const int MostEdits = 2;

    /// <summary>The words behind a complaint about an unknown one: the nearest, or what there is.</summary>
    public static string Suggest(string written, IReadOnlyCollection<string> known, string whatThereIs) =>
        Nearest(written, known) is { } nearest ? $"did you mean '{nearest}'?"
        : known.Count == 0 ? $"there are no {whatThereIs}."
        : $"the {whatThereIs} are {string.Join(", ", known)}.";

    /// <summary>The word with the fewest edits: at most two, and at most a third of what was written.</summary>
    private static string? Nearest(string written, IEnumerable<string> known)
    {
        string? nearest = null;
        var best = Math.Min(MostEdits, written.Length / 3) + 1;
        foreach (var word in known)
        {
            if (Math.Abs(word.Length - written.Length) < best && Edits(written, word) is var edits && edits < best)
                (nearest, best) = (word, edits);
        }

        return nearest;
    }

    private static int Edits(string written, string word)
    {
        var row = new int[word.Length + 1];
        for (var j = 0; j <= word.Length; j++)
            row[j] = j;
        for (var i = 1; i <= written.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= word.Length; j++)
            {
                var changed = diagonal + (char.ToUpperInvariant(written[i - 1]) == char.ToUpperInvariant(word[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[word.Length];
    }
}
