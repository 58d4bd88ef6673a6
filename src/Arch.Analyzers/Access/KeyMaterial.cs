using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Access;

/// <summary>What to look for besides key ids, session tokens with a known head and Bedrock keys.</summary>
[Flags]
internal enum Seek : byte
{
    Strong = 0,

    /// <summary>Whatever has the shape of a secret; the caller knows whether its context makes it one.</summary>
    Secrets = 1,

    /// <summary>Long base64 without a known head, for a value whose name says that it is a session token.</summary>
    NamedTokens = 2,

    /// <summary>The text is as written in a file of unknown syntax: <c>\n \r \t \0</c> may stand before an id.</summary>
    RawText = 4,
}

/// <summary>Finds AWS key material: access key ids, secrets, session tokens and Bedrock keys, also behind one step of base64 or hexadecimal.</summary>
internal static class KeyMaterial
{
    /// <summary>The material in one decoded value, in the order of the text; no range is used twice.</summary>
    public static ImmutableArray<Material> Find(string text, Seek seek, KeyPrefixes prefixes)
    {
        if (text.Length < KeyShape.IdLength)
            return ImmutableArray<Material>.Empty;

        var plain = PercentEscapes.Decode(text, out var map);
        var found = new MaterialSearch(plain ?? text, seek, prefixes).Run();
        if (plain is null || found.IsEmpty)
            return found;

        var mapped = ImmutableArray.CreateBuilder<Material>(found.Length);
        foreach (var material in found)
        {
            var written = map.Source(material.Start, material.Length);
            mapped.Add(written.Length == material.Length
                ? material.Moved(written.Start - material.Start)
                : material.EncodedAt(written.Start, written.Length, material.ValueIn(plain)));
        }

        return mapped.MoveToImmutable();
    }

    /// <summary>The material that a text of any syntax shows by itself. Only lines that hold an anchor are looked at.</summary>
    public static ImmutableArray<Material> Scan(SourceText text, ImmutableArray<int> anchors, KeyPrefixes prefixes)
    {
        var found = ImmutableArray.CreateBuilder<Material>();
        var end = -1;
        foreach (var anchor in anchors)
        {
            if (anchor < end)
                continue;
            var line = text.Lines.GetLineFromPosition(anchor).Span;
            end = line.End;
            foreach (var material in Find(text.ToString(line), Seek.RawText, prefixes))
                found.Add(material.Moved(line.Start));
        }

        return found.ToImmutable();
    }
}
