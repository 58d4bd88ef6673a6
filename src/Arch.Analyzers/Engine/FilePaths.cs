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
        var full = path.Replace('\\', '/');
        // Tools disagree about the casing of a drive letter and of the folders below it.
        var comparison = root.Length > 1 && root[1] == ':' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return full.StartsWith(root, comparison) ? full.Substring(root.Length) : null;
    }

    private static int LastSeparator(string path) => Math.Max(path.LastIndexOf('/'), path.LastIndexOf('\\'));
}
