namespace Arch.Analyzers.Documents.Yaml;

/// <summary>The core schema of YAML 1.2: what a plain scalar without a tag stands for.</summary>
internal static class YamlSchema
{
    private const string TagPrefix = "tag:yaml.org,2002:";

    public static NodeKind KindOfPlain(string value) => value switch
    {
        "" or "~" or "null" or "Null" or "NULL" => NodeKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => NodeKind.Boolean,
        ".nan" or ".NaN" or ".NAN" => NodeKind.Number,
        _ => IsNumber(value) ? NodeKind.Number : NodeKind.String,
    };

    /// <summary>A scalar with a tag is what the tag says; one with a tag of the application is text for the application to read.</summary>
    public static NodeKind KindOfTagged(string tag) => tag switch
    {
        TagPrefix + "null" => NodeKind.Null,
        TagPrefix + "bool" => NodeKind.Boolean,
        TagPrefix + "int" or TagPrefix + "float" => NodeKind.Number,
        _ => NodeKind.String,
    };

    private static bool IsNumber(string value)
    {
        if (value.Length > 2 && value[0] == '0' && value[1] is 'o' or 'x')
            return IsPrefixedInteger(value, octal: value[1] == 'o');

        var i = value[0] is '+' or '-' ? 1 : 0;
        if (string.CompareOrdinal(value, i, ".inf", 0, int.MaxValue) == 0
            || string.CompareOrdinal(value, i, ".Inf", 0, int.MaxValue) == 0
            || string.CompareOrdinal(value, i, ".INF", 0, int.MaxValue) == 0)
            return true;

        var digits = SkipDigits(value, ref i);
        if (i < value.Length && value[i] == '.')
        {
            i++;
            digits += SkipDigits(value, ref i);
        }

        if (digits == 0)
            return false;
        if (i < value.Length && value[i] is 'e' or 'E')
        {
            i++;
            if (i < value.Length && value[i] is '+' or '-')
                i++;
            if (SkipDigits(value, ref i) == 0)
                return false;
        }

        return i == value.Length;
    }

    private static bool IsPrefixedInteger(string value, bool octal)
    {
        for (var i = 2; i < value.Length; i++)
        {
            var isDigit = octal ? value[i] is >= '0' and <= '7' : value[i] is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
            if (!isDigit)
                return false;
        }

        return true;
    }

    private static int SkipDigits(string value, ref int i)
    {
        var start = i;
        while (i < value.Length && value[i] is >= '0' and <= '9')
            i++;
        return i - start;
    }
}
