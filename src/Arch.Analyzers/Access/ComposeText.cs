using System.Text;

namespace Arch.Analyzers.Access;

/// <summary>Values of a compose file with their variables: <c>${NAME:-default}</c>.</summary>
internal static class ComposeText
{
    private const int DeepestDefault = 16;

    /// <summary>The value when no variable is set; null when it then lacks something.</summary>
    public static string? Resolve(string text) => Resolve(text, 0);

    private static string? Resolve(string text, int depth)
    {
        if (text.IndexOf('$') < 0)
            return text;

        var resolved = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            if (text[i] != '$')
            {
                resolved.Append(text[i]);
            }
            else if (next == '$')
            {
                resolved.Append(text[i++]);
            }
            else if (next != '{' || depth == DeepestDefault || ClosingBrace(text, i + 2) is not { } end
                || Default(text.Substring(i + 2, end - i - 2)) is not { } fallback || Resolve(fallback, depth + 1) is not { Length: > 0 } value)
            {
                return null;
            }
            else
            {
                resolved.Append(value);
                i = end;
            }
        }

        return resolved.ToString();
    }

    private static int? ClosingBrace(string text, int start)
    {
        var open = 1;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '{' && text[i - 1] == '$')
                open++;
            else if (text[i] == '}' && --open == 0)
                return i;
        }

        return null;
    }

    /// <summary>What stands behind <c>:-</c>, <c>-</c>, <c>:+</c> or <c>+</c>.</summary>
    private static string? Default(string variable)
    {
        var end = 0;
        while (end < variable.Length && (char.IsLetterOrDigit(variable[end]) || variable[end] == '_'))
            end++;
        if (end < variable.Length && variable[end] == ':')
            end++;
        return end < variable.Length && variable[end] is '-' or '+' ? variable.Substring(end + 1) : null;
    }
}
