using Arch.Analyzers.Documents;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Access;

/// <summary>A credential variable that a descriptor gives to something that runs.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Place">Where its name stands.</param>
/// <param name="Element">What defines it: a list item or the entry of a map.</param>
/// <param name="Receiver">Who gets it, as the message names it.</param>
/// <param name="Remedy">What to set instead, as the message names it.</param>
internal readonly record struct Handover(string Name, TextSpan Place, Node Element, string Receiver, string Remedy)
{
    public Handover(EnvironmentEntry variable, string receiver, string remedy)
        : this(variable.Name, variable.Place, variable.Element, receiver, remedy) => IsDeletable = variable.IsDeletable;

    /// <summary>False where the rest of the file needs the definition.</summary>
    public bool IsDeletable { get; init; } = true;
}
