using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Engine;

/// <summary>The smallest <c>ArchMode</c> in which a rule is on.</summary>
internal enum Mode
{
    /// <summary>Precision near one, and what it prevents is an outage or a leak.</summary>
    Minimum,

    Recommended,
}

/// <summary>The only place where descriptors are made, so that links, categories and tags are alike in all of them.</summary>
internal static class Descriptor
{
    public const string HelpLinkBase = "https://github.com/arch-analyzers/Arch.Analyzers/blob/main/docs/rules/";

    /// <summary>Custom tag of the rules that stay on in <c>ArchMode</c> Minimum.</summary>
    public const string MinimumTag = "ArchMinimum";

    /// <summary>Custom tag of the rules whose findings cannot be recorded in the baseline.</summary>
    public const string NoBaselineTag = "ArchNoBaseline";

    /// <summary>Custom tag of the rules that also report with <see cref="Reporter.Soft"/>, and so have the option <c>arch.ARCHnnnn.soft</c>.</summary>
    public const string SoftTag = "ArchSoft";

    /// <param name="id">The rule id; its range must belong to <paramref name="category"/>.</param>
    /// <param name="title">Imperative or statement, at most 70 characters, without id and period.</param>
    /// <param name="messageFormat">What is wrong, why it hurts, what to do.</param>
    /// <param name="category">One of <see cref="Category"/>.</param>
    /// <param name="defaultSeverity">Warning where precision is near one, else Info; never Error.</param>
    /// <param name="isEnabledByDefault">False for a rule that needs a decision of the team.</param>
    /// <param name="description">The outage that the rule prevents, and what it looks at.</param>
    /// <param name="mode">The smallest <c>ArchMode</c> that keeps the rule on.</param>
    /// <param name="compilationEnd">True when the rule reports from a compilation end action and therefore not while typing.</param>
    /// <param name="baseline">False when the findings cannot be recorded in the baseline.</param>
    /// <param name="soft">True when some findings are of less certainty and reported as such.</param>
    public static DiagnosticDescriptor Create(
        string id,
        string title,
        string messageFormat,
        string category,
        DiagnosticSeverity defaultSeverity,
        bool isEnabledByDefault,
        string description,
        Mode mode = Mode.Recommended,
        bool compilationEnd = false,
        bool baseline = true,
        bool soft = false)
    {
        if (Category.Of(id) != category)
            throw new ArgumentException($"{id} is not in the range of {category}.", nameof(category));

        var tags = ImmutableArray.CreateBuilder<string>();
        if (compilationEnd)
            tags.Add(WellKnownDiagnosticTags.CompilationEnd);
        if (mode == Mode.Minimum)
            tags.Add(MinimumTag);
        if (!baseline)
            tags.Add(NoBaselineTag);
        if (soft)
            tags.Add(SoftTag);

#pragma warning disable RS0030 // the one call of the constructor
        return new DiagnosticDescriptor(
            id, title, messageFormat, category, defaultSeverity, isEnabledByDefault, description, HelpLinkBase + id + ".md", tags.ToArray());
#pragma warning restore RS0030
    }

    /// <summary>The same rule with another message. Not a rule of its own: everything but the words is that of the rule.</summary>
    internal static DiagnosticDescriptor InOtherWords(DiagnosticDescriptor rule, string messageFormat) =>
#pragma warning disable RS0030 // the one other call of the constructor
        new DiagnosticDescriptor(
            rule.Id, rule.Title, messageFormat, rule.Category, rule.DefaultSeverity, rule.IsEnabledByDefault, rule.Description, rule.HelpLinkUri,
            rule.CustomTags.ToArray());
#pragma warning restore RS0030
}
