using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Documents.Docker;

/// <summary>
/// Cuts the file into what the builder reads at once: an instruction with its continuation lines, without the comments and empty lines between them.
/// A line ends with a line feed only; carriage returns before it are dropped.
/// </summary>
internal sealed class DockerfileLines(string source)
{
    private const int TypicalLength = 128;

    private readonly ImmutableArray<TextSpan>.Builder _comments = ImmutableArray.CreateBuilder<TextSpan>();

    /// <summary>What joins lines and, outside RUN and its kin, takes the meaning from a character.</summary>
    public char Escape { get; set; } = '\\';

    public ImmutableArray<TextSpan> Comments => _comments.ToImmutable();

    /// <summary>The start of the next line.</summary>
    public int Position { get; private set; } = source.Length > 0 && source[0] == '\uFEFF' ? 1 : 0;

    public bool AtEnd => Position >= source.Length;

    /// <summary>The next line, without its line break.</summary>
    public TextSpan TakeLine()
    {
        var start = Position;
        var end = source.IndexOf('\n', start);
        Position = end < 0 ? source.Length : end + 1;
        end = end < 0 ? source.Length : end;
        while (end > start && source[end - 1] == '\r')
            end--;
        return TextSpan.FromBounds(start, end);
    }

    /// <summary>The next line if it is a comment, else null, and nothing is taken.</summary>
    public TextSpan? TakeComment()
    {
        var before = Position;
        var line = TakeLine();
        var start = SkipBlanks(line.Start, line.End);
        if (start < line.End && source[start] == '#')
        {
            _comments.Add(TextSpan.FromBounds(start, line.End));
            return _comments[_comments.Count - 1];
        }

        Position = before;
        return null;
    }

    /// <summary>The next instruction, comments and empty lines in front of it skipped; null at the end.</summary>
    public DockerText? TakeInstruction()
    {
        while (!AtEnd)
        {
            if (TakeComment() is not null)
                continue;

            var line = TakeLine();
            var start = SkipBlanks(line.Start, line.End);
            var end = ContinuedAt(start, line.End) ?? line.End;
            if (end == line.End && start == end)
                continue;
            return end == line.End ? Verbatim(start, end) : Joined(start, end);
        }

        return null;
    }

    /// <summary>The text as it stands in the file.</summary>
    public DockerText Verbatim(int start, int end)
    {
        var text = source.Substring(start, end - start);
        return new DockerText(text, TextSpan.FromBounds(start, end), new ValueMap(start), text);
    }

    private DockerText Joined(int start, int end)
    {
        var text = new StringBuilder(TypicalLength);
        var offsets = ImmutableArray.CreateBuilder<int>(TypicalLength);
        int? continued = end;
        for (; ; )
        {
            text.Append(source, start, end - start);
            for (var i = start; i < end; i++)
                offsets.Add(i);
            if (continued is null || !NextContinuation(out start, out var lineEnd))
                break;
            continued = ContinuedAt(start, lineEnd);
            end = continued ?? lineEnd;
        }

        var first = offsets.Count == 0 ? start : offsets[0];
        var last = offsets.Count == 0 ? first : offsets[offsets.Count - 1] + 1;
        offsets.Add(last);
        var joined = text.ToString();
        return new DockerText(joined, TextSpan.FromBounds(first, last), new ValueMap(first, offsets.ToImmutable()), joined);
    }

    private bool NextContinuation(out int start, out int end)
    {
        while (!AtEnd)
        {
            if (TakeComment() is not null)
                continue;
            var line = TakeLine();
            (start, end) = (line.Start, line.End);
            if (SkipBlanks(start, end) < end)
                return true;
        }

        (start, end) = (0, 0);
        return false;
    }

    /// <summary>Where the escape stands that joins the next line: last but for blanks, and not behind another one. Null when the line is complete.</summary>
    private int? ContinuedAt(int start, int end)
    {
        var last = end - 1;
        while (last >= start && source[last] is ' ' or '\t')
            last--;
        return last >= start && source[last] == Escape && (last == start || source[last - 1] != Escape) ? last : null;
    }

    private int SkipBlanks(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(source[start]))
            start++;
        return start;
    }
}
