using System;
using System.Linq;

namespace Arch.Analyzers.Access;

/// <summary>The first characters of everything that is recognised without a name, apart from plain key ids.</summary>
internal static class KeyHeads
{
    /// <summary>Every head but the hexadecimal ones holds one of these two letters, both rare in code; <see cref="KeyAnchors"/> looks for them.</summary>
    public const char Marker = 'Q', OtherMarker = 'Y';

    private static readonly string[] s_sessionTokens = ["IQoJb3JpZ2luX2Vj", "FwoGZXIvYXdz", "FQoGZXIvYXdz", "FQoDYXdz", "AQoDYXdz"];
    private static readonly string[] s_longTermBedrock = ["ABSKQmVkcm9ja0FQSUtleS"];
    private static readonly string[] s_shortTermBedrock = ["YmVkcm9jay5hbWF6b25hd3MuY29t"];

    // "AKIA", "ASIA", "ABIA" and "ACCA": five characters of base64 depend on nothing that follows.
    private static readonly string[] s_base64 = ["QUtJQ", "QVNJQ", "QUJJQ", "QUNDQ"];
    private static readonly string[] s_hex = ["414b4941", "41534941"];

    private static readonly (string Head, int Marker)[] s_marked =
        [.. s_sessionTokens.Concat(s_longTermBedrock).Concat(s_shortTermBedrock).Concat(s_base64).Select(head => (head, head.IndexOfAny([Marker, OtherMarker])))];

    public static bool MayStart(char c) => c is 'I' or 'F' or 'A' or 'Y' or 'Q' or '4';

    /// <summary>The length of the head of a session token that the text begins with; 0 without one.</summary>
    public static int SessionToken(ReadOnlySpan<char> text) => Match(s_sessionTokens, text);

    public static int LongTermBedrock(ReadOnlySpan<char> text) => Match(s_longTermBedrock, text);

    /// <summary>The head that follows <c>bedrock-api-key-</c>.</summary>
    public static int ShortTermBedrock(ReadOnlySpan<char> text) => Match(s_shortTermBedrock, text);

    public static bool IsBase64OfId(ReadOnlySpan<char> text) => Match(s_base64, text) > 0;

    public static bool IsHexOfId(ReadOnlySpan<char> text) => Match(s_hex, text, StringComparison.OrdinalIgnoreCase) > 0;

    /// <summary>Where the head begins whose first marker stands at <paramref name="marker"/>; -1 when there is none.</summary>
    public static int StartOfMarked(ReadOnlySpan<char> text, int marker)
    {
        foreach (var (head, offset) in s_marked)
        {
            var start = marker - offset;
            if (start >= 0 && text[start] == head[0] && text.Slice(start).StartsWith(head.AsSpan()))
                return start;
        }

        return -1;
    }

    private static int Match(string[] heads, ReadOnlySpan<char> text, StringComparison comparison = StringComparison.Ordinal)
    {
        foreach (var head in heads)
        {
            if (text.StartsWith(head.AsSpan(), comparison))
                return head.Length;
        }

        return 0;
    }
}
