using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Engine;

/// <summary>
/// Hosts the C# rules of a family. It registers nothing when the family does not apply, and for the rules that are on one action
/// of each kind that any of them needs.
/// </summary>
public abstract class CodeAnalyzer : ArchAnalyzer
{
    private readonly ImmutableArray<CodeRule> _rules;

    private protected CodeAnalyzer(params CodeRule[] rules) : base(rules.SelectMany(static rule => rule.Descriptors).ToImmutableArray()) =>
        _rules = ImmutableArray.Create(rules);

    internal ImmutableArray<CodeRule> Rules => _rules;

    private protected virtual bool Applies(ArchContext arch) => true;

    /// <summary>Which generated files are looked at by a host that reports in them; all, unless it chooses.</summary>
    private protected virtual Predicate<SyntaxTree> LooksAtGenerated(ArchContext arch) => static _ => true;

    private protected sealed override void Start(CompilationStartAnalysisContext context, ArchContext arch)
    {
        if (!Applies(arch))
            return;
        var active = _rules.Where(rule => rule.Descriptors.Any(arch.Severities.IsOn) && rule.Applies(arch)).ToList();
        if (active.Count == 0)
            return;

        var registrations = new Registrations(arch, LooksAtGenerated(arch));
        foreach (var rule in active)
            rule.Start(new RuleStart(arch, rule, registrations));
        registrations.Register(context);
    }
}
