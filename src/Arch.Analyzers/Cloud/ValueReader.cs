using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Arch.Analyzers.Documents;

namespace Arch.Analyzers.Cloud;

/// <summary>Reads the values of a file as the tool reads them that the file is for.</summary>
internal abstract class ValueReader
{
    // Conditions in conditions, and parameters of texts in texts: nobody nests them deeper.
    private const int MostDepth = 16;

    /// <summary>A task definition in a file of its own, in which deployments fill in <c>&lt;IMAGE&gt;</c>, <c>${TAG}</c>, <c>{{ tag }}</c> and <c>%TAG%</c>.</summary>
    public static ValueReader TaskDefinition { get; } = new PlaceholderReader();

    /// <summary>A compose file: <c>${NAME:-default}</c>.</summary>
    public static ValueReader Compose { get; } = new ComposeReader();

    /// <summary>Everything that a property may be: one value, or one per branch of a condition.</summary>
    public ImmutableArray<CloudValue> Read(Node? written)
    {
        if (written is null)
            return ImmutableArray.Create(CloudValue.Absent);
        var values = ImmutableArray.CreateBuilder<CloudValue>();
        Read(written, values, depth: 0);
        return values.ToImmutable();
    }

    /// <summary>The one thing that a property can be; unknown when there are several.</summary>
    public CloudValue ReadOne(Node? written) => Read(written) is { Length: 1 } values ? values[0] : CloudValue.Unknown(written!);

    /// <summary>The texts of a list, null for one that is not known; null when the value is no list or its length is not known.</summary>
    public ImmutableArray<string?>? Texts(CloudValue list)
    {
        if (list is not { IsKnown: true, Node.Kind: NodeKind.List })
            return null;
        var texts = ImmutableArray.CreateBuilder<string?>();
        foreach (var item in list.Node.Children)
        {
            var values = Read(item);
            if (values.Any(static value => value.IsAbsent || value.Node is { IsScalar: false }))
                return null;
            texts.Add(values is { Length: 1 } && values[0].IsKnown ? values[0].Text : null);
        }

        return texts.ToImmutable();
    }

    protected void Read(Node written, ImmutableArray<CloudValue>.Builder values, int depth)
    {
        if (depth > MostDepth)
            values.Add(CloudValue.Unknown(written));
        else if (written.Kind == NodeKind.Null && written.Tag is null)
            values.Add(CloudValue.Absent);
        else if (!ReadSpecial(written, values, depth))
            values.Add(CloudValue.Known(written, written));
    }

    /// <summary>Adds the values of what is not simply what it looks like.</summary>
    protected abstract bool ReadSpecial(Node written, ImmutableArray<CloudValue>.Builder values, int depth);

    private sealed class PlaceholderReader : ValueReader
    {
        private static readonly (string Open, string Close)[] Placeholders = [("<", ">"), ("${", "}"), ("{{", "}}"), ("$(", ")"), ("__", "__"), ("#{", "}#"), ("%", "%")];

        protected override bool ReadSpecial(Node written, ImmutableArray<CloudValue>.Builder values, int depth)
        {
            if (written.Value is not { } text || Placeholders.FirstOrDefault(placeholder => Finds(text, placeholder)) is not { Open: { } open, Close: { } close })
                return false;
            values.Add(CloudValue.Unknown(written, Masked(text, open, close)));
            return true;
        }

        private static bool Finds(string text, (string Open, string Close) placeholder) =>
            text.IndexOf(placeholder.Open, System.StringComparison.Ordinal) is >= 0 and var start
            && text.IndexOf(placeholder.Close, start + placeholder.Open.Length, System.StringComparison.Ordinal) > 0;

        private static string Masked(string text, string open, string close)
        {
            var masked = new StringBuilder();
            var at = 0;
            while (text.IndexOf(open, at, System.StringComparison.Ordinal) is >= 0 and var start
                && text.IndexOf(close, start + open.Length, System.StringComparison.Ordinal) is > 0 and var end)
            {
                masked.Append(text, at, start - at).Append('*');
                at = end + close.Length;
            }

            return masked.Append(text, at, text.Length - at).ToString();
        }
    }

    private sealed class ComposeReader : ValueReader
    {
        protected override bool ReadSpecial(Node written, ImmutableArray<CloudValue>.Builder values, int depth)
        {
            if (written.Value is not { } text || text.IndexOf('$') < 0)
                return false;
            var isKnown = true;
            var result = new StringBuilder();
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] != '$')
                    result.Append(text[i]);
                else if (i + 1 < text.Length && text[i + 1] == '$')
                    result.Append(text[i++]);
                else
                    i = Variable(text, i + 1, result, ref isKnown);
            }

            values.Add(isKnown ? CloudValue.Known(written, result.ToString()) : CloudValue.Unknown(written, result.ToString()));
            return true;
        }

        /// <summary>Reads <c>NAME</c>, <c>{NAME}</c> or <c>{NAME:-default}</c>; the position of its last character.</summary>
        private static int Variable(string text, int start, StringBuilder result, ref bool isKnown)
        {
            var end = start;
            if (start < text.Length && text[start] == '{')
            {
                end = text.IndexOf('}', start);
                if (end < 0)
                    end = text.Length - 1;
                var dash = text.IndexOf('-', start, end - start);
                // A default that holds a variable itself ends at an inner brace.
                if (dash > 0 && text.IndexOf('$', dash, end - dash) < 0)
                {
                    result.Append(text, dash + 1, end - dash - 1);
                    return end;
                }
            }
            else
            {
                while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
                    end++;
                end--;
            }

            isKnown = false;
            result.Append('*');
            return end;
        }
    }
}
