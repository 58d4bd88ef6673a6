using System.Collections.Immutable;

namespace Arch.Analyzers.Documents.Docker;

/// <summary>Splits text into words and operators as a POSIX shell does. Linear; what is not closed reaches to the end.</summary>
internal sealed class ShellSplitter
{
    private static readonly string[] Operators =
        ["<<<", "<<-", "&>>", "&&", "||", "|&", ";;", ">>", "<<", ">&", "<&", "&>", ">|", "<>", ";", "&", "|", "(", ")", "<", ">"];

    private readonly DockerText _source;
    private readonly string _text;
    private readonly ImmutableArray<ShellWord>.Builder _words = ImmutableArray.CreateBuilder<ShellWord>();
    private DockerTextBuilder _word;
    private bool _isLiteral;
    private int _at;

    private ShellSplitter(DockerText source)
    {
        _source = source;
        _text = source.Text;
        _word = new DockerTextBuilder(source);
    }

    public static ImmutableArray<ShellWord> Split(DockerText text)
    {
        var splitter = new ShellSplitter(text);
        splitter.Split();
        return splitter._words.ToImmutable();
    }

    private void Split()
    {
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c is ' ' or '\t' or '\r')
                _at++;
            else if (c == '#')
                _at = IndexOf('\n', _at);
            else if (c == '\\' && _at + 1 < _text.Length && _text[_at + 1] == '\n')
                _at += 2;
            else if (OperatorLength(_at) is > 0 and var length)
                AddOperator(length);
            else
                AddWord();
        }
    }

    private void AddOperator(int length)
    {
        _words.Add(new ShellWord(_source.Part(_at, _at + length), IsOperator: true));
        _at += length;
    }

    private void AddWord()
    {
        var start = _at;
        _word = new DockerTextBuilder(_source);
        _isLiteral = _text[start] != '~';
        while (_at < _text.Length && _text[_at] is not (' ' or '\t' or '\r') && OperatorLength(_at) == 0)
            ReadUnquoted();
        _words.Add(new ShellWord(Build(start), IsOperator: false));
    }

    private DockerText Build(int start)
    {
        var word = _word.Build(start, _at, expanded: null);
        return _isLiteral ? word with { Expanded = word.Text } : word;
    }

    private void ReadUnquoted()
    {
        switch (_text[_at])
        {
            case '\'':
                var close = IndexOf('\'', _at + 1);
                _isLiteral &= close < _text.Length;
                Copy(_at + 1, close);
                _at = close + 1;
                break;
            case '"':
                _at++;
                ReadDoubleQuoted();
                break;
            case '\\' when _at + 1 < _text.Length:
                if (_text[_at + 1] != '\n')
                    _word.Add(_at, _at + 2, _text[_at + 1]);
                _at += 2;
                break;
            case '$' or '`':
                ReadReplaced();
                break;
            default:
                _isLiteral &= _text[_at] is not ('*' or '?' or '[');
                _word.Add(_at++);
                break;
        }

        if (_at > _text.Length)
            _at = _text.Length;
    }

    private void ReadDoubleQuoted()
    {
        while (_at < _text.Length)
        {
            switch (_text[_at])
            {
                case '"':
                    _at++;
                    return;
                case '\\' when _at + 1 < _text.Length && _text[_at + 1] is '$' or '`' or '"' or '\\' or '\n':
                    if (_text[_at + 1] != '\n')
                        _word.Add(_at, _at + 2, _text[_at + 1]);
                    _at += 2;
                    break;
                case '$' or '`':
                    ReadReplaced();
                    break;
                default:
                    _word.Add(_at++);
                    break;
            }
        }

        _isLiteral = false;
    }

    /// <summary>A variable or command stays in the word as written.</summary>
    private void ReadReplaced()
    {
        var next = _at + 1 < _text.Length ? _text[_at + 1] : ' ';
        var isLoneDollar = _text[_at] == '$' && !(char.IsLetterOrDigit(next) || next is '_' or '{' or '(' or '@' or '*' or '#' or '?' or '-' or '$' or '!' or '\'' or '"');
        _isLiteral &= isLoneDollar;
        var end = _text[_at] == '`' ? Closing('`', '`', _at + 1)
            : next == '{' ? Closing('{', '}', _at + 2)
            : next == '(' ? Closing('(', ')', _at + 2)
            : _at + 1;
        Copy(_at, end);
        _at = end;
    }

    /// <summary>The offset behind the bracket that closes the one before <paramref name="i"/>.</summary>
    private int Closing(char open, char close, int i)
    {
        for (var depth = 1; i < _text.Length; i++)
        {
            var c = _text[i];
            if (c == '\\')
                i++;
            else if (c == close && --depth == 0)
                return i + 1;
            else if (c == open)
                depth++;
            else if (c == '\'' && close == ')')
                i = IndexOf('\'', i + 1);
            else if (c == '"' && close == ')')
                i = EndOfDoubleQuotes(i + 1);
        }

        return _text.Length;
    }

    private int EndOfDoubleQuotes(int i)
    {
        for (; i < _text.Length && _text[i] != '"'; i++)
        {
            if (_text[i] == '\\')
                i++;
        }

        return i;
    }

    private void Copy(int start, int end)
    {
        for (var i = start; i < end; i++)
            _word.Add(i);
    }

    private int IndexOf(char c, int start)
    {
        var index = start < _text.Length ? _text.IndexOf(c, start) : -1;
        return index < 0 ? _text.Length : index;
    }

    private int OperatorLength(int at)
    {
        var c = _text[at];
        if (c == '\n')
            return 1;
        if (c is >= '0' and <= '9' && IsAtWordStart(at))
        {
            var digits = at + 1;
            while (digits < _text.Length && _text[digits] is >= '0' and <= '9')
                digits++;
            return digits < _text.Length && _text[digits] is '<' or '>' ? digits - at + OperatorLength(digits) : 0;
        }

        if (c is ';' or '&' or '|' or '(' or ')' or '<' or '>')
        {
            foreach (var candidate in Operators)
            {
                if (string.CompareOrdinal(_text, at, candidate, 0, candidate.Length) == 0)
                    return candidate.Length;
            }
        }

        return 0;
    }

    /// <summary>Only a number that is a word of its own names a file descriptor: <c>2>&amp;1</c>, but not <c>file2>x</c>.</summary>
    private bool IsAtWordStart(int at) => at == 0 || _text[at - 1] is ' ' or '\t' or '\r' or '\n' or ';' or '&' or '|' or '(' or ')' or '<' or '>';
}
