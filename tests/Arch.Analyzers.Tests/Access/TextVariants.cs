using System.Text.RegularExpressions;

namespace Arch.Analyzers.Tests.Access;

/// <summary>The same text as other editors write it: its findings are the same.</summary>
internal static class TextVariants
{
    public static IEnumerable<string> Of(string path, string markup)
    {
        var text = markup.Replace("\r\n", "\n");
        yield return text;
        yield return text + "\n";
        yield return (text + "\n").Replace("\n", "\r\n");
        yield return "\uFEFF" + text + "\n";
        if (text.TrimStart().StartsWith('{') || text.TrimStart().StartsWith('['))
        {
            yield return Regex.Replace(text, @"\s*\n\s*", " ");
            yield return text.Replace("  ", "\t").Replace(", ", "\n,\n").Replace(": ", "\n:\n");
        }
        else if (path.EndsWith("ml", StringComparison.Ordinal))
        {
            yield return Regex.Replace(text, "^ *(- )*", static indent => indent.Value.Replace(" ", "  ").Replace("-  ", "-   "), RegexOptions.Multiline);
            yield return "# A comment\n---\n" + text.Replace("\n", "\n\n");
        }
        else
        {
            yield return "# A comment\n\n" + text;
            yield return Regex.Replace(text, "^(FROM|ENV|ARG|RUN|COPY|ADD) ", static keyword => " " + keyword.Value.ToLowerInvariant() + "  ", RegexOptions.Multiline);
        }
    }
}
