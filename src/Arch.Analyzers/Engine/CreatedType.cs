namespace Arch.Analyzers.Engine;

/// <summary>A type whose creations a rule asks for.</summary>
/// <param name="Name">Its simple name; <c>*Client</c> stands for every name with that ending.</param>
/// <param name="LeastArguments">With fewer arguments a creation is none of the rule's; at most two.</param>
internal readonly record struct CreatedType(string Name, int LeastArguments)
{
    public static implicit operator CreatedType(string name) => new(name, 0);
}
