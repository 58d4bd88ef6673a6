using System.Collections.Immutable;

namespace Arch.Analyzers.Documents.Docker;

/// <summary>How a piece of shell text is put together.</summary>
internal enum ShellForm
{
    /// <summary>A program or builtin with its arguments.</summary>
    Command,

    /// <summary>Commands one after the other, whatever separates them: <c>;</c>, <c>&amp;&amp;</c>, <c>||</c>, line breaks.</summary>
    Sequence,

    /// <summary>Commands that run side by side: <c>a | b</c>.</summary>
    Pipeline,

    /// <summary>What is not waited for: <c>a &amp;</c>.</summary>
    Background,

    /// <summary><c>! a</c>.</summary>
    Negated,

    /// <summary><c>( … )</c>.</summary>
    Subshell,

    /// <summary><c>{ …; }</c>.</summary>
    Group,

    /// <summary><c>if</c> or <c>case</c>: the condition and each branch.</summary>
    Branch,

    /// <summary><c>for</c>, <c>while</c>, <c>until</c>.</summary>
    Loop,
}

/// <summary>Shell text as a tree.</summary>
/// <param name="Form">What it is.</param>
/// <param name="Words">The words of a command, assignments in front of it included, redirections left out.</param>
/// <param name="Parts">What it is made of; empty for a command.</param>
/// <param name="IsRedirected">Whether a redirection stands at it.</param>
/// <param name="IsAlternative">Whether it only runs when what stands in front of it fails: <c>|| a</c>.</param>
internal sealed record ShellNode(
    ShellForm Form, ImmutableArray<DockerText> Words, ImmutableArray<ShellNode> Parts, bool IsRedirected = false, bool IsAlternative = false)
{
    public ShellNode(ShellForm form, params ShellNode[] parts) : this(form, ImmutableArray<DockerText>.Empty, ImmutableArray.Create(parts))
    {
    }

    /// <summary>The index of the word that names the program: the first one that assigns nothing; the number of words when there is none.</summary>
    public int Program
    {
        get
        {
            var index = 0;
            while (index < Words.Length && IsAssignment(Words[index].Text))
                index++;
            return index;
        }
    }

    private static bool IsAssignment(string word)
    {
        var length = WordCursor.NameEnd(word, 0, word.Length);
        return length > 0 && length < word.Length && !char.IsDigit(word[0]) && word[length] == '=';
    }
}
