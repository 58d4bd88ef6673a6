using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>What a message asks for.</summary>
internal enum MessageKind
{
    Other,
    Query,
    Command,
}

/// <summary>A method that handles a message. One class may handle queries and commands, so it is the methods that are judged.</summary>
internal readonly record struct MessageHandler(IMethodSymbol Method, MessageKind Kind)
{
    private static readonly string[] QueryHandlers = ["IQueryHandler", "IStreamQueryHandler"];

    private static readonly string[] RequestHandlers = ["IRequestHandler", "IStreamRequestHandler", "IConsumer"];

    private static readonly string[] Conventions = ["Handle", "HandleAsync", "Consume", "ConsumeAsync"];

    /// <summary>Whether an interface of this name is what handlers implement.</summary>
    public static bool IsHandlerInterface(string name) => name == "ICommandHandler" || QueryHandlers.Contains(name) || RequestHandlers.Contains(name);

    /// <summary>Whether a class of this name may handle messages by convention.</summary>
    public static bool IsConventional(string name) => name.EndsWith("Handler", StringComparison.Ordinal) || name.EndsWith("Consumer", StringComparison.Ordinal);

    /// <summary>The methods of a type that handle messages; those of its base classes are theirs.</summary>
    public static ImmutableArray<MessageHandler> Of(INamedTypeSymbol type, CqrsModel model)
    {
        var handlers = ImmutableArray.CreateBuilder<MessageHandler>();
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var queries = type.AllInterfaces.Where(static handler => QueryHandlers.Contains(handler.Name) && handler.Arity > 0).Select(static handler => handler.TypeArguments[0]).ToList();
        foreach (var handler in type.AllInterfaces)
        {
            if (KindOf(handler, queries, model) is not { } kind)
                continue;
            foreach (var member in handler.GetMembers().OfType<IMethodSymbol>())
            {
                if (type.FindImplementationForInterfaceMember(member) is IMethodSymbol method && SymbolEqualityComparer.Default.Equals(method.ContainingType, type) && seen.Add(method))
                    handlers.Add(new(method, kind));
            }
        }

        var isWhole = model.IsQueryHandler(type);
        if (!isWhole && !IsConventional(type.Name))
            return handlers.ToImmutable();
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (method is not { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public } || seen.Contains(method))
                continue;
            if (isWhole)
                handlers.Add(new(method, MessageKind.Query));
            else if (Conventions.Contains(method.Name) && method.Parameters.Length > 0)
                handlers.Add(new(method, KindOf(method.Parameters[0].Type, model)));
        }

        return handlers.ToImmutable();
    }

    private static MessageKind? KindOf(INamedTypeSymbol handler, List<ITypeSymbol> queries, CqrsModel model)
    {
        if (handler.Arity == 0)
            return null;
        var message = handler.TypeArguments[0];
        if (queries.Contains(message, SymbolEqualityComparer.Default))
            return MessageKind.Query;
        return handler.Name == "ICommandHandler" ? MessageKind.Command : RequestHandlers.Contains(handler.Name) ? KindOf(message, model) : null;
    }

    private static MessageKind KindOf(ITypeSymbol message, CqrsModel model)
    {
        // The context of a consumer carries the message.
        if (message is INamedTypeSymbol { Name: "ConsumeContext", TypeArguments: { Length: 1 } carried })
            message = carried[0];
        return model.IsQuery(message) ? MessageKind.Query : model.IsCommand(message) ? MessageKind.Command : MessageKind.Other;
    }
}
