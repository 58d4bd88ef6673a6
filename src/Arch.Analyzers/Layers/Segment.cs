using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace Arch.Analyzers.Layers;

internal enum SegmentKind
{
    /// <summary>Text with <c>*</c> for any characters, in one or several alternatives.</summary>
    Text,

    /// <summary><c>**</c>: any number of segments.</summary>
    AnyDepth,

    /// <summary><c>{name}</c>: any one segment; where the name is bound already, that one.</summary>
    Capture,

    /// <summary><c>{!name}</c>: any one segment but the one bound to the name.</summary>
    Other,
}

/// <summary>The part of a pattern between two dots.</summary>
internal sealed class Segment
{
    /// <summary>Alternatives multiply; nobody writes more than a few.</summary>
    private const int MostTexts = 64;

    private readonly ImmutableArray<string> _texts;

    private Segment(SegmentKind kind, string name, ImmutableArray<string> texts)
    {
        Kind = kind;
        Name = name;
        _texts = texts;
    }

    public SegmentKind Kind { get; }

    /// <summary>The name of a capture.</summary>
    public string Name { get; }

    /// <summary>The characters that every match has: those of a segment without wildcard and alternative, else none.</summary>
    public int LiteralLength => Kind == SegmentKind.Text && _texts.Length == 1 && _texts[0].IndexOf('*') < 0 ? _texts[0].Length : 0;

    /// <summary>The text of a segment that only matches itself; null for every other one.</summary>
    public string? Literal => LiteralLength > 0 ? _texts[0] : null;

    /// <summary>Reads one segment; null when it has no meaning.</summary>
    public static Segment? Parse(string text)
    {
        if (text == "**")
            return new(SegmentKind.AnyDepth, "", ImmutableArray<string>.Empty);
        if (text.Length > 2 && text[0] == '{' && text[text.Length - 1] == '}' && text.IndexOf(',') < 0)
        {
            var differs = text[1] == '!';
            var name = text.Substring(differs ? 2 : 1, text.Length - (differs ? 3 : 2));
            return IsIdentifier(name) ? new(differs ? SegmentKind.Other : SegmentKind.Capture, name, ImmutableArray<string>.Empty) : null;
        }

        return Texts(text) is { } texts && texts.All(static one => one.Length > 0 && one.All(IsNameCharacter)) ? new(SegmentKind.Text, "", texts) : null;
    }

    public bool Matches(string segment)
    {
        foreach (var text in _texts)
        {
            if (Matches(text, 0, segment, 0))
                return true;
        }

        return false;
    }

    /// <summary>The texts that a segment with <c>{A,B}</c> stands for; null when the braces do not pair or hold no alternative.</summary>
    private static ImmutableArray<string>? Texts(string text)
    {
        var texts = new List<string> { "" };
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            var plain = text.Substring(at, (open < 0 ? text.Length : open) - at);
            var close = open < 0 ? text.Length : text.IndexOf('}', open);
            var choices = open < 0 ? [""] : close < 0 ? [] : text.Substring(open + 1, close - open - 1).Split(',');
            if (plain.IndexOf('}') >= 0 || (open >= 0 && choices.Length < 2) || texts.Count * choices.Length > MostTexts)
                return null;
            texts = texts.SelectMany(head => choices.Select(choice => head + plain + choice)).ToList();
            at = close + 1;
        }

        return texts.ToImmutableArray();
    }

    /// <summary>With <c>*</c> for any characters. Only the last star seen is worth trying again, so no text makes this exponential.</summary>
    private static bool Matches(string text, int at, string segment, int position)
    {
        var star = -1;
        var resume = 0;
        while (position < segment.Length)
        {
            if (at < text.Length && text[at] == '*')
            {
                star = at++;
                resume = position;
            }
            else if (at < text.Length && text[at] == segment[position])
            {
                at++;
                position++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                position = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (at < text.Length && text[at] == '*')
            at++;
        return at == text.Length;
    }

    private static bool IsIdentifier(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(static c => char.IsLetterOrDigit(c) || c == '_');

    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '+' or '*' or '$';
}
