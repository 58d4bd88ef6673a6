using System.Threading;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Engine;

/// <summary>The tokens of a tree that hold a word. The text is searched, so a tree without it costs no look at its nodes.</summary>
internal struct WordTokens(SyntaxTree tree, string word, CancellationToken cancellation)
{
    private int _next;

    public SyntaxToken Current { get; private set; }

    public readonly WordTokens GetEnumerator() => this;

    public bool MoveNext()
    {
        var text = tree.GetText(cancellation);
        for (var at = TextSearch.IndexOf(text, word, _next); at >= 0; at = TextSearch.IndexOf(text, word, _next))
        {
            _next = at + word.Length;
            Current = tree.GetRoot(cancellation).FindToken(at);
            // Comments and what the compiler skips belong to a token beside them.
            if (Current.Span.Contains(at))
                return true;
        }

        return false;
    }
}
