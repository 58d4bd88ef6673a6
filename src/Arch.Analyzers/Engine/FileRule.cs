using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Engine;

/// <summary>A rule over text files. Same file and context, same findings: a rule keeps no state.</summary>
internal abstract class FileRule(FileKind[] kinds, params DiagnosticDescriptor[] descriptors)
{
    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(descriptors);

    /// <summary>False for a rule that also has something to say about a file that does not parse.</summary>
    public virtual bool NeedsStructure => true;

    /// <summary>Asked once per compilation.</summary>
    public virtual bool Applies(ArchContext arch) => true;

    public bool Reads(ArchFile file) => kinds.Contains(file.Kind);

    /// <summary>Whether the file is worth parsing: an ordinal scan of its text, so that a thousand unrelated files cost one look each.</summary>
    public virtual bool IsWorthReading(ArchFile file) => true;

    public abstract void Check(ArchFile file, FileReport report);
}
