using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Lifecycle;

/// <summary>The options of ARCH30xx.</summary>
internal static class LifecycleOptions
{
    public static readonly ListOption KillersAllowed = new(
        "ARCH3006.allow", "", "Types and methods that may end the process, such as a watchdog", "'Namespace.Type' or 'Namespace.Type.Method', separated by commas");
}
