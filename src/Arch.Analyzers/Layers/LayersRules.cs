using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>ARCH40xx: boundaries that hold while the code is written.</summary>
internal static class LayersRules
{
    public static readonly DiagnosticDescriptor LayerDependency = Descriptor.Create(
        "ARCH4001",
        title: "Use only the layers that the architecture allows",
        messageFormat: "'{0}' ({1}) must not use '{2}' ({3}): {1} may use {4}; {5}{6} [{7}]",
        category: Category.Layers,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A layer that knows what it must not know changes with it: the domain with the database, every service with every other one. "
            + "Reported is each place where a type of a forbidden layer comes in, by its name or without one. "
            + "Layers are told by the names of assemblies and namespaces, or by arch.json.",
        mode: Mode.Minimum);

    public static readonly DiagnosticDescriptor PackageInLayer = Descriptor.Create(
        "ARCH4002",
        title: "Keep libraries out of the layers that must not know them",
        messageFormat: "'{0}' ({1}) must not use '{2}' from assembly '{3}': '{4}' is banned in {1}{5}; hide it behind an interface that {6} implements [{7}]",
        category: Category.Layers,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A domain that speaks the types of a database or of a cloud changes with each of their versions and cannot be tested without them. "
            + "Reported is each place where a type of a banned assembly comes in. Which assemblies are banned in which layer is told by the preset or by arch.json.",
        mode: Mode.Minimum);

    public static readonly DiagnosticDescriptor ProjectReference = Descriptor.Create(
        "ARCH4003",
        title: "Reference only the projects that the architecture allows",
        messageFormat: "Project '{0}' ({1}) references project '{2}' ({3}), which {1} must not use; remove the reference, or move what needs it to {4} [{5}]",
        category: Category.Layers,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A reference is an invitation: with it the forbidden type is one suggestion of the editor away, and without it the compiler guards the boundary. "
            + "Reported are the references of the project itself, whether anything uses them or not. The layer of a project is told by the name of its assembly, or by arch.json.",
        mode: Mode.Minimum);

    public static readonly DiagnosticDescriptor ContextBoundary = Descriptor.Create(
        "ARCH4004",
        title: "Use of another bounded context only what it publishes",
        messageFormat: "'{0}' (context {1}) must not use '{2}' (context {3}); use {4} or an integration event [{5}]",
        category: Category.Layers,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Modules that use each other's insides are one module: none of them can be changed, tested or taken out alone. What a context publishes is the promise that it keeps, "
            + "and an event tells others what happened without their knowing who they are. Contexts are told by the patterns of arch.json, never guessed.",
        mode: Mode.Minimum);

    public static readonly DiagnosticDescriptor TypeInNoLayer = Descriptor.Create(
        "ARCH4005",
        title: "Put every type into a layer",
        messageFormat: "'{0}' is in no layer (namespace {1}); move it, or add a pattern to 'layers' in arch.json",
        category: Category.Layers,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "What belongs to no layer may use everything and be used by everybody: rules about layers do not look at it. It is where a boundary gets its first hole. "
            + "Looked at are the types that unmatched of arch.json asks about; without it, none.");

    public static readonly DiagnosticDescriptor NamespaceCycle = Descriptor.Create(
        "ARCH4006",
        title: "Let no namespaces use each other in a circle",
        messageFormat: "Namespaces {0} form a cycle inside {1}; cheapest cut: {2} → {3} ({4} reference(s)); move the type, or invert the reference with an interface in {2}",
        category: Category.Layers,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Namespaces that use each other in a circle are one namespace with several names: none of them can be read, tested, changed or moved out without the others. "
            + "Looked at are the namespaces below those that cycles of arch.json names, each with everything below it. "
            + "Reported is each circle once, where cutting it takes the fewest changes.",
        compilationEnd: true);

    public static readonly DiagnosticDescriptor AmbiguousLayer = Descriptor.Create(
        "ARCH4007",
        title: "Say of which layer code is",
        messageFormat: "'{0}' matches layer '{1}' ('{2}') and layer '{3}' ('{4}') equally well; make one pattern more specific, or exact with '='",
        category: Category.Layers,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The most specific pattern decides, wherever it stands, so that two branches that each add one can be merged. Where two patterns of different layers are equally "
            + "specific, nobody decides: the code has no layer, and no rule about layers looks at it.",
        baseline: false);

    public static readonly DiagnosticDescriptor QueryWrites = Descriptor.Create(
        "ARCH4010",
        title: "Let queries read only",
        messageFormat: "Query handler '{0}' writes: '{1}'; a query must not change state (it may run on a read replica, be cached or repeated): move the write to a command",
        category: Category.Layers,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Reads are separated from writes so that they can go to a replica, be cached, and be asked again when a connection breaks. A query that writes takes all of "
            + "that away, and nobody who calls it knows.");

    public static readonly DiagnosticDescriptor CommandReturnsEntity = Descriptor.Create(
        "ARCH4011",
        title: "Return an id or a DTO from a command",
        messageFormat: "Command '{0}' returns entity '{1}'; return its id or a DTO, so that callers cannot depend on or change the domain object",
        category: Category.Layers,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A caller that gets the entity can read what it should not depend on and change what nobody saves any more. The id says which one it was; whatever else is of interest is a query.");

    public static readonly DiagnosticDescriptor QueryReturnsEntity = Descriptor.Create(
        "ARCH4012",
        title: "Return a DTO from a query",
        messageFormat: "Query '{0}' returns {1}; return a DTO{2}",
        category: Category.Layers,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An entity that a query hands out is loaded whole, tracked, and couples every reader to the model. An IQueryable runs when somebody enumerates it, wherever that is: "
            + "outside the handler, after its connection, without its time limit.");

    public static readonly DiagnosticDescriptor ApiExposesEntity = Descriptor.Create(
        "ARCH4013",
        title: "Keep entities out of the HTTP contract",
        messageFormat: "'{0}' exposes entity '{1}' in the HTTP contract; use a request or response DTO (clients would couple to the model, and a bound entity can be over-posted)",
        category: Category.Layers,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "What an endpoint takes and returns is a promise to its clients. With an entity in it, each change of the model breaks one, and a request can set fields that no form has.");

    public static readonly DiagnosticDescriptor HandlerCallsHandler = Descriptor.Create(
        "ARCH4014",
        title: "Do not call a handler from a handler",
        messageFormat: "Handler '{0}' uses handler '{1}' directly, past the pipeline's validation and transaction; move the shared part into a service both use",
        category: Category.Layers,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Validation, transaction, logging and retry stand in the pipeline in front of a handler. Whoever calls it directly gets none of them.");

    public static readonly DiagnosticDescriptor AggregateReferencesAggregate = Descriptor.Create(
        "ARCH4015",
        title: "Hold the id of another aggregate",
        messageFormat: "'{0}' holds aggregate '{1}'; hold its id ('{2}') instead: one transaction changes one aggregate",
        category: Category.Layers,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "An aggregate is what changes as a whole. An object that leads from one into another makes it easy to change both, and then they lock each other and cannot be stored apart.");

    public static readonly DiagnosticDescriptor GetEndpointWrites = Descriptor.Create(
        "ARCH4016",
        title: "Change nothing in a GET endpoint",
        messageFormat: "GET endpoint '{0}' writes: '{1}'; browsers, proxies and crawlers prefetch and repeat GET: use POST, PUT or DELETE",
        category: Category.Layers,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "GET is what everybody may send without being asked: a browser that prefetches a link, a proxy that retries, a crawler that follows all of them. What "
            + "such a request changes, changes whenever one of them feels like it.");
}
