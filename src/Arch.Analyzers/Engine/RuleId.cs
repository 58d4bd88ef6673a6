namespace Arch.Analyzers.Engine;

/// <summary>The shape of our ids: <c>ARCH</c> and four digits.</summary>
internal static class RuleId
{
    public const int Length = 8;

    public static bool IsRuleId(string text) =>
        text.Length == Length && text.StartsWith("ARCH", System.StringComparison.Ordinal)
        && IsDigit(text[4]) && IsDigit(text[5]) && IsDigit(text[6]) && IsDigit(text[7]);

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
