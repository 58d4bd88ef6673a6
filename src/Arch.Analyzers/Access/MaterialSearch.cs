using System;
using System.Collections.Immutable;
using System.Text;

namespace Arch.Analyzers.Access;

/// <summary>One search through one text without percent escapes.</summary>
internal ref struct MaterialSearch(string source, Seek seek, KeyPrefixes prefixes, bool isDecoded = false)
{
    private const int Tail = 80;
    private const int NamedTokenLength = 100;
    private const int Base64Length = 28;
    private const int HexLength = 2 * KeyShape.IdLength;
    private const string BedrockPrefix = "bedrock-api-key-";

    private readonly ReadOnlySpan<char> _text = source.AsSpan();
    private ImmutableArray<Material>.Builder? _found;

    public ImmutableArray<Material> Run()
    {
        for (var i = 0; i < _text.Length; i++)
        {
            if (!KeyAlphabet.IsBase64(_text[i]))
                continue;
            var start = i;
            while (i < _text.Length && KeyAlphabet.IsBase64(_text[i]))
                i++;
            if (i - start >= KeyShape.IdLength && !TakeParts(start, i))
                TakeWhole(start, i);
        }

        return _found?.ToImmutable() ?? ImmutableArray<Material>.Empty;
    }

    private bool TakeParts(int start, int end)
    {
        var taken = false;
        for (var at = start; at <= end - KeyShape.IdLength; at++)
        {
            if (!IsLeftBoundary(at) || TakeAt(at, end) is not (> 0 and var length))
                continue;
            taken = true;
            at += length - 1;
        }

        return taken;
    }

    private void TakeWhole(int start, int end)
    {
        var run = _text.Slice(start, end - start);
        if ((seek & Seek.Secrets) != 0 && KeyShape.IsSecret(run) && (end == _text.Length || _text[end] != '='))
            Add(MaterialKind.SecretKey, start, run.Length, MaterialStrength.Weak);
        else if ((seek & Seek.NamedTokens) != 0 && run.Length >= NamedTokenLength && KeyShape.IsRandom(run))
            Add(MaterialKind.SessionToken, start, WithPadding(end) - start, MaterialStrength.Weak);
    }

    /// <summary>Takes what begins here and says how long it is; 0 when it is nothing.</summary>
    private int TakeAt(int at, int end)
    {
        var rest = _text.Slice(at);
        if (KeyShape.Id(rest, prefixes) is { } strength)
            return Add(MaterialKind.AccessKeyId, at, KeyShape.IdLength, strength);
        if (!KeyHeads.MayStart(rest[0]))
            return 0;

        var length = WithPadding(end) - at;
        if (KeyHeads.SessionToken(rest) is > 0 and var token && length >= token + Tail)
            return AddUnlessFake(MaterialKind.SessionToken, at, length);
        if (KeyHeads.LongTermBedrock(rest) is > 0 and var bedrock && length >= bedrock + Tail)
            return AddUnlessFake(MaterialKind.BedrockKey, at, length);
        if (KeyHeads.ShortTermBedrock(rest) is > 0 and var shortTerm && length >= shortTerm + Tail && _text.Slice(0, at).EndsWith(BedrockPrefix.AsSpan()))
            return AddUnlessFake(MaterialKind.BedrockKey, at - BedrockPrefix.Length, length + BedrockPrefix.Length) - BedrockPrefix.Length;

        if (isDecoded)
            return 0;
        var whole = rest.Slice(0, length);
        if (length >= Base64Length && KeyHeads.IsBase64OfId(rest) && KeyShape.Id(FromBase64(whole.Slice(0, Base64Length)).AsSpan(), prefixes) is not null)
            return TakeDecoded(at, length, FromBase64(whole));
        if (length == HexLength && KeyHeads.IsHexOfId(rest) && KeyAlphabet.IsHex(whole) && IsRightBoundary(end))
            return TakeDecoded(at, length, FromHex(whole));
        return 0;
    }

    private int TakeDecoded(int at, int length, string decoded)
    {
        var inner = new MaterialSearch(decoded, Seek.Secrets, prefixes, isDecoded: true).Run();
        if (inner.IsEmpty)
            return 0;

        _found ??= ImmutableArray.CreateBuilder<Material>();
        foreach (var material in inner)
            _found.Add(material.EncodedAt(at, length, material.ValueIn(decoded)));
        return length;
    }

    // A placeholder is used up like the real thing: what is left of it is nothing else.
    private int AddUnlessFake(MaterialKind kind, int start, int length) =>
        KeyShape.IsFake(_text.Slice(start, length), StringComparison.Ordinal) ? length : Add(kind, start, length, MaterialStrength.Strong);

    private int Add(MaterialKind kind, int start, int length, MaterialStrength strength)
    {
        _found ??= ImmutableArray.CreateBuilder<Material>();
        _found.Add(new Material(kind, start, length, strength));
        return length;
    }

    private readonly bool IsLeftBoundary(int at)
    {
        if (at == 0 || !KeyAlphabet.IsWord(_text[at - 1]))
            return true;
        if (at >= 3 && _text[at - 3] == '%' && KeyAlphabet.IsHex(_text[at - 2]) && KeyAlphabet.IsHex(_text[at - 1]))
            return true;
        return (seek & Seek.RawText) != 0 && at >= 2 && _text[at - 2] == '\\' && _text[at - 1] is 'n' or 'r' or 't' or '0';
    }

    private readonly bool IsRightBoundary(int at) => at == _text.Length || !KeyAlphabet.IsWord(_text[at]);

    private readonly int WithPadding(int end)
    {
        for (var i = 0; i < 2 && end < _text.Length && _text[end] == '='; i++)
            end++;
        return end;
    }

    private static string FromBase64(ReadOnlySpan<char> text)
    {
        var decoded = new StringBuilder(text.Length);
        int bits = 0, pending = 0;
        foreach (var c in text.TrimEnd('='))
        {
            pending = ((pending << 6) | Base64Value(c)) & 0x3FFF;
            bits += 6;
            if (bits < 8)
                continue;
            bits -= 8;
            decoded.Append((char)((pending >> bits) & 0xFF));
        }

        return decoded.ToString();
    }

    private static int Base64Value(char c) => c switch
    {
        '+' => 62,
        '/' => 63,
        <= '9' => c - '0' + 52,
        <= 'Z' => c - 'A',
        _ => c - 'a' + 26,
    };

    private static string FromHex(ReadOnlySpan<char> text)
    {
        var decoded = new StringBuilder(text.Length / 2);
        for (var i = 0; i < text.Length; i += 2)
            decoded.Append((char)((KeyAlphabet.HexValue(text[i]) << 4) | KeyAlphabet.HexValue(text[i + 1])));
        return decoded.ToString();
    }
}
