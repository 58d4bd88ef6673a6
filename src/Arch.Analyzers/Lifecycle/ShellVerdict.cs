namespace Arch.Analyzers.Lifecycle;

/// <summary>Whether the process that gets SIGTERM is the app, or the shell in front of it.</summary>
internal enum ShellVerdict
{
    Unknown,

    /// <summary>The app takes the place of the shell.</summary>
    Replaces,

    /// <summary>It does with the shell that is there, but another one would stay.</summary>
    ReplacesByLuck,

    /// <summary>The shell stays in front of the app.</summary>
    Stays,
}
