using System.Text;

namespace Arch.Analyzers.Documents.Docker;

/// <summary>
/// Resolves the quotes, escapes and variables of a word as the builder does: nothing in single quotes, only <c>$</c>, <c>"</c> and the escape itself in
/// double quotes, any character elsewhere.
/// </summary>
internal sealed class WordReader(char escape, int budget)
{
    private const int Depth = 16;

    /// <summary>Characters that values may still add; <c>ENV A=$A$A</c> over and over would double them without end.</summary>
    private int _budget = budget;

    public DockerText Read(DockerText line, int start, int end, BuildScope scope)
    {
        var text = line.Text;
        if (!NeedsReading(text, start, end))
            return line.Part(start, end);

        var word = new DockerTextBuilder(line);
        var hasVariables = false;
        var cursor = new WordCursor(text, start, end, escape);
        while (cursor.MoveNext())
        {
            hasVariables |= cursor.IsVariable;
            if (cursor.IsVariable)
            {
                for (var i = cursor.Start; i < cursor.End; i++)
                    word.Add(i);
            }
            else
            {
                word.Add(cursor.Start, cursor.End, cursor.Character);
            }
        }

        var read = word.Build(start, end, null);
        return cursor.IsBroken ? read : read with { Expanded = hasVariables ? Expand(text, start, end, scope, Depth) : read.Text };
    }

    private bool NeedsReading(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (text[i] is '$' or '"' or '\'' || text[i] == escape)
                return true;
        }

        return false;
    }

    private string? Expand(string text, int start, int end, BuildScope scope, int depth)
    {
        var expanded = new StringBuilder();
        var cursor = new WordCursor(text, start, end, escape);
        while (cursor.MoveNext())
        {
            if (!cursor.IsVariable)
            {
                expanded.Append(cursor.Character);
                continue;
            }

            var value = ValueOf(text, cursor.Start + 1, cursor.End, scope, depth);
            if (value is null || (_budget -= value.Length) < 0)
                return null;
            expanded.Append(value);
        }

        return cursor.IsBroken ? null : expanded.ToString();
    }

    /// <summary>The value of <c>NAME</c>, <c>{NAME}</c>, <c>{NAME:-word}</c> or <c>{NAME:+word}</c>; other forms are not known.</summary>
    private string? ValueOf(string text, int start, int end, BuildScope scope, int depth)
    {
        if (text[start] != '{')
            return scope[text.Substring(start, end - start)].Value;

        var name = start + 1;
        var at = WordCursor.NameEnd(text, name, end);
        if (at == name || depth == 0)
            return null;

        var variable = scope[text.Substring(name, at - name)];
        if (text[at] == '}')
            return variable.Value;

        var emptyIsUnset = text[at] == ':';
        if (emptyIsUnset)
            at++;
        var isSet = variable.Value is { } value && !(emptyIsUnset && value.Length == 0);
        var isUnset = variable.IsUnset || (variable.Value is not null && !isSet);
        return text[at] switch
        {
            '-' => isUnset ? Expand(text, at + 1, end - 1, scope, depth - 1) : variable.Value,
            '+' when isSet => Expand(text, at + 1, end - 1, scope, depth - 1),
            '+' when !variable.IsUnset && isUnset => "",
            '?' when isSet => variable.Value,
            _ => null,
        };
    }
}
