using System.Collections.Immutable;
using System.Linq;

namespace Arch.Analyzers.Documents.Docker;

/// <summary>
/// Puts the words of shell text together. What it does not know (functions, heredocs, arithmetic loops) or what is not closed makes the whole text unknown.
/// </summary>
internal sealed class ShellParser
{
    private const int Depth = 32;

    private static readonly string[] Closing = ["then", "elif", "else", "fi", "do", "done", "esac", "}"];

    private readonly ImmutableArray<ShellWord> _words;
    private int _at;
    private int _depth;
    private bool _failed;

    private ShellParser(ImmutableArray<ShellWord> words) => _words = words;

    private bool AtEnd => _failed || _at >= _words.Length;

    /// <summary>The text as a sequence; null when it cannot be read, or says nothing.</summary>
    public static ShellNode? Parse(ImmutableArray<ShellWord> words)
    {
        var parser = new ShellParser(words);
        var whole = parser.Sequence();
        return parser._failed || parser._at < words.Length || whole.Parts.IsEmpty ? null : whole;
    }

    /// <summary>Commands up to a word or bracket that closes what stands around them.</summary>
    private ShellNode Sequence()
    {
        if (_depth++ == Depth)
            _failed = true;
        var parts = ImmutableArray.CreateBuilder<ShellNode>();
        // What an "&" sends to the background starts here: a && b & is one job.
        var job = 0;
        var isAlternative = false;
        while (!AtEnd && !IsClosing())
        {
            if (TakeOperator(";") || TakeOperator("\n"))
            {
                job = parts.Count;
            }
            else if (TakeOperator("&"))
            {
                var inBackground = parts.Skip(job).ToImmutableArray();
                parts.Count = job;
                parts.Add(new ShellNode(ShellForm.Background, ImmutableArray<DockerText>.Empty, inBackground));
                job = parts.Count;
            }
            else if (TakeOperator("||"))
            {
                isAlternative = true;
            }
            else if (!TakeOperator("&&"))
            {
                var part = Pipeline();
                parts.Add(isAlternative ? part with { IsAlternative = true } : part);
                isAlternative = false;
            }
        }

        _depth--;
        return new ShellNode(ShellForm.Sequence, ImmutableArray<DockerText>.Empty, parts.ToImmutable());
    }

    private ShellNode Pipeline()
    {
        var isNegated = TakeWord("!");
        var first = Single();
        if (isNegated)
            first = new ShellNode(ShellForm.Negated, first);
        if (!TakeOperator("|") && !TakeOperator("|&"))
            return first;

        var parts = ImmutableArray.CreateBuilder<ShellNode>();
        parts.Add(first);
        do
        {
            while (TakeOperator("\n"))
            {
            }

            parts.Add(Single());
        }
        while (!_failed && (TakeOperator("|") || TakeOperator("|&")));
        return new ShellNode(ShellForm.Pipeline, ImmutableArray<DockerText>.Empty, parts.ToImmutable());
    }

    private ShellNode Single()
    {
        if (_depth > Depth)
            return Fail();
        if (TakeOperator("("))
            return WithRedirections(Enclosed(ShellForm.Subshell, Sequence(), ")"));
        if (TakeWord("{"))
            return WithRedirections(Enclosed(ShellForm.Group, Sequence(), "}"));
        if (TakeWord("if"))
            return WithRedirections(Conditional());
        if (TakeWord("while") || TakeWord("until"))
            return WithRedirections(Loop(Sequence()));
        if (TakeWord("for"))
            return WithRedirections(For());
        if (TakeWord("case"))
            return WithRedirections(Case());
        return Command();
    }

    private ShellNode Command()
    {
        var words = ImmutableArray.CreateBuilder<DockerText>();
        var isRedirected = false;
        if (!AtEnd && IsWord("[["))
        {
            while (!AtEnd && !IsWord("]]"))
                words.Add(_words[_at++].Text);
        }

        while (!AtEnd)
        {
            if (TakeRedirection())
                isRedirected = true;
            else if (!_words[_at].IsOperator)
                words.Add(_words[_at++].Text);
            else
                break;
        }

        // A bracket behind a word defines a function, or is an array of bash.
        if (!AtEnd && _words[_at].Text.Text == "(")
            return Fail();
        if (words.Count == 0 && !isRedirected)
            return Fail();
        return new ShellNode(ShellForm.Command, words.ToImmutable(), ImmutableArray<ShellNode>.Empty, isRedirected);
    }

