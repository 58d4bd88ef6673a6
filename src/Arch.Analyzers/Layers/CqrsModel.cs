using System;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>What queries, commands and their handlers are in this solution: by the names of interfaces in any namespace, and by what <c>arch.json</c> says.</summary>
internal sealed class CqrsModel
{
    private static readonly string[] QueryMarkers = ["IQuery", "IBaseQuery", "IStreamQuery"];

    private static readonly string[] CommandMarkers = ["ICommand", "IBaseCommand"];

    /// <summary>What a request does that changes something.</summary>
    private static readonly string[] Verbs =
    [
        "Add", "Apply", "Approve", "Archive", "Assign", "Book", "Cancel", "Change", "Close", "Complete", "Confirm", "Create", "Delete", "Disable", "Enable", "Import", "Insert", "Mark",
        "Merge", "Move", "Pay", "Place", "Process", "Publish", "Refund", "Register", "Reject", "Remove", "Rename", "Replace", "Reserve", "Reset", "Restore", "Revoke", "Save", "Send", "Set",
        "Ship", "Start", "Stop", "Submit", "Update", "Upload", "Upsert", "Withdraw",
    ];

    private readonly ImmutableArray<Pattern>? _queries;
    private readonly ImmutableArray<Pattern>? _commands;
    private readonly ImmutableArray<Pattern> _queryHandlers;
    private readonly ImmutableArray<NamePattern> _writes;
    private readonly ImmutableArray<NamePattern> _allowedWrites;

    private CqrsModel(Setting? settings)
    {
        Settings = settings;
        _queries = Replacing("query");
        _commands = Replacing("command");
        _queryHandlers = settings?.Patterns("queryHandlers", Subject.Type) ?? ImmutableArray<Pattern>.Empty;
        _writes = Members("writes");
        _allowedWrites = Members("allowedWrites");
    }

    /// <summary>The part of <c>arch.json</c> that is about queries and commands; null when there is none.</summary>
    public Setting? Settings { get; }

    /// <summary>The only database context that queries may take; null when nobody says.</summary>
    public ImmutableArray<Pattern>? ReadContext => Replacing("readContext");

    /// <summary>Whether methods of any name may be writes.</summary>
    public bool KnowsOtherWrites => !_writes.IsEmpty;

    /// <summary>Whether types of any name may be query handlers.</summary>
    public bool KnowsOtherHandlers => !_queryHandlers.IsEmpty;

    /// <summary>Null when <c>arch.json</c> has an error: no rule runs on half a configuration.</summary>
    public static CqrsModel? Get(ArchContext arch) => arch.Slot(static context => new Slot(context)).Model;

    /// <summary>Whether any type of the compilation may be a message or handle one.</summary>
    public static bool MayBeIn(ArchContext arch) => HandlerClass.MayBeIn(arch) || (CqrsNames.Get(arch).HasMessage && Get(arch) is not null);

    public bool IsQuery(ITypeSymbol message) => message is INamedTypeSymbol type
        && (_queries is { } queries ? MatchesAny(queries, type) : (EndsWith(type, "Query") || type.ImplementsAnyMarker(QueryMarkers)));

    public bool IsCommand(ITypeSymbol message) => message is INamedTypeSymbol type && !IsQuery(type)
        && (_commands is { } commands ? MatchesAny(commands, type) : (EndsWith(type, "Command") || type.ImplementsAnyMarker(CommandMarkers) || IsChangingRequest(type)));

    /// <summary>Whether the whole type is configured to handle queries.</summary>
    public bool IsQueryHandler(INamedTypeSymbol type) => MatchesAny(_queryHandlers, type);

    public bool IsConfiguredWrite(IMethodSymbol method) => MatchesAny(_writes, method);

    public bool IsAllowedWrite(IMethodSymbol method) => MatchesAny(_allowedWrites, method);

    /// <summary>The configured patterns that take the place of what is known without; null when there are none.</summary>
    public ImmutableArray<Pattern>? Replacing(string key) => Settings?[key] is null ? null : Settings.Patterns(key, Subject.Type);

    public static bool MatchesAny(ImmutableArray<Pattern> patterns, INamedTypeSymbol type)
    {
        foreach (var pattern in patterns)
        {
            Captures? captures = null;
            if (pattern.Matches(type, ref captures))
                return true;
        }

        return false;
    }

    private static bool MatchesAny(ImmutableArray<NamePattern> patterns, IMethodSymbol method)
    {
        foreach (var pattern in patterns)
        {
            Captures? captures = null;
            if (pattern.Matches(DottedName.Of(method.ContainingType).Add(method.Name), ref captures))
                return true;
        }

        return false;
    }

    private ImmutableArray<NamePattern> Members(string key) =>
        Settings?.Texts(key).Select(static text => NamePattern.Parse(text, exact: true)).OfType<NamePattern>().ToImmutableArray() ?? ImmutableArray<NamePattern>.Empty;

    private static bool EndsWith(INamedTypeSymbol type, string word) => type.Name.Length > word.Length && type.Name.EndsWith(word, StringComparison.Ordinal);

    /// <summary>A request without a result, or one whose name says that it changes something.</summary>
    private static bool IsChangingRequest(INamedTypeSymbol type) => type.AllInterfaces.Any(marker =>
        marker.Name == "IRequest" && (marker.Arity == 0 || marker.TypeArguments[0].Name == "Unit" || PascalWords.StartsWithAny(type.Name, Verbs)));

    private sealed class Slot
    {
        public Slot(ArchContext arch)
        {
            if (ArchJson.Get(arch) is { Errors.IsEmpty: true } json)
                Model = new CqrsModel(json.Root?["cqrs"]);
        }

        public CqrsModel? Model { get; }
    }
}
