using System.Collections.Immutable;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>What keeps a program alive.</summary>
/// <param name="Wait">The endless wait or infinite loop.</param>
/// <param name="Place">Where it is in the entry point: itself, or the call that leads to it.</param>
/// <param name="Source">What a hook may end it by; null when nothing can.</param>
internal sealed record Standstill(SyntaxNode Wait, SyntaxNode Place, ISymbol? Source)
{
    private const int MostText = 60;

    /// <summary>Where the entry point is shown to stand still.</summary>
    public Location Location => Shown(Place);

    /// <summary>The wait, or the head of the loop, in the words of the program.</summary>
    public string Text
    {
        get
        {
            var location = Shown(Wait);
            var text = location.SourceTree!.GetText().ToString(location.SourceSpan);
            var end = text.IndexOf('\n');
            text = end < 0 ? text : text.Substring(0, end).TrimEnd();
            return text.Length <= MostText ? text : text.Substring(0, MostText - 1) + "…";
        }
    }

    /// <summary>Adds the wait itself to a finding about a call that leads to it.</summary>
    public Reporter Report(Reporter report) => Wait == Place ? report : report.WithLocations(ImmutableArray.Create(Shown(Wait)));

    private static Location Shown(SyntaxNode node) => node is StatementSyntax loop ? InfiniteLoop.Header(loop) : node.GetLocation();
}
