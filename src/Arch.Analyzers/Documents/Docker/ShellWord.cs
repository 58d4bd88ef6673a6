namespace Arch.Analyzers.Documents.Docker;

/// <summary>
/// A word of shell text without its quotes, or an operator such as <c>&amp;&amp;</c>, <c>;</c>, <c>(</c>, <c>2&gt;</c> or a line break.
/// <see cref="DockerText.Expanded"/> is null where the shell would replace something: variables, commands, file patterns.
/// </summary>
internal readonly record struct ShellWord(DockerText Text, bool IsOperator);
