using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Layers;

/// <summary>
/// The configuration of the layers: the nearest <c>arch.json</c>, what it extends, and the preset under it. With an error nothing of it counts:
/// a rule on half a configuration checks what nobody meant.
/// </summary>
internal sealed class ArchJson
{
    private readonly ArchContext _arch;

    private ArchJson(ArchContext arch)
    {
        _arch = arch;
        var errors = new SettingErrors();
        var file = Nearest(arch);
        var root = file is null ? null : Read(file, [], errors);
        // Whoever names layers decides on them alone, unless a preset is asked for.
        var preset = Presets.Find(root?["preset"]?.Value ?? (root?["layers"] is null ? "clean" : "none"));
        UsesPreset = preset is not null;
        Root = preset is null ? root : root is null ? preset : root.Over(preset);
        Layers = Root?["layers"] is { Node.Kind: NodeKind.Map } layers ? layers.Children.Select(static layer => layer.Key!).Distinct().ToImmutableArray() : ImmutableArray<string>.Empty;
        if (Root is { File: not null })
            ArchJsonShape.Root(Root, new ShapeCheck(Layers, errors));
        if (arch.Properties.Layer is { } named && !Layers.Contains(named))
            AddUnknownLayer(named, root, file, errors);
        Errors = errors.ToImmutable();
    }

    /// <summary>Everything that is configured; null when no file and no preset says anything.</summary>
    public Setting? Root { get; }

    /// <summary>Whether names such as <c>Acme.Orders.Domain</c> tell layers.</summary>
    public bool UsesPreset { get; }

    /// <summary>The names of the layers.</summary>
    public ImmutableArray<string> Layers { get; }

    public ImmutableArray<SettingError> Errors { get; }

    public static ArchJson Get(ArchContext arch) => arch.Slot(static context => new ArchJson(context));

    /// <summary>Of the files above the project the one that is nearest to it.</summary>
    private static ArchFile? Nearest(ArchContext arch)
    {
        ArchFile? nearest = null;
        foreach (var file in arch.Files.All)
        {
            var isAbove = file.Kind == FileKind.Config && file.Text is not null
                && (arch.Properties.ProjectDirectory is not { } project || FilePaths.RelativeTo(project, FilePaths.Directory(file.Path)) is not null);
            if (isAbove && (nearest is null || FilePaths.Directory(file.Path).Length > FilePaths.Directory(nearest.Path).Length))
                nearest = file;
        }

        return nearest;
    }

    /// <summary>At the layers that do not have it; where those are a preset's, at the start of the file, and without a file nowhere.</summary>
    private void AddUnknownLayer(string named, Setting? root, ArchFile? file, SettingErrors errors)
    {
        var text = $"the property ArchLayer names the unknown layer '{named}'; {Spelling.Suggest(named, Layers, "layers")}";
        if (root?["layers"] is { } layers)
            errors.AtKey(layers, text);
        else if (root is not null)
            errors.AtStart(root, text);
        else if (file?.StructureError() is null)
            errors.Add(file, default, text);
    }

    private Setting? Read(ArchFile file, HashSet<ArchFile> seen, SettingErrors errors)
    {
        seen.Add(file);
        if (file.StructureError() is var (language, error))
            errors.Add(file, error.Span.IsEmpty ? LastToken(file) : error.Span, $"not valid {language}: {error.Message}");
        if (file.Data is not { Roots.Length: 1 } data)
            return null;

        var root = Setting.Of(file, data.Roots[0]);
        if (root["extends"] is not { Node.Kind: NodeKind.String, Value: { Length: > 0 } path } extends)
            return root;
        var further = _arch.Files.All.FirstOrDefault(other => other.Kind == FileKind.Config && FilePaths.IsAt(other.Path, FilePaths.Directory(file.Path), path));
        if (further is null)
            errors.Add(extends, $"'{path}' is not among the files of this build, which are the nearest arch.json above the project and three above that one");
        else if (seen.Contains(further))
            errors.Add(extends, $"'{path}' extends this file in turn; one of the two must stand alone");
        else if (Read(further, seen, errors) is { } under)
            return root.Over(under);
        return root;
    }

    /// <summary>What stands before the end of a file that breaks off; empty when there is nothing.</summary>
    private static TextSpan LastToken(ArchFile file)
    {
        var text = file.Text!.ToString();
        var end = text.Length;
        for (var before = -1; before != end;)
        {
            before = end;
            while (end > 0 && char.IsWhiteSpace(text[end - 1]))
                end--;
            foreach (var comment in file.Data!.Comments)
                end = comment.End == end ? comment.Start : end;
        }

        var start = end == 0 ? 0 : end - 1;
        if (end > 1 && text[start] == '"')
            start = Math.Max(text.LastIndexOf('"', start - 1), 0);
        while (start > 0 && char.IsLetterOrDigit(text[start]) && char.IsLetterOrDigit(text[start - 1]))
            start--;
        return TextSpan.FromBounds(start, end);
    }
}
