using System;
using System.Threading;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Docker;
using Arch.Analyzers.Documents.Json;
using Arch.Analyzers.Documents.Lines;
using Arch.Analyzers.Documents.Xml;
using Arch.Analyzers.Documents.Yaml;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Engine;

/// <summary>A text file handed to the compiler: what it is, whether this project answers for it, and its parsed forms, each made at most once per content.</summary>
internal sealed class ArchFile
{
    /// <summary>Characters; nothing looks at a longer file. Structure is read up to <see cref="DocumentLimits.Length"/>.</summary>
    private const int LongestText = 5 * 1024 * 1024;

    private const int BinaryProbe = 8 * 1024;

    private readonly Lazy<SourceText?> _text;
    private readonly Lazy<DataDocument?> _data;
    private readonly Lazy<Ignores> _ignores;

    public ArchFile(AdditionalText source, FileKind kind, bool isOurs)
    {
        Source = source;
        Name = FilePaths.Name(source.Path);
        Kind = kind;
        IsOurs = isOurs;
        _text = new(() => Readable(source.GetText()));
        _data = new(ReadData);
        _ignores = new(() => Ignores.Read(this));
    }

    public AdditionalText Source { get; }

    public string Path => Source.Path;

    public string Name { get; }

    public FileKind Kind { get; }

    /// <summary>True when findings of this file are reported by this project and not by another one.</summary>
    public bool IsOurs { get; }

    /// <summary>The content; null when it cannot be had, is binary or far too long.</summary>
    public SourceText? Text => _text.Value;

    /// <summary>The comments that silence rules in this file.</summary>
    public Ignores Ignores => _ignores.Value;

    /// <summary>The content as JSON, YAML or XML; null when it is none of these, too long, or a template of another language.</summary>
    public DataDocument? Data => _data.Value;

    public DockerfileDocument? Dockerfile => Kind == FileKind.Dockerfile && Structured is { } text ? DockerfileReader.Parsed.Get(text) : null;

    public LineDocument? Lines => Kind == FileKind.Text && Structured is { } text ? LineReader.Parsed.Get(text) : null;

    private SourceText? Structured => Text is { Length: <= DocumentLimits.Length } text ? text : null;

    /// <summary>The path as messages name it: from the project's directory, or the file's name when it lies elsewhere.</summary>
    public string Shown(ArchContext arch) => FilePaths.RelativeTo(Path, arch.Properties.ProjectDirectory) ?? Name;

    public Location Location(TextSpan span) =>
        Microsoft.CodeAnalysis.Location.Create(Path, span, Text!.Lines.GetLinePositionSpan(span));

    /// <summary>The first error that keeps the structure of the file from being read.</summary>
    public (string Language, DocumentError Error)? StructureError()
    {
        if (Data is { Error: { } dataError } data)
            return (data.Language, dataError);
        if (Dockerfile is { Error: { } dockerfileError })
            return ("Dockerfile syntax", dockerfileError);
        return null;
    }

    /// <summary>Whether the text holds one of these markers: one ordinal scan that spares the parse.</summary>
    public bool Mentions(params string[] markers) => Text is { } text && TextSearch.ContainsAny(text, markers);

    /// <summary>Like <see cref="Mentions"/>, for lower-case markers that the text may write in any casing.</summary>
    public bool MentionsInAnyCase(params string[] markers) => Text is { } text && TextSearch.ContainsAnyIgnoringCase(text, markers);

    private DataDocument? ReadData() => Structured is not { } text ? null : Kind switch
    {
        FileKind.Json or FileKind.Config => JsonReader.Parsed.Get(text),
        FileKind.Yaml when HoldsJson(text) => JsonReader.Parsed.Get(text),
        FileKind.Yaml => IsTextTemplate(text) ? null : YamlReader.Parsed.Get(text),
        FileKind.Xml or FileKind.Project => XmlScanner.Parsed.Get(text),
        _ => null,
    };

    private static SourceText? Readable(SourceText? text)
    {
        if (text is null || text.Length > LongestText)
            return null;
        for (var i = 0; i < text.Length && i < BinaryProbe; i++)
        {
            if (text[i] == '\0')
                return null;
        }

        return text;
    }

    /// <summary>A <c>.template</c> may be either language, and JSON with comments is no YAML.</summary>
    private bool HoldsJson(SourceText text)
    {
        if (!Name.EndsWith(".template", StringComparison.OrdinalIgnoreCase))
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsWhiteSpace(text[i]) && text[i] != '\uFEFF')
                return text[i] is '{' or '[';
        }

        return false;
    }

    /// <summary>Helm, Jinja and their kin: not YAML before they are rendered.</summary>
    private static bool IsTextTemplate(SourceText text)
    {
        if (TextSearch.IndexOf(text, "{%") >= 0)
            return true;
        for (var i = TextSearch.IndexOf(text, "{{"); i >= 0; i = TextSearch.IndexOf(text, "{{", i + 1))
        {
            if (!TextSearch.StartsWith(text, i, "{{resolve:") && !(i > 0 && text[i - 1] == '$'))
                return true;
        }

        return false;
    }
}
