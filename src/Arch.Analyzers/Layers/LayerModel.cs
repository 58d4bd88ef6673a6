using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Layers;

/// <summary>Why one layer may not use another: what it may use, and where that is decided.</summary>
internal sealed record Ruling(string Allowed, string Place);

/// <summary>The architecture as it is meant: the layers, and which of them may use which, and the bounded contexts.</summary>
internal sealed class LayerModel
{
    private static readonly ConcurrentDictionary<Setting, LayerModel> OfPresets = new();

    private readonly Ruling?[,] _rulings;

    private LayerModel(ArchJson json)
    {
        Layers = json.Root?["layers"] is { } layers
            ? layers.Children.Select((layer, index) => new Layer(index, layer, json.Root["packages"]?[layer.Key!])).ToImmutableArray()
            : ImmutableArray<Layer>.Empty;
        Contexts = new ContextMap(json.Root?["contexts"]);
        var strict = json.Root?["baseline"]?.Texts("strict") ?? ImmutableArray<string>.Empty;
        Strict = Layers.Where(layer => strict.Contains(layer.Name)).Aggregate(0UL, static (bits, layer) => bits | layer.Bit);
        Unmatched = json.Root?["unmatched"] is { } unmatched ? new Unmatched(unmatched) : null;
        UsesPreset = json.UsesPreset;
        ChecksTestProjects = json.Root?["testProjects"]?.Value == "check";
        Exceptions = json.Root?["exceptions"]?.Children.Select(static exception => new LayerException(exception)).ToImmutableArray() ?? ImmutableArray<LayerException>.Empty;
        _rulings = new Ruling?[Layers.Length, Layers.Length];
        foreach (var from in Layers)
        {
            foreach (var to in Layers)
                _rulings[from.Index, to.Index] = from == to ? null : Judge(from, to);
        }
    }

    public ImmutableArray<Layer> Layers { get; }

    public ContextMap Contexts { get; }

    /// <summary>Where every type should belong to a layer; null when nowhere.</summary>
    public Unmatched? Unmatched { get; }

    public ImmutableArray<LayerException> Exceptions { get; }

    /// <summary>The layers in which the baseline has no effect, a bit for each.</summary>
    public ulong Strict { get; }

    /// <summary>Whether names such as <c>Acme.Orders.Domain</c> tell layers.</summary>
    public bool UsesPreset { get; }

    public bool ChecksTestProjects { get; }

    /// <summary>What is configured for this compilation; null when that has an error.</summary>
    public static LayerModel? Read(ArchContext arch) => ArchJson.Get(arch) is not { Errors.IsEmpty: true } json ? null
        : json.Root is { File: null } preset ? OfPresets.TryGetValue(preset, out var known) ? known : OfPresets.GetOrAdd(preset, new LayerModel(json))
        : new(json);

    public Layer? Find(string? name) => Layers.FirstOrDefault(layer => layer.Name == name);

    /// <summary>Why this layer may not use that one; null when it may.</summary>
    public Ruling? Find(Layer from, Layer to) => _rulings[from.Index, to.Index];

    /// <summary>The layers that may not use this one, a bit for each.</summary>
    public ulong ForbiddenTo(Layer to) => Layers.Where(from => Find(from, to) is not null).Aggregate(0UL, static (bits, from) => bits | from.Bit);

    /// <summary>Whether a layer may use every other one, and every library.</summary>
    public bool IsFree(Layer from) => from.Packages.IsEmpty && Layers.All(to => Find(from, to) is null);

    private Ruling? Judge(Layer from, Layer to)
    {
        if (from.Definition["mustNotUse"] is { } mustNot && Names(mustNot).Contains(to.Name))
            return new("anything but " + string.Join(", ", Names(mustNot)), mustNot.Place);
        if (from.Definition["mayUse"] is { } may && !Names(may).Contains(to.Name))
            return new(may.Items.IsEmpty ? "only itself" : "only " + string.Join(", ", Names(may)), may.Place);
        foreach (var closed in Layers)
        {
            if (closed != from && closed.Definition["closed"] is { Value: "true" } key
                && closed.Definition.Texts("mayUse") is var below && below.Contains(to.Name) && !below.Contains(from.Name))
                return new($"nothing below {closed.Name} (closed)", key.Place);
        }

        return null;
    }

    private static IEnumerable<string> Names(Setting list) => list.Items.Select(static item => item.Value!);
}
