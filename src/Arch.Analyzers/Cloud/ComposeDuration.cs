using System.Globalization;

namespace Arch.Analyzers.Cloud;

/// <summary>Durations of compose files: <c>90</c>, <c>20s</c>, <c>1m30s</c>, <c>500ms</c>.</summary>
internal static class ComposeDuration
{
    /// <summary>The duration in seconds; null for what is none.</summary>
    public static double? Seconds(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        double sum = 0;
        for (var at = 0; at < text!.Length;)
        {
            var unit = at;
            while (unit < text.Length && (char.IsDigit(text[unit]) || text[unit] == '.'))
                unit++;
            var end = unit;
            while (end < text.Length && char.IsLetter(text[end]))
                end++;
            if (!double.TryParse(text.Substring(at, unit - at), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || Unit(text.Substring(unit, end - unit)) is not { } factor)
                return null;
            sum += number * factor;
            at = end;
        }

        return sum;
    }

    private static double? Unit(string name) => name switch
    {
        "us" => 0.000001,
        "ms" => 0.001,
        "s" or "" => 1,
        "m" => 60,
        "h" => 3600,
        _ => null,
    };
}
