using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Layers;

/// <summary>What the project file says about the projects that it references.</summary>
internal static class ProjectFile
{
    private const string Item = "ProjectReference";

    /// <summary>The project file among the files of the compilation; null when it is not there, does not parse, or cannot be told from its neighbours.</summary>
    public static ArchFile? Of(ArchContext arch)
    {
        var files = arch.Files.All.Where(file => file.Kind == FileKind.Project && IsHere(file, arch.Properties.ProjectDirectory)).ToImmutableArray();
        return files.Length == 1 && arch.Properties.TextFiles && files[0].Data is { Error: null, Roots.Length: 1 } ? files[0] : null;
    }

    /// <summary>The element that references a project of this name; null when the reference comes from another file.</summary>
    public static Node? Find(ArchFile file, string project) =>
        Elements(file.Data!.Roots[0]).FirstOrDefault(element => Projects(element).Contains(project, StringComparer.OrdinalIgnoreCase));

    /// <summary>The projects that are referenced whatever the build sets: a condition, or a change of the list, leaves it open.</summary>
    public static IEnumerable<string> Certain(ArchFile file)
    {
        var root = file.Data!.Roots[0];
        var elements = Elements(root).ToImmutableArray();
        return elements.Any(static element => element["Include"] is null)
            ? []
            : elements.Where(element => element.Parent!.Parent == root && element.Parent.Key == "ItemGroup" && !HasCondition(element) && !HasCondition(element.Parent) && IsCompiledAgainst(element))
                .SelectMany(Projects);
    }

    /// <summary>The names of the project files in a list of paths.</summary>
    public static IEnumerable<string> NamesOf(string paths) =>
        from path in paths.Split(';')
        let file = FilePaths.Name(path.Trim())
        let dot = file.LastIndexOf('.')
        // What the build makes of a property or a wildcard is not known here.
        where dot > 0 && file.IndexOfAny(['$', '@', '%', '*', '?']) < 0
        select file.Substring(0, dot);

    private static IEnumerable<string> Projects(Node element) => NamesOf(element["Include"]?.Value ?? "");

    private static bool IsHere(ArchFile file, string? directory) => directory is null || FilePaths.RelativeTo(file.Path, directory) == file.Name;

    private static IEnumerable<Node> Elements(Node root)
    {
        var pending = new Stack<Node>();
        pending.Push(root);
        while (pending.Count > 0)
        {
            var node = pending.Pop();
            if (Item.Equals(node.Key, StringComparison.OrdinalIgnoreCase) && node.Kind == NodeKind.Map)
                yield return node;
            for (var i = node.Children.Length - 1; i >= 0; i--)
                pending.Push(node.Children[i]);
        }
    }

    private static bool HasCondition(Node element) => element["Condition"] is not null;

    private static bool IsCompiledAgainst(Node element) =>
        Metadata(element, "ReferenceOutputAssembly") is null or "true" or "True" && Metadata(element, "OutputItemType") is null or "";

    /// <summary>An attribute, or an element with a text; one with a condition is neither absent nor known.</summary>
    private static string? Metadata(Node element, string name) =>
        element.IgnoringCase(name) is not { } value ? null : value.IsScalar ? value.Value : HasCondition(value) ? "?" : value[Documents.Xml.XmlScanner.TextKey]?.Value?.Trim() ?? "";
}
