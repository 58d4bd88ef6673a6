namespace Arch.Analyzers.Engine;

/// <summary><c>*</c> stands for any characters but <c>/</c>, <c>**</c> for any characters, <c>?</c> for one. Casing does not matter.</summary>
internal static class Glob
{
    public static bool Matches(string pattern, string text)
    {
        // Iterative with one remembered star of each sort: no pattern can make it exponential.
        int p = 0, t = 0, star = -1, starText = 0, deep = -1, deepText = 0;
        while (t < text.Length)
        {
            if (p + 1 < pattern.Length && pattern[p] == '*' && pattern[p + 1] == '*')
            {
                p += 2;
                // "**/" also stands for no directory at all.
                if (p < pattern.Length && pattern[p] == '/')
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
            else if (deep >= 0)
            {
                (p, t, star) = (deep, ++deepText, -1);
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
}
