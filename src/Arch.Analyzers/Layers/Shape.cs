using System;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Documents;

namespace Arch.Analyzers.Layers;

/// <summary>What a value of <c>arch.json</c> may look like: adds an error for each place where it does not.</summary>
internal delegate void Shape(Setting setting, ShapeCheck check);

/// <summary>What the shapes of one file ask and tell.</summary>
internal sealed class ShapeCheck(ImmutableArray<string> layers, SettingErrors errors)
{
    /// <summary>The names of the layers that exist.</summary>
    public ImmutableArray<string> Layers => layers;

    public SettingErrors Errors => errors;
}

/// <summary>The building blocks that <see cref="ArchJsonShape"/> is put together from.</summary>
internal static class Shapes
{
    public static readonly Shape Text = (setting, check) =>
    {
        if (setting.Node.Kind != NodeKind.String || string.IsNullOrWhiteSpace(setting.Value))
            check.Errors.Add(setting, $"{Called(setting)} must be a text in double quotes");
    };

    public static readonly Shape Flag = (setting, check) =>
    {
        if (setting.Node.Kind != NodeKind.Boolean)
            check.Errors.Add(setting, $"{Called(setting)} must be true or false");
    };

    /// <summary>The name of a layer that exists.</summary>
    public static readonly Shape KnownLayer = (setting, check) =>
    {
        if (setting.Node.Kind != NodeKind.String)
            check.Errors.Add(setting, $"{Called(setting)} must be the name of a layer, or a list of such names");
        else if (!check.Layers.Contains(setting.Value!))
            check.Errors.Add(setting, $"unknown layer '{setting.Value}' in {Called(setting)}; {Spelling.Suggest(setting.Value!, check.Layers, "layers")}");
    };

    public static Shape OneOf(params string[] words) => (setting, check) =>
    {
        if (setting.Node.Kind != NodeKind.String)
            check.Errors.Add(setting, $"{Called(setting)} must be one of {string.Join(", ", words)}, in double quotes");
        else if (!words.Contains(setting.Value))
            check.Errors.Add(setting, $"unknown {Called(setting)} '{setting.Value}'; {Spelling.Suggest(setting.Value!, words, "choices")}");
    };

    public static Shape Pattern(Subject unprefixed) => (setting, check) =>
    {
        if (setting.Node.Kind != NodeKind.String)
            check.Errors.Add(setting, $"{Called(setting)} must be a pattern such as \"Clinic.{{ctx}}.Domain\", or a list of such patterns");
        else if (Layers.Pattern.Parse(setting.Value!, unprefixed) is { } pattern)
            CheckCaptures(setting, pattern, check);
        else
            check.Errors.Add(setting, $"'{setting.Value}' is no pattern: write segments with a dot between, each a name, '*', '**', '{{A,B}}' or a capture such as '{{ctx}}', "
                + "behind one of the prefixes ns:, asm:, type:, attr:, base:, impl:, or none");
    };

    /// <summary>A list, for which a value alone may stand.</summary>
    public static Shape List(Shape item) => (setting, check) =>
    {
        foreach (var child in setting.Items)
            item(child, check);
    };

    /// <summary>A list of maps.</summary>
    public static Shape Entries(Shape entry) => (setting, check) =>
    {
        if (setting.Node.Kind != NodeKind.List)
            check.Errors.Add(setting, $"{Called(setting)} must be a list of entries in braces");
        else
            List(entry)(setting, check);
    };

    public static Shape Map(params (string Key, Shape Shape)[] keys) => Map([], keys);

    /// <summary>A map with these keys and no others; keys that start with <c>$</c> are free.</summary>
    public static Shape Map(string[] required, params (string Key, Shape Shape)[] keys)
    {
        var known = keys.ToImmutableDictionary(static key => key.Key, static key => key.Shape, StringComparer.Ordinal);
        var names = keys.Select(static key => key.Key).ToImmutableArray();
        return (setting, check) =>
        {
            if (!IsMap(setting, check))
                return;
            foreach (var child in setting.Children)
            {
                if (known.TryGetValue(child.Key!, out var shape))
                    shape(child, check);
                else if (child.Key!.Length == 0 || child.Key[0] != '$')
                    check.Errors.AtKey(child, $"unknown key '{child.Key}'{In(setting)}; {Spelling.Suggest(child.Key, names, "keys here")}");
            }

            foreach (var key in required)
            {
                if (setting[key] is null)
                    check.Errors.AtStart(setting, key == "because" ? "'because' is missing; say why this is accepted" : $"'{key}' is missing in this entry");
            }
        };
    }

    /// <summary>A map from names to values of one shape.</summary>
    public static Shape Named(Action<Setting, ShapeCheck> name, Shape value) => (setting, check) =>
    {
        if (!IsMap(setting, check))
            return;
        foreach (var child in setting.Children)
        {
            name(child, check);
            value(child, check);
        }
    };

    private static void CheckCaptures(Setting setting, Pattern pattern, ShapeCheck check)
    {
        if (setting.Key != "to" && pattern.CaptureNames.FirstOrDefault(static name => name[0] == '!') is { } other)
            check.Errors.Add(setting, $"'{{{other}}}' can only stand in 'to', where it differs from what 'from' captured");
    }

    /// <summary>The name a message gives to a value: its key, or that of the list it stands in.</summary>
    public static string Called(Setting setting) => (setting.Key ?? setting.Node.Parent?.Key) is { } key ? $"'{key}'" : "this value";

    private static string In(Setting setting) => setting.Key is { } key ? $" in '{key}'" : "";

    private static bool IsMap(Setting setting, ShapeCheck check)
    {
        if (setting.Node.Kind != NodeKind.Map)
        {
            check.Errors.Add(setting, setting.Node.Parent is null ? "the file must hold one value in braces" : $"{(setting.Key is null ? "each entry of " : "")}{Called(setting)} must be a value in braces");
            return false;
        }

        foreach (var same in setting.Children.GroupBy(static child => child.Key, StringComparer.Ordinal))
        {
            foreach (var second in same.Skip(1))
                check.Errors.AtKey(second, $"the key '{second.Key}' stands here twice; keep one");
        }

        return true;
    }
}
