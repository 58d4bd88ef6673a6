using System;
using System.Collections.Generic;
using Arch.Analyzers.Documents.Lines;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Access;

/// <summary>The names that stand in a text beside the material: <c>SecretKey=…</c>, <c>"secret": "…"</c>, <c>key="Secret" value="…"</c>.</summary>
internal sealed class TextNames(string text)
{
    private TextSpan _line;
    private Line _read;

    /// <summary>Whether the text is nothing but the material, so that it has the name of the text itself.</summary>
    public bool IsAll(Material material) => text.AsSpan().Trim().Length == material.Length;

    /// <summary>
    /// The names that the text gives the material, each alone and below the names of the text; the names of the text when it is nothing but the material.
    /// </summary>
    public IEnumerable<ValueName> Of(Material material, IEnumerable<ValueName> outer)
    {
        if (IsAll(material))
            return outer;
        return Of(material) is { } name ? Below(name, outer) : [];
    }

    private static IEnumerable<ValueName> Below(string name, IEnumerable<ValueName> outer)
    {
        yield return new(name, name);
        foreach (var above in outer)
            yield return new(above.Path + ":" + name, name);
    }

    private string? Of(Material material)
    {
        ReadLine(material.Start);
        var written = new TextSpan(material.Start - _line.Start, material.Length);
        for (var i = _read.Assignments.Length - 1; i >= 0; i--)
        {
            var assignment = _read.Assignments[i];
            if (Trim(assignment) != written)
                continue;
            return i > 0 && IsOneOf(assignment.Name, "value", "content") && IsOneOf(_read.Assignments[i - 1].Name, "key", "name")
                ? _read.Assignments[i - 1].Value
                : assignment.Name;
        }

        return null;
    }

    private void ReadLine(int position)
    {
        if (position < _line.End && position >= _line.Start)
            return;
        var start = position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;
        var end = text.IndexOf('\n', position);
        _line = TextSpan.FromBounds(start, end < 0 ? text.Length : end);
        _read = LineReader.Parse(text.Substring(start, _line.Length)).Lines[0];
    }

    /// <summary>The value without the quotes and blanks that belong to a syntax the reader does not know.</summary>
    private static TextSpan Trim(Assignment assignment)
    {
        var value = assignment.Value.AsSpan();
        var start = value.Length - value.TrimStart(" \t\"'`\\".AsSpan()).Length;
        return new TextSpan(assignment.ValueSpan.Start + start, value.Trim(" \t\"'`\\".AsSpan()).Length);
    }

    private static bool IsOneOf(string name, string one, string other) =>
        name.Equals(one, StringComparison.OrdinalIgnoreCase) || name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
