namespace Arch.Analyzers.Tests.Documents;

/// <summary>Seeded damage: what editors, merges and truncated downloads do to a file.</summary>
internal static class Mutation
{
    private static readonly string[] Debris =
        ["\0", "\uFEFF", "\uD83D", "\uDE00", "\r", "\n", "\t", "\u2028", "\\", "\"", "'", "{", "}", "[", "]", ":", ",", "/", "*", "//", "/*", "*/", "#", "<", ">", "&", ";", "=", "-", "0", "e", "<!--", "-->", "]]>", "é", " "];

    public static string Mutate(this Random random, string text)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(1, 6), text.Length - at);
            text = random.Next(6) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, random.Pick(Debris)),
                2 => text.Insert(at, text.Substring(at, length)),
                3 => text[..at] + random.Pick(Debris) + text[(at + length)..],
                4 => text[..at] + new string([.. text.Substring(at, length).Reverse()]) + text[(at + length)..],
                _ => random.Next(4) == 0 ? text[..at] : text.Insert(at, random.Pick(Debris)),
            };
        }

        return text;
    }

    public static T Pick<T>(this Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
