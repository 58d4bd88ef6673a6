using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Docker;
using Arch.Analyzers.Documents.Lines;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Access;

/// <summary>
/// Collects the key material of one text file: what its shape gives away in any text, and, where the text can be read, the secrets
/// whose name or neighbour says what they are.
/// </summary>
internal sealed class FileKeys
{
    /// <summary>In a longer value only what needs no context is sought.</summary>
    private const int LongText = 64 * 1024;

    private static readonly string[] NameWords = ["secret", "access", "token", "userdata"];

    private readonly SourceText _text;
    private readonly KeySettings _settings;
    private readonly List<FoundKey> _found = [];
    private readonly HashSet<(MaterialKind Kind, TextSpan Span)> _places = [];
    private readonly Dictionary<FoundKey, Node> _owners = [];
    private readonly HashSet<FoundKey> _structured = [];
    private string? _language;

    private FileKeys(SourceText text, KeySettings settings)
    {
        _text = text;
        _settings = settings;
    }

    public IReadOnlyList<FoundKey> Keys => _found;

    /// <summary>The language whose structure shows the key; null where only its shape does.</summary>
    public string? LanguageOf(FoundKey key) => _structured.Contains(key) ? _language : null;

    public Node? OwnerOf(FoundKey key) => _owners.TryGetValue(key, out var owner) ? owner : null;

    public static FileKeys Collect(ArchFile file, KeySettings settings)
    {
        var text = file.Text!;
        var keys = new FileKeys(text, settings);
        var shapes = KeyMaterial.Scan(text, KeyAnchors.Find(text, settings.Prefixes, withPieces: false, default), settings.Prefixes);
        // Without a key id and without a word that a name of a secret holds, no structure makes a secret of anything.
        if (!shapes.IsEmpty || settings.HasSecretNames || TextSearch.ContainsAnyIgnoringCase(text, NameWords))
            keys.VisitStructure(file);
        keys.VisitShapes(shapes, file);
        return keys;
    }

    private void VisitStructure(ArchFile file)
    {
        if (file.Data is { Error: null } data)
        {
            _language = data.Language;
            foreach (var root in data.Roots)
                Visit(root);
            foreach (var comment in data.Comments)
                VisitComment(comment);
        }
        else if (file.Dockerfile is { Error: null } dockerfile)
        {
            _language = "Dockerfile";
            foreach (var instruction in dockerfile.Instructions)
                Visit(instruction);
            VisitLines(LineReader.Parsed.Get(_text));
        }
        else if (file.Lines is { } lines)
        {
            _language = "lines";
            VisitLines(lines);
        }
    }

    private void Visit(Node node)
    {
        // What an alias repeats is judged where it is written.
        if (node.AliasOf is not null)
            return;
        if (node.Value is { } value)
            Visit(node, value);
        foreach (var child in node.Children)
            Visit(child);
    }

    private void Visit(Node node, string value)
    {
        if (Decoded(node, value) is { } script)
        {
            // Of an encoded script only the whole has a place.
            foreach (var material in Find(script, Seek.Strong))
                Add(material, script, node.Span, new TextNames(script).Of(material, []), NodeNames.GroupOf(node), KeyItem.None, node);
            return;
        }

        var materials = Find(value, Seek.Strong);
        if (materials.IsEmpty)
            return;
        var names = NodeNames.Of(node);
        var inText = new TextNames(value);
        foreach (var material in materials)
        {
            var group = materials.Length > 1 || !inText.IsAll(material) && node.Key is not null ? node.Span.Start : NodeNames.GroupOf(node);
            Add(material, value, node.SourceSpan(material.Start, material.Length), inText.Of(material, names), group, KeyItem.None, node);
        }
    }

    private void VisitComment(TextSpan comment)
    {
        if (!_settings.ReadsComments)
            return;
        VisitText(comment, comment.Start, KeyItem.None);
    }

    private void Visit(Instruction instruction)
    {
        foreach (var variable in instruction.Variables)
        {
            if (variable.Value is not { Text: { } value } written)
                continue;
            var name = variable.Name.Text;
            foreach (var material in Find(value, Seek.Strong))
                Add(material, value, written.Source(material.Start, material.End), new TextNames(value).Of(material, [new ValueName(name, name)]), KeyItem.None, 0, null);
        }
    }

    private void VisitLines(LineDocument lines)
    {
        foreach (var line in lines.Lines)
        {
            if (line.Span.Length >= KeyShape.IdLength && (_settings.ReadsComments || !line.IsComment))
                VisitText(line.Span, KeyItem.None, scope: 0);
        }
    }

    /// <summary>Text whose own assignments give the names.</summary>
    private void VisitText(TextSpan span, int group, int scope)
    {
        var text = _text.ToString(span);
        var inText = new TextNames(text);
        foreach (var material in Find(text, Seek.RawText))
            Add(material, text, new TextSpan(span.Start + material.Start, material.Length), inText.IsAll(material) ? [] : inText.Of(material, []), group, scope, null);
    }

    /// <summary>What no structure has shown: prose, comments, keys of maps, files that cannot be read.</summary>
    private void VisitShapes(ImmutableArray<Material> shapes, ArchFile file)
    {
        var known = _found.Select(static key => key.Span).OrderBy(static span => span.Start).ToList();
        var next = 0;
        foreach (var material in shapes)
        {
            var span = new TextSpan(material.Start, material.Length);
            while (next < known.Count && known[next].End <= span.Start)
                next++;
            if (!material.IsStrong || (next < known.Count && known[next].OverlapsWith(span)) || (!_settings.ReadsComments && IsComment(file, span)))
                continue;
            Add(material, material.IsVerbatim ? _text.ToString(span) : material.ValueIn(""), span);
        }
    }

    private void Add(Material material, string value, TextSpan span)
    {
        if (!_settings.Allows(value))
            _found.Add(new FoundKey(material, value, span));
    }

    private void Add(Material material, string text, TextSpan span, IEnumerable<ValueName> names, int group, int scope, Node? owner)
    {
        var value = material.ValueIn(text);
        if (_settings.Allows(value) || !_places.Add((material.Kind, span)))
            return;
        var key = new FoundKey(material, value, span)
        {
            Name = material.IsStrong ? null : names.Where(name => _settings.IsNameOf(material.Kind, name)).Select(static name => (ValueName?)name).FirstOrDefault(),
            Group = group,
            Scope = scope,
        };
        _found.Add(key);
        _structured.Add(key);
        if (owner is not null)
            _owners.Add(key, owner);
    }

    private ImmutableArray<Material> Find(string text, Seek seek) =>
        KeyMaterial.Find(text, text.Length > LongText ? seek : seek | Seek.Secrets | Seek.NamedTokens, _settings.Prefixes);

    /// <summary>A start-up script that a template carries in base64.</summary>
    private static string? Decoded(Node node, string value)
    {
        if (node.Key != "UserData" && node.Parent?.Key != "UserData" || value.Length < KeyShape.SecretLength || value.Length % 4 != 0)
            return null;
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(value));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool IsComment(ArchFile file, TextSpan span)
    {
        if (file.Data is { Error: null } data)
            return data.Comments.Any(comment => comment.Contains(span));
        if (file.Dockerfile is { Error: null } dockerfile)
            return dockerfile.Comments.Any(comment => comment.Contains(span));
        return file.Lines?.Lines.Any(line => line.IsComment && line.Span.Contains(span)) == true;
    }
}
