namespace Arch.Analyzers.Lifecycle;

/// <summary>Which shell reads a script. They differ in whether the last command takes the place of the shell.</summary>
internal enum ShellKind
{
    /// <summary>The <c>/bin/sh</c> of an image of which only the name is known.</summary>
    Unknown,

    /// <summary>Never gives its place away unasked: the <c>/bin/sh</c> of Debian and Ubuntu.</summary>
    Dash,

    /// <summary>Gives its place to the last command when that is a simple one.</summary>
    Bash,

    /// <summary>The same as <c>/bin/sh</c>: that of Amazon Linux, Red Hat and their kin.</summary>
    BashAsSh,

    /// <summary>The <c>/bin/sh</c> of Alpine.</summary>
    Busybox,

    /// <summary>zsh or ksh, which nobody has measured.</summary>
    Other,
}
