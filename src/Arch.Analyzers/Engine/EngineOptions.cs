namespace Arch.Analyzers.Engine;

/// <summary>The options that belong to no rule.</summary>
internal static class EngineOptions
{
    public static readonly BooleanOption Record =
        new("baseline.record", false, "Whether every finding is placed where 'dotnet format analyzers' can record it in arch.baseline.txt, like the property ArchRecordBaseline");
}
