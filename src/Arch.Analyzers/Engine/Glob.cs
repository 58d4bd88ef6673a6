namespace Arch.Analyzers.Engine;

/// <summary>
/// <c>*</c> stands for any characters but <c>/</c>, <c>**</c> for any characters, <c>**/</c> for any number of folders, <c>?</c> for one character.
/// Casing does not matter.
/// </summary>
internal static class Glob
{
    public static bool Matches(string pattern, string text)
    {
        // Iterative with one remembered star of each sort: no pattern can make it exponential.
        int p = 0, t = 0, star = -1, starText = 0, deep = -1, deepText = 0;
        var wholeFolders = false;
        while (t < text.Length)
        {
            if (p + 1 < pattern.Length && pattern[p] == '*' && pattern[p + 1] == '*')
            {
                p += 2;
                wholeFolders = p < pattern.Length && pattern[p] == '/';
                if (wholeFolders)
                    p++;
                (deep, deepText, star) = (p, t, -1);
            }
            else if (p < pattern.Length && pattern[p] == '*')
            {
                (star, starText) = (++p, t);
            }
            else if (p < pattern.Length && (pattern[p] == '?' ? text[t] != '/' : char.ToUpperInvariant(pattern[p]) == char.ToUpperInvariant(text[t])))
            {
                p++;
                t++;
            }
            else if (star >= 0 && text[starText] != '/')
            {
                (p, t) = (star, ++starText);
            }
            else if (deep >= 0 && Next(text, deepText, wholeFolders) is var next && next <= text.Length)
            {
                (p, t, deepText, star) = (deep, next, next, -1);
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
            p++;
        return p == pattern.Length;
    }

    /// <summary>Where <c>**</c> may end next: behind the next character, or, when it stands for folders, behind the next separator.</summary>
    private static int Next(string text, int from, bool wholeFolders)
    {
        if (!wholeFolders)
            return from + 1;
        var separator = text.IndexOf('/', from);
        return separator < 0 ? text.Length + 1 : separator + 1;
    }
}
