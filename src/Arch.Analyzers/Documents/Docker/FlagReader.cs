using System.Collections.Immutable;

namespace Arch.Analyzers.Documents.Docker;

/// <summary>Reads the <c>--name=value</c> words in front of the arguments. Quotes may stand anywhere in them, and escapes in any quotes.</summary>
internal static class FlagReader
{
    public static ImmutableArray<Flag> Read(DockerText line, int start, int end, char escape, out int argumentsStart)
    {
        argumentsStart = SkipBlanks(line, start, end);
        if (!IsFlag(line, argumentsStart, end))
            return ImmutableArray<Flag>.Empty;

        var flags = ImmutableArray.CreateBuilder<Flag>(1);
        while (IsFlag(line, argumentsStart, end))
        {
            var flag = ReadFlag(line, argumentsStart, end, escape, out var flagEnd);
            argumentsStart = SkipBlanks(line, flagEnd, end);
            if (flag is null)
                break;
            flags.Add(flag.Value);
        }

        return flags.ToImmutable();
    }

    /// <summary>Null for the <c>--</c> that ends the flags.</summary>
    private static Flag? ReadFlag(DockerText line, int start, int end, char escape, out int at)
    {
        var name = new DockerTextBuilder(line);
        var value = new DockerTextBuilder(line);
        var current = name;
        var valueStart = -1;
        var quote = '\0';
        for (at = start; at < end && (quote != '\0' || !char.IsWhiteSpace(line[at])); at++)
        {
            var c = line[at];
            if (c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == '=' && valueStart < 0)
            {
                valueStart = at + 1;
                current = value;
            }
            else if (c == escape && at + 1 < end)
            {
                current.Add(at, at + 2, line[at + 1]);
                at++;
            }
            else
            {
                current.Add(at);
            }
        }

        var nameText = name.Build(start, valueStart < 0 ? at : valueStart - 1, null).Text;
        if (nameText == "--" && valueStart < 0)
            return null;

        var read = value.Build(valueStart < 0 ? at : valueStart, at, null);
        if (read.Text.IndexOf('$') < 0)
            read = read with { Expanded = read.Text };
        return new Flag(nameText.Substring(2), line.Source(start, at), read);
    }

    private static bool IsFlag(DockerText line, int at, int end) => at + 1 < end && line[at] == '-' && line[at + 1] == '-';

    private static int SkipBlanks(DockerText line, int at, int end)
    {
        while (at < end && char.IsWhiteSpace(line[at]))
            at++;
        return at;
    }
}
