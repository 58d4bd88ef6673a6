using System;

namespace Arch.Analyzers.Engine;

/// <summary>Paths as text: analyzers never touch the disk, and both separators occur on every system.</summary>
internal static class FilePaths
{
    public static string Name(string path) => path.Substring(LastSeparator(path) + 1);

    /// <summary>The part up to and with the last separator.</summary>
    public static string Directory(string path) => path.Substring(0, LastSeparator(path) + 1);

    /// <summary>The path below a directory with <c>/</c> as separator, or null when it is not below it.</summary>
    public static string? RelativeTo(string path, string? directory)
    {
        if (directory is null || directory.Length == 0)
            return null;
        var root = directory.Replace('\\', '/').TrimEnd('/') + "/";
        var full = WithoutDetours(path.Replace('\\', '/'));
        // Tools disagree about the casing of a drive letter and of the folders below it.
        var comparison = root.Length > 1 && root[1] == ':' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return full.StartsWith(root, comparison) ? full.Substring(root.Length) : null;
    }

    /// <summary>Whether a path relative to a directory names this file.</summary>
    public static bool IsAt(string path, string directory, string relative) =>
        RelativeTo(path, WithoutDetours(directory.Replace('\\', '/') + Directory(relative.Replace('\\', '/').Replace("/./", "/")))) == Name(relative);

    /// <summary>The compiler leaves <c>a/b/../c</c> as a project file wrote it, and so a file beside the project would seem to lie below it.</summary>
    private static string WithoutDetours(string path)
    {
        for (var detour = path.IndexOf("/../", StringComparison.Ordinal); detour > 0; detour = path.IndexOf("/../", StringComparison.Ordinal))
        {
            var parent = path.LastIndexOf('/', detour - 1);
            if (parent < 0)
                return path;
            path = path.Remove(parent, detour + 3 - parent);
        }

        return path;
    }

    private static int LastSeparator(string path) => Math.Max(path.LastIndexOf('/'), path.LastIndexOf('\\'));
}
