using System;
using System.Linq;
using Arch.Analyzers.Documents.Docker;
using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Cloud;

/// <summary>The Dockerfile that the program of this compilation becomes an image with.</summary>
internal static class ProjectImage
{
    /// <summary>The stage that is built of the one that starts the program's assembly, or of the only one; null when it is not certain which.</summary>
    public static Stage? Of(ArchContext arch)
    {
        var stages = arch.Files.All.Where(static file => file.Kind == FileKind.Dockerfile).Select(file => BuiltStage.Of(file, arch)).OfType<Stage>().ToList();
        var assembly = arch.Compilation.AssemblyName + ".dll";
        var own = stages.Where(stage => ImageStart.Of(stage).Any(word => Names(word.Text.Text, assembly))).ToList();
        return own.Count == 1 ? own[0] : stages.Count == 1 ? stages[0] : null;
    }

    /// <summary>Whether the text has the file name as a word, with a path in front of it or not.</summary>
    private static bool Names(string text, string file)
    {
        for (var at = text.IndexOf(file, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(file, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + file.Length;
            if ((at == 0 || text[at - 1] is '/' or '\\' or ' ' or '"' or '\'') && (end == text.Length || text[end] is ' ' or '"' or '\'' or ';' or '&'))
                return true;
        }

        return false;
    }
}
