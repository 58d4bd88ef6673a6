namespace Arch.Analyzers.Access;

/// <summary>A name that says what a value is for.</summary>
/// <param name="Path">The name with the types, members and keys around it, as <see cref="CredentialName"/> reads it.</param>
/// <param name="Shown">The name as a message shows it.</param>
internal readonly record struct ValueName(string Path, string Shown);
