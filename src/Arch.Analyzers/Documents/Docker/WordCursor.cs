namespace Arch.Analyzers.Documents.Docker;

/// <summary>Walks over a word: its characters without quotes and escapes, and its variables.</summary>
internal struct WordCursor(string text, int start, int end, char escape)
{
    private int _next = start;
    private char _quote;

    /// <summary>Where the character or variable starts in the text.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends.</summary>
    public int End => _next;

    public char Character { get; private set; }

    public bool IsVariable { get; private set; }

    /// <summary>Whether a quote or a brace was never closed; the builder refuses such a word.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The end of the variable name at <paramref name="start"/>.</summary>
    public static int NameEnd(string text, int start, int end)
    {
        var i = start;
        if (i < end && text[i] is '@' or '*' or '#' or '?' or '-' or '$' or '!')
            return i + 1;
        if (i < end && text[i] is >= '0' and <= '9')
        {
            while (i < end && text[i] is >= '0' and <= '9')
                i++;
            return i;
        }

        while (i < end && (char.IsLetterOrDigit(text[i]) || text[i] == '_'))
            i++;
        return i;
    }

    public bool MoveNext()
    {
        while (_next < end && IsQuote(text[_next]))
            _next++;
        if (_next >= end)
        {
            IsBroken |= _quote != '\0';
            return false;
        }

        Start = _next;
        Character = text[_next];
        IsVariable = false;
        if (Character == '$' && _quote != '\'' && !IsBroken)
            MoveOverVariable();
        else if (Character == escape && _quote != '\'' && _next + 1 < end && (_quote == '\0' || text[_next + 1] is '"' or '$' || text[_next + 1] == escape))
            Take(text[_next + 1], 2);
        else
            Take(Character, 1);
        return true;
    }

    private bool IsQuote(char c)
    {
        if (c is not ('"' or '\'') || (_quote != '\0' && _quote != c))
            return false;
        _quote = _quote == c ? '\0' : c;
        return true;
    }

    private void MoveOverVariable()
    {
        var nameEnd = _next + 1 < end && text[_next + 1] == '{' ? BraceEnd(_next + 2) : NameEnd(text, _next + 1, end);
        IsVariable = nameEnd > _next + 1;
        if (IsVariable)
            _next = nameEnd;
        else
            Take('$', 1);
    }

    /// <summary>The offset behind the brace that closes the one before <paramref name="i"/>. Without one no further variable is looked for.</summary>
    private int BraceEnd(int i)
    {
        for (var depth = 1; i < end; i++)
        {
            if (text[i] == escape)
                i++;
            else if (text[i] == '{' && text[i - 1] == '$')
                depth++;
            else if (text[i] == '}' && --depth == 0)
                return i + 1;
        }

        IsBroken = true;
        return 0;
    }

    private void Take(char character, int length)
    {
        Character = character;
        _next += length;
    }
}
