using System.Collections.Immutable;
using Arch.Analyzers.Documents.Docker;

namespace Arch.Analyzers.Lifecycle;

/// <summary>
/// The words of a JSON array that is none: with other quotes, a comma too many or too few, without its end, with a comment behind it. Docker takes it for shell text.
/// </summary>
internal static class IntendedJson
{
    /// <summary>Null for shell text that only looks like an array, such as the test <c>[ -f a ]</c>.</summary>
    public static ImmutableArray<string>? Read(Instruction instruction)
    {
        if (instruction.JsonFailure is null)
            return null;
        var text = instruction.Arguments.Text;
        var items = ImmutableArray.CreateBuilder<string>();
        var at = 1;
        while (Skip(text, ref at) && text[at] != ']')
        {
            if (text[at] == ',')
            {
                at++;
                continue;
            }

            if (Item(text, ref at) is not { } item)
                return null;
            items.Add(item);
        }

        at++;
        return items.Count > 0 && (!Skip(text, ref at) || text[at] == '#') ? items.ToImmutable() : null;
    }

    private static string? Item(string text, ref int at)
    {
        var start = at;
        if (Closing(text[at]) is { } closing)
        {
            var end = text.IndexOf(closing, at + 1);
            if (end < 0)
                return null;
            at = end + 1;
            // What follows belongs to the same word in a shell: no item of an array does that.
            return at == text.Length || text[at] is ',' or ']' || char.IsWhiteSpace(text[at]) || Closing(text[at]) is not null ? text.Substring(start + 1, end - start - 1) : null;
        }

        while (at < text.Length && text[at] is not (',' or ']') && !char.IsWhiteSpace(text[at]))
            at++;
        var item = text.Substring(start, at - start);
        return Skip(text, ref at) && text[at] is not (',' or ']') ? null : item;
    }

    private static char? Closing(char quote) => quote switch
    {
        '"' or '\'' => quote,
        '“' or '”' => '”',
        '‘' or '’' => '’',
        _ => null,
    };

    /// <summary>Moves to the next character that is not blank; false at the end.</summary>
    private static bool Skip(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at < text.Length;
    }
}
