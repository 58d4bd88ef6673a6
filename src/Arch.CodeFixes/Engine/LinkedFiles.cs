using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Arch.CodeFixes.Engine;

/// <summary>A text file that several projects list is one document in each of them. A copy left as it was would undo the change of the others.</summary>
internal static class LinkedFiles
{
    public static Solution WithText(this Solution solution, string? path, SourceText text)
    {
        foreach (var copy in solution.Projects.SelectMany(static project => project.AdditionalDocuments).Where(document => document.FilePath == path).ToList())
            solution = solution.WithAdditionalDocumentText(copy.Id, text);
        return solution;
    }
}