    private ShellNode Conditional()
    {
        var parts = ImmutableArray.CreateBuilder<ShellNode>();
        do
        {
            parts.Add(Sequence());
            if (!TakeWord("then"))
                return Fail();
            parts.Add(Sequence());
        }
        while (TakeWord("elif"));
        if (TakeWord("else"))
            parts.Add(Sequence());
        if (!TakeWord("fi"))
            return Fail();
        return new ShellNode(ShellForm.Branch, ImmutableArray<DockerText>.Empty, parts.ToImmutable());
    }

    private ShellNode Loop(ShellNode condition) => TakeWord("do") ? Enclosed(ShellForm.Loop, Sequence(), "done", condition) : Fail();

    private ShellNode For()
    {
        // The name and its values.
        while (!AtEnd && !_words[_at].IsOperator && !IsWord("do"))
            _at++;
        while (TakeOperator(";") || TakeOperator("\n"))
        {
        }

        return Loop(new ShellNode(ShellForm.Sequence));
    }

    private ShellNode Case()
    {
        var branches = ImmutableArray.CreateBuilder<ShellNode>();
        _at++;
        if (!TakeWord("in"))
            return Fail();
        while (!AtEnd)
        {
            if (TakeOperator("\n") || TakeOperator(";;") || TakeOperator("("))
                continue;
            if (TakeWord("esac"))
                return new ShellNode(ShellForm.Branch, ImmutableArray<DockerText>.Empty, branches.ToImmutable());
            while (!AtEnd && !TakeOperator(")"))
                _at++;
            branches.Add(Sequence());
            if (!AtEnd && !IsOperator(";;") && !IsWord("esac"))
                return Fail();
        }

        return Fail();
    }

    private ShellNode Enclosed(ShellForm form, ShellNode body, string close, ShellNode? condition = null)
    {
        if (!TakeWord(close) && !TakeOperator(close))
            return Fail();
        return condition is null ? new ShellNode(form, body) : new ShellNode(form, condition, body);
    }

    private ShellNode WithRedirections(ShellNode node)
    {
        while (TakeRedirection())
            node = node with { IsRedirected = true };
        return node;
    }

    /// <summary>An operator such as <c>2&gt;</c> and the file behind it. The text of a heredoc would be taken for commands.</summary>
    private bool TakeRedirection()
    {
        if (AtEnd || !_words[_at].IsOperator || _words[_at].Text.Text is not { } text || (text.IndexOf('<') < 0 && text.IndexOf('>') < 0))
            return false;
        _failed |= text.IndexOf("<<", System.StringComparison.Ordinal) >= 0 && !text.EndsWith("<<<", System.StringComparison.Ordinal);
        _at++;
        if (AtEnd || _words[_at].IsOperator)
            _failed = true;
        else
            _at++;
        return true;
    }

    private bool IsClosing() => IsOperator(")") || IsOperator(";;") || System.Array.Exists(Closing, IsWord);

    /// <summary>Whether the next word is this word of the language; in quotes it is an ordinary one.</summary>
    private bool IsWord(string text) => !AtEnd && !_words[_at].IsOperator && _words[_at].Text.Text == text && _words[_at].Text.Span.Length == text.Length;

    private bool TakeWord(string text)
    {
        if (!IsWord(text))
            return false;
        _at++;
        return true;
    }

    private bool IsOperator(string text) => !AtEnd && _words[_at].IsOperator && _words[_at].Text.Text == text;

    private bool TakeOperator(string text)
    {
        if (!IsOperator(text))
            return false;
        _at++;
        return true;
    }

    private ShellNode Fail()
    {
        _failed = true;
        return new ShellNode(ShellForm.Sequence);
    }
}
