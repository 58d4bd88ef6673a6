using System;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Documents;

/// <summary>Parses each text at most once, whoever asks and however often; the result lives as long as the text.</summary>
internal sealed class ParseOnce<T>(Func<SourceText, T> parse) where T : class
{
    private readonly ConditionalWeakTable<SourceText, Lazy<T>> _parsed = new();

    public T Get(SourceText text) => _parsed.GetValue(text, key => new Lazy<T>(() => parse(key))).Value;
}
