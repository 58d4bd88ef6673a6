namespace Arch.Analyzers.Engine;

/// <summary>How a text file is read. Named by the package as the metadata <c>ArchKind</c>; without it, the file's name decides.</summary>
internal enum FileKind
{
    /// <summary>Not a file that any rule reads.</summary>
    None,

    /// <summary><c>arch.json</c>.</summary>
    Config,

    /// <summary><c>arch.baseline.txt</c>.</summary>
    Baseline,

    Json,
    Yaml,
    Dockerfile,
    Xml,

    /// <summary>The project file.</summary>
    Project,

    /// <summary>Read line by line.</summary>
    Text,
}
