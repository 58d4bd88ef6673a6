using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>Calls of <c>PosixSignalRegistration.Create(signal, handler)</c>.</summary>
internal static class SignalRegistration
{
    public static readonly string[] MethodNames = ["Create"];

    private const int SigTerm = -4;

    // Any method may be called Create, so two arguments must be there before the call is bound.
    public static bool Is(CallContext call) =>
        call.Call.ArgumentList.Arguments.Count == 2 && call.Method?.ContainingType is { Name: "PosixSignalRegistration" } type && type.IsIn("System.Runtime.InteropServices");

    /// <summary>What handles SIGTERM; null when another signal is meant or when it is not known which.</summary>
    public static ExpressionSyntax? TermHandler(CallContext call) =>
        Is(call)
        && ArgumentByParameter.Find(call.Call.ArgumentList, call.Method!, "signal")?.Expression is { } signal
        && call.Model.GetConstantValue(signal, call.Cancellation).Value is int number and (SigTerm or 15)
            ? ArgumentByParameter.Find(call.Call.ArgumentList, call.Method!, "handler")?.Expression
            : null;
}
