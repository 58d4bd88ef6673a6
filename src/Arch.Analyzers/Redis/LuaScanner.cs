using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace Arch.Analyzers.Redis;

/// <summary>
/// Finds the commands that a Lua script calls: <c>redis.call('GET', …)</c>, <c>redis.pcall</c>, <c>server.call</c>, and calls through
/// <c>local call = redis.call</c>. It reads tokens, so a command in a comment or inside another text is none.
/// </summary>
internal ref struct LuaScanner
{
    private readonly string _lua;
    private int _position;
    private HashSet<string>? _aliases;

    private LuaScanner(string lua)
    {
        _lua = lua;
        _position = 0;
        _aliases = null;
    }

    private enum TokenKind
    {
        End,
        Word,
        Text,
        Sign,
    }

    /// <summary>The commands with literal names, as written, and where their names start.</summary>
    public static ImmutableArray<(string Command, int Index)> Commands(string lua) =>
        lua.IndexOf("call", StringComparison.Ordinal) < 0 ? ImmutableArray<(string, int)>.Empty : new LuaScanner(lua).Read();

    /// <summary>Whether the script calls the command.</summary>
    public static bool Calls(string lua, string command)
    {
        foreach (var (name, _) in Commands(lua))
        {
            if (name.Equals(command, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private ImmutableArray<(string Command, int Index)> Read()
    {
        var commands = ImmutableArray.CreateBuilder<(string, int)>();
        // Three tokens back: 'alias', '=' and what stands before redis.call.
        Token beforeLast = default, last = default;
        for (var token = Next(); token.Kind != TokenKind.End;)
        {
            var isMember = IsSign(last, '.') || IsSign(last, ':');
            if (token.Kind == TokenKind.Word && !isMember && (IsAlias(token) || IsRedisCall(token)))
            {
                var isAlias = IsAlias(token);
                var next = Next();
                if (!isAlias && !IsSign(next, '(') && next.Kind != TokenKind.Text && IsSign(last, '=') && beforeLast.Kind == TokenKind.Word)
                    (_aliases ??= new HashSet<string>(StringComparer.Ordinal)).Add(_lua.Substring(beforeLast.Start, beforeLast.Length));
                if (IsSign(next, '('))
                    next = Next();
                (beforeLast, last) = (token, default);
                if (next.Kind == TokenKind.Text)
                {
                    // What is put together with '..' is another name.
                    var after = Next();
                    if (!IsSign(after, '.'))
                        commands.Add((_lua.Substring(next.Start, next.Length), next.Start));
                    next = after;
                }

                token = next;
                continue;
            }

            (beforeLast, last) = (last, token);
            token = Next();
        }

        return commands.ToImmutable();
    }

    /// <summary>Reads on over <c>.call</c> when the word is <c>redis</c> or <c>server</c>; else the position stays.</summary>
    private bool IsRedisCall(Token word)
    {
        if (!Is(word, "redis") && !Is(word, "server"))
            return false;
        var start = _position;
        if (IsSign(Next(), '.') && Next() is { Kind: TokenKind.Word } member && (Is(member, "call") || Is(member, "pcall")))
            return true;
        _position = start;
        return false;
    }

    private readonly bool IsAlias(Token word) => _aliases is not null && _aliases.Contains(_lua.Substring(word.Start, word.Length));

    private readonly bool Is(Token token, string text) => token.Length == text.Length && string.CompareOrdinal(_lua, token.Start, text, 0, text.Length) == 0;

    private readonly bool IsSign(Token token, char sign) => token.Kind == TokenKind.Sign && _lua[token.Start] == sign;

    private Token Next()
    {
        while (_position < _lua.Length)
        {
            var start = _position;
            var character = _lua[start];
            if (char.IsWhiteSpace(character))
            {
                _position++;
            }
            else if (character == '-' && At(start + 1) == '-')
            {
                _position += 2;
                if (LongBracket() is null)
                    SkipLine();
            }
            else if (character is '\'' or '"')
            {
                return Quoted(character);
            }
            else if (LongBracket() is { } text)
            {
                return text;
            }
            else if (IsWordPart(character))
            {
                while (_position < _lua.Length && IsWordPart(_lua[_position]))
                    _position++;
                return new Token(TokenKind.Word, start, _position - start);
            }
            else
            {
                _position++;
                return new Token(TokenKind.Sign, start, 1);
            }
        }

        return default;
    }

    private Token Quoted(char quote)
    {
        var start = ++_position;
        while (_position < _lua.Length && _lua[_position] != quote)
            _position += _lua[_position] == '\\' ? 2 : 1;
        var end = Math.Min(_position, _lua.Length);
        _position = Math.Min(end + 1, _lua.Length);
        return new Token(TokenKind.Text, start, end - start);
    }

    /// <summary>Reads <c>[[…]]</c> or <c>[==[…]==]</c>; null, and no step forward, when there is none.</summary>
    private Token? LongBracket()
    {
        if (At(_position) != '[')
            return null;
        var level = 0;
        while (At(_position + 1 + level) == '=')
            level++;
        if (At(_position + 1 + level) != '[')
            return null;

        var start = _position + level + 2;
        for (var end = start; end < _lua.Length; end++)
        {
            if (_lua[end] == ']' && Closes(end, level))
            {
                _position = end + level + 2;
                return new Token(TokenKind.Text, start, end - start);
            }
        }

        _position = _lua.Length;
        return new Token(TokenKind.Text, Math.Min(start, _lua.Length), Math.Max(0, _lua.Length - start));
    }

    private readonly bool Closes(int bracket, int level)
    {
        for (var i = 1; i <= level; i++)
        {
            if (At(bracket + i) != '=')
                return false;
        }

        return At(bracket + level + 1) == ']';
    }

    private void SkipLine()
    {
        while (_position < _lua.Length && _lua[_position] is not ('\n' or '\r'))
            _position++;
    }

    private readonly char At(int index) => index < _lua.Length ? _lua[index] : '\0';

    private static bool IsWordPart(char character) => char.IsLetterOrDigit(character) || character == '_';

    private readonly record struct Token(TokenKind Kind, int Start, int Length);
}
