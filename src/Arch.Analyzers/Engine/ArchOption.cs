using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Engine;

/// <summary>
/// A scalar option of a rule, read from <c>.editorconfig</c> or a globalconfig as <c>arch.ARCHnnnn.name</c>.
/// One field holds its key, default, range and meaning; documentation and validation are derived from it.
/// </summary>
internal abstract class ArchOption(string name, string description)
{
    public const string Prefix = "arch.";

    /// <summary>The key in files.</summary>
    public string Key { get; } = Prefix + name;

    /// <summary>The rules that read an option of their family; empty for an option that carries the id of its rule, or concerns all.</summary>
    public IReadOnlyList<string> SharedBy { get; init; } = [];

    /// <summary>What the option means and its unit, for the rule's page.</summary>
    public string Description { get; } = description;

    /// <summary>The default as one writes it in a file.</summary>
    public abstract string DefaultText { get; }

    /// <summary>The form a value must have, for ARCH9001 and the rule's page.</summary>
    public abstract string Expected { get; }
}

/// <inheritdoc cref="ArchOption"/>
internal abstract class ArchOption<T>(string name, T defaultValue, string description) : ArchOption(name, description)
{
    public T Default { get; } = defaultValue;

    /// <summary>Reads a trimmed value; false when it does not have the <see cref="ArchOption.Expected"/> form.</summary>
    public abstract bool TryParse(string text, out T value);
}

internal sealed class BooleanOption(string name, bool defaultValue, string description) : ArchOption<bool>(name, defaultValue, description)
{
    public override string DefaultText => Default ? "true" : "false";

    public override string Expected => "'true' or 'false'";

    public override bool TryParse(string text, out bool value) => bool.TryParse(text, out value);
}

internal sealed class NumberOption(string name, int defaultValue, string description, int min, int max) : ArchOption<int>(name, defaultValue, description)
{
    public override string DefaultText => Default.ToString(CultureInfo.InvariantCulture);

    public override string Expected => $"a whole number from {min.ToString(CultureInfo.InvariantCulture)} to {max.ToString(CultureInfo.InvariantCulture)}";

    public override bool TryParse(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;
}

/// <summary>One of a few words.</summary>
internal sealed class ChoiceOption(string name, string description, params string[] values) : ArchOption<string>(name, values[0], description)
{
    public override string DefaultText => Default;

    public override string Expected => $"'{string.Join("', '", values, 0, values.Length - 1)}' or '{values[values.Length - 1]}'";

    public override bool TryParse(string text, out string value)
    {
        foreach (var known in values)
        {
            if (known.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                value = known;
                return true;
            }
        }

        value = Default;
        return false;
    }
}

/// <summary>Any text; empty when neither given nor known.</summary>
internal sealed class TextOption(string name, string description, string expected, Func<string, bool>? isValid = null, string defaultValue = "")
    : ArchOption<string>(name, defaultValue, description)
{
    public override string DefaultText => Default;

    public override string Expected => expected;

    public override bool TryParse(string text, out string value)
    {
        value = text;
        return isValid is null || text.Length == 0 || isValid(text);
    }
}

/// <summary>A list separated by commas, because <c>;</c> and <c>#</c> start comments in these files. Items are trimmed, empty ones dropped.</summary>
internal sealed class ListOption(string name, string defaultValue, string description, string expected, Func<string, bool>? isItem = null)
    : ArchOption<ImmutableArray<string>>(name, Split(defaultValue), description)
{
    public override string DefaultText => string.Join(", ", Default);

    public override string Expected => expected;

    public override bool TryParse(string text, out ImmutableArray<string> value)
    {
        value = Split(text);
        return isItem is null || value.All(isItem);
    }

    private static ImmutableArray<string> Split(string text) =>
        text.Split(',').Select(static item => item.Trim()).Where(static item => item.Length > 0).ToImmutableArray();
}

/// <summary>Switches the weaker findings of a rule, those of severity Info, on and off.</summary>
internal sealed class SoftOption : ArchOption<bool>
{
    private static readonly ConcurrentDictionary<string, SoftOption> Known = new();

    private SoftOption(string id) : base(id + ".soft", true, "Whether the findings of less certainty are shown, at severity Info")
    {
    }

    public override string DefaultText => "on";

    public override string Expected => "'on' or 'off'";

    public static SoftOption Of(DiagnosticDescriptor rule) => Known.GetOrAdd(rule.Id, static id => new SoftOption(id));

    public override bool TryParse(string text, out bool value)
    {
        value = text.Equals("on", StringComparison.OrdinalIgnoreCase);
        return value || text.Equals("off", StringComparison.OrdinalIgnoreCase);
    }
}
