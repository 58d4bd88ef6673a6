using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Layers;

/// <summary>A mistake in the configuration: where (in a build property when there is no file), and how to repair it.</summary>
internal readonly record struct SettingError(ArchFile? File, TextSpan Span, string Text);

/// <summary>Collects the mistakes of a configuration.</summary>
internal sealed class SettingErrors
{
    /// <summary>A file with more is most likely something else.</summary>
    private const int Most = 25;

    private readonly List<SettingError> _found = [];

    public void Add(Setting setting, string text) => Add(setting.File, setting.Span, text);

    public void AtKey(Setting setting, string text) => Add(setting.File, setting.Node.KeySpan, text);

    /// <summary>At the brace or bracket that opens a value, for what is missing in it.</summary>
    public void AtStart(Setting setting, string text) => Add(setting.File, new TextSpan(setting.Span.Start, 1), text);

    public void Add(ArchFile? file, TextSpan span, string text) => _found.Add(new(file, span, text));

    public ImmutableArray<SettingError> ToImmutable() =>
        _found.Distinct().OrderBy(static error => error.Span.Start).Take(Most).ToImmutableArray();
}
