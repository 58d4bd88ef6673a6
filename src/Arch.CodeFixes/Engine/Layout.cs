using Microsoft.CodeAnalysis;

namespace Arch.CodeFixes.Engine;

/// <summary>How a file is laid out, for code that is written into it.</summary>
internal static class Layout
{
    /// <summary>One more level of nesting.</summary>
    public const string Step = "    ";

    /// <summary>What the line starts with on which the code starts.</summary>
    public static string IndentOf(SyntaxNode code)
    {
        var line = code.SyntaxTree.GetText().Lines.GetLineFromPosition(code.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    /// <summary>How the lines of the file end.</summary>
    public static string LineEndOf(SyntaxTree tree)
    {
        var text = tree.GetText();
        var first = text.Lines[0];
        return text.ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) is { Length: > 0 } end ? end : "\n";
    }
}
