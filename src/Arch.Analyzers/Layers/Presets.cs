using System;
using System.Collections.Immutable;
using Arch.Analyzers.Documents.Json;

namespace Arch.Analyzers.Layers;

/// <summary>The architectures that need no <c>arch.json</c>, in its own words, and the names by which they tell layers.</summary>
internal static class Presets
{
    private const string Clean = """
        {
          "layers": {
            "Domain": { "mayUse": ["SharedKernel"] },
            "Application": { "mayUse": ["Domain", "Contracts", "SharedKernel"] },
            "Infrastructure": { "mayUse": ["Domain", "Application", "Contracts", "SharedKernel"] },
            "Api": {},
            "Contracts": { "mayUse": ["SharedKernel"] },
            "SharedKernel": { "mayUse": [] }
          },
          "packages": {
            "Domain": {
              "deny": [
                "AWSSDK.*", "StackExchange.Redis*", "Microsoft.EntityFrameworkCore*", "Npgsql*", "Dapper*", "MongoDB.*", "Microsoft.AspNetCore.*",
                "RabbitMQ.*", "Confluent.Kafka", "MassTransit*", "Azure.*", "Microsoft.Data.SqlClient"
              ]
            },
            "Application": {
              "deny": [
                "AWSSDK.*", "StackExchange.Redis*", "Microsoft.AspNetCore.*", "Npgsql*", "Microsoft.EntityFrameworkCore.{SqlServer,Sqlite,Cosmos}",
                "RabbitMQ.*", "Confluent.Kafka"
              ]
            }
          }
        }
        """;

    private const string CleanStrict = """
        {
          "layers": {
            "Api": {
              "mayUse": ["Application", "Domain", "Contracts", "SharedKernel"],
              "compositionRoot": { "types": ["Program", "Startup", "*Module", "*Extensions", "DependencyInjection"], "mayUse": ["Infrastructure"] }
            }
          },
          "packages": {
            "Application": {
              "deny": [
                "AWSSDK.*", "StackExchange.Redis*", "Microsoft.AspNetCore.*", "Npgsql*", "Microsoft.EntityFrameworkCore*", "Dapper*", "ns:System.Data",
                "RabbitMQ.*", "Confluent.Kafka"
              ]
            }
          }
        }
        """;

    // Most projects have no arch.json, and none of them needs these texts read again.
    private static readonly Lazy<Setting> ReadClean = new(static () => Read("clean preset", Clean));

    private static readonly Lazy<Setting> ReadCleanStrict = new(static () => Read("clean-strict preset", CleanStrict).Over(Read("clean-strict preset", Clean)));

    private static readonly ImmutableDictionary<string, string> Tokens = ImmutableDictionary.CreateRange(
        StringComparer.OrdinalIgnoreCase,
        [
            Token("Domain", "Domain"), Token("DomainModel", "Domain"),
            Token("Application", "Application"), Token("UseCases", "Application"),
            Token("Infrastructure", "Infrastructure"), Token("Persistence", "Infrastructure"),
            Token("Api", "Api"), Token("WebApi", "Api"), Token("Web", "Api"), Token("Presentation", "Api"), Token("Endpoints", "Api"),
            Token("Contracts", "Contracts"), Token("IntegrationEvents", "Contracts"),
            Token("SharedKernel", "SharedKernel"), Token("BuildingBlocks", "SharedKernel"), Token("SeedWork", "SharedKernel"),
        ]);

    /// <summary>The configuration of a preset; null for <c>none</c>.</summary>
    public static Setting? Find(string name) => name switch
    {
        "clean" => ReadClean.Value,
        "clean-strict" => ReadCleanStrict.Value,
        _ => null,
    };

    /// <summary>The layer that a segment of a name stands for; null for one that says nothing, such as <c>Core</c>.</summary>
    public static string? LayerOf(string segment) => Tokens.TryGetValue(segment, out var layer) ? layer : null;

    /// <summary>Whether a layer is there for others to reference. A program of that name means something else by it, such as the contracts that customers sign.</summary>
    public static bool IsForOthers(string layer) => layer is "Contracts" or "SharedKernel";

    private static Setting Read(string source, string text) => Setting.Of(source, JsonReader.Parse(text).Roots[0]);

    private static System.Collections.Generic.KeyValuePair<string, string> Token(string name, string layer) => new(name, layer);
}
