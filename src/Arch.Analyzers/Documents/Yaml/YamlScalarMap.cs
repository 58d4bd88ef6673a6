using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;

namespace Arch.Analyzers.Documents.Yaml;

/// <summary>
/// Finds for each character of a decoded scalar the place it was read from. It follows the scanner's own folding and unescaping; should the two ever
/// disagree, each character maps to the scalar as a whole.
/// </summary>
internal sealed class YamlScalarMap
{
    private readonly string _source;
    private readonly TextSpan _span;
    private readonly string _value;
    private readonly List<int> _offsets;

    private YamlScalarMap(string source, TextSpan span, string value)
    {
        _source = source;
        _span = span;
        _value = value;
        _offsets = new List<int>(value.Length + 1);
    }

    /// <summary>The map of a plain or quoted scalar.</summary>
    public static ValueMap OfFlow(string source, TextSpan span, ScalarStyle style, string value)
    {
        var quote = style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted ? 1 : 0;
        var start = span.Start + quote;
        var end = span.End - quote;
        if (value.Length == end - start && string.CompareOrdinal(source, start, value, 0, value.Length) == 0)
            return new ValueMap(start);

        var map = new YamlScalarMap(source, span, value);
        map.ReadFlow(start, end, style);
        return map.Finish(end);
    }

    /// <summary>The map of a literal or folded scalar; its span loses the line breaks that chomping drops.</summary>
    public static ValueMap OfBlock(string source, ref TextSpan span, ScalarStyle style, string value)
    {
        var map = new YamlScalarMap(source, span, value);
        var end = map.ReadBlock(folded: style == ScalarStyle.Folded);
        span = TextSpan.FromBounds(span.Start, end);
        return map.Finish(end);
    }

    private ValueMap Finish(int end)
    {
        if (_offsets.Count != _value.Length)
        {
            _offsets.Clear();
            for (var i = 0; i < _value.Length; i++)
                _offsets.Add(_span.Start);
        }

        _offsets.Add(end);
        return new ValueMap(_span.Start, ImmutableArray.CreateRange(_offsets));
    }

    private void ReadFlow(int i, int end, ScalarStyle style)
    {
        while (i < end)
        {
            var c = _source[i];
            if (YamlText.IsWhite(c) || YamlText.IsBreak(c))
            {
                i = ReadBlanks(i, end);
            }
            else if (c == '\\' && style == ScalarStyle.DoubleQuoted)
            {
                i = ReadEscape(i, end);
            }
            else
            {
                _offsets.Add(i);
                i += c == '\'' && style == ScalarStyle.SingleQuoted ? 2 : 1;
            }
        }
    }

    /// <summary>Blanks within a line stay; blanks around line breaks go, and a single break becomes a space.</summary>
    private int ReadBlanks(int start, int end)
    {
        var i = start;
        while (i < end && YamlText.IsWhite(_source[i]))
            i++;
        if (i == end || !YamlText.IsBreak(_source[i]))
        {
            for (var blank = start; blank < i; blank++)
                _offsets.Add(blank);
            return i;
        }

        var lineBreak = i;
        var isKept = YamlText.IsKeptBreak(_source[i]);
        if (isKept)
            _offsets.Add(i);
        var read = _offsets.Count;
        i = ReadEmptyLines(i + YamlText.BreakLength(_source, i), end);
        if (!isKept && _offsets.Count == read)
            _offsets.Add(lineBreak);
        return i;
    }

    private int ReadEmptyLines(int i, int end)
    {
        while (i < end && (YamlText.IsWhite(_source[i]) || YamlText.IsBreak(_source[i])))
        {
            if (YamlText.IsBreak(_source[i]))
            {
                _offsets.Add(i);
                i += YamlText.BreakLength(_source, i);
            }
            else
            {
                i++;
            }
        }

        return i;
    }

    private int ReadEscape(int i, int end)
    {
        var code = _source[i + 1];
        if (YamlText.IsBreak(code))
            return ReadEmptyLines(i + 1 + YamlText.BreakLength(_source, i + 1), end);

        _offsets.Add(i);
        var isPair = code == 'U' && string.CompareOrdinal(_source, i + 2, "0000", 0, 4) != 0;
        if (isPair)
            _offsets.Add(i + 6);
        return i + 2 + code switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
    }

    /// <returns>The end of what belongs to the value.</returns>
    private int ReadBlock(bool folded)
    {
        var limit = _span.End;
        var i = _span.Start + 1;
        var chomping = ' ';
        for (; i < limit && (_source[i] is '+' or '-' or (>= '0' and <= '9')); i++)
        {
            if (_source[i] is '+' or '-')
                chomping = _source[i];
        }

        var end = i;
        i = YamlText.LineEnd(_source, i);
        if (i < limit)
            i += YamlText.BreakLength(_source, i);

        var indent = BlockIndent(i);
        var emptyLines = new List<int>();
        var lineBreak = -1;
        var afterBlank = false;
        while (i < limit)
        {
            var line = i;
            while (i < limit && (i - line < indent || indent == 0) && _source[i] == ' ')
                i++;
            if (i == limit)
                break;
            if (YamlText.IsBreak(_source[i]))
            {
                emptyLines.Add(i);
                i += YamlText.BreakLength(_source, i);
                continue;
            }

            // A text without indentation takes that of its first indented line (18.1.0).
            if (indent == 0)
                indent = i - line;

            var startsBlank = YamlText.IsWhite(_source[i]);
            var folds = folded && lineBreak >= 0 && !YamlText.IsKeptBreak(_source[lineBreak]) && !afterBlank && !startsBlank;
            if (lineBreak >= 0 && !(folds && emptyLines.Count > 0))
                _offsets.Add(lineBreak);
            _offsets.AddRange(emptyLines);
            emptyLines.Clear();
            afterBlank = startsBlank;

            for (; i < limit && !YamlText.IsBreak(_source[i]); i++)
                _offsets.Add(i);
            lineBreak = i < limit ? i : -1;
            if (i < limit)
                i += YamlText.BreakLength(_source, i);
        }

        if (chomping != '-' && lineBreak >= 0)
            _offsets.Add(lineBreak);
        if (chomping == '+')
            _offsets.AddRange(emptyLines);
        if (_offsets.Count == 0)
            return end;
        var last = _offsets[_offsets.Count - 1];
        return last + (YamlText.IsBreak(_source[last]) ? YamlText.BreakLength(_source, last) : 1);
    }

    /// <summary>
    /// The first visible character has the same blanks before it in the text and in the value, but for the indentation. Without one the longest line tells.
    /// </summary>
    private int BlockIndent(int start)
    {
        var (inText, longestInText) = FirstVisible(_source, start, _span.End);
        var (inValue, longestInValue) = FirstVisible(_value, 0, _value.Length);
        return inValue < _value.Length ? BlanksBefore(_source, inText) - BlanksBefore(_value, inValue) : longestInText - longestInValue;
    }

    private static (int Offset, int LongestBlank) FirstVisible(string text, int i, int end)
    {
        var (blank, longest) = (0, 0);
        for (; i < end && (YamlText.IsWhite(text[i]) || YamlText.IsBreak(text[i])); i++)
        {
            blank = YamlText.IsWhite(text[i]) ? blank + 1 : 0;
            longest = Math.Max(longest, blank);
        }

        return (i, longest);
    }

    private static int BlanksBefore(string text, int i)
    {
        var start = i;
        while (start > 0 && YamlText.IsWhite(text[start - 1]))
            start--;
        return i - start;
    }
}
