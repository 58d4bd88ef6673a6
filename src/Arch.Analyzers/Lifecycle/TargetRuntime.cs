using System;
using System.Globalization;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Lifecycle;

/// <summary>The .NET that a program is built for.</summary>
internal sealed class TargetRuntime
{
    /// <summary>The first version in which code can listen to SIGTERM: it has <c>PosixSignalRegistration</c>.</summary>
    public const int Signals = 6;

    /// <summary>The first version that does not raise <c>ProcessExit</c> and <c>Unloading</c> on SIGTERM any more.</summary>
    public const int NoExitOnSignal = 10;

    private const string Prefix = "net";

    private TargetRuntime(ArchContext arch) =>
        Major = FromName(arch.Properties.TargetFramework) ?? arch.Compilation.GetSpecialType(SpecialType.System_Object).ContainingAssembly?.Identity.Version.Major ?? 0;

    /// <summary>8 for .NET 8; below 5 for the .NET Framework, .NET Core and .NET Standard.</summary>
    public int Major { get; }

    public static TargetRuntime Get(ArchContext arch) => arch.Slot(static context => new TargetRuntime(context));

    /// <summary>The version in <c>net8.0</c> and <c>net8.0-windows</c>; older names have no dot, or go on in letters.</summary>
    private static int? FromName(string? framework)
    {
        var dot = framework?.IndexOf('.') ?? -1;
        return dot > Prefix.Length && framework!.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && int.TryParse(framework.Substring(Prefix.Length, dot - Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var major)
                ? major
                : null;
    }
}
