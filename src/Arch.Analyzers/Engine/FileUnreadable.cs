using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Engine;

/// <summary>ARCH9002: a file that a rule would have read is not valid in its language. Reported by the host, once for all rules.</summary>
internal static class FileUnreadable
{
    public static void Report(ArchFile file, FileReport report)
    {
        if (file.StructureError() is { } problem)
            report.At(problem.Error.Span, new Finding(problem.Language), null, file.Name, problem.Language, problem.Error.Message);
    }
}
