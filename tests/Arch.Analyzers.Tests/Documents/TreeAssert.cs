using Arch.Analyzers.Documents;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Tests.Documents;

/// <summary>What holds for every document, whatever reader it came from and however broken the text is.</summary>
internal static class TreeAssert
{
    public static string Cut(this DataDocument document, TextSpan span) => document.Text.ToString(span);

    public static void IsSound(DataDocument document)
    {
        var text = document.Text.ToString();
        var whole = new TextSpan(0, text.Length);
        if (document.Error is { } error)
        {
            Assert.Empty(document.Roots);
            Assert.True(whole.Contains(error.Span), "the error lies outside the text");
            Assert.NotEqual("", error.Message);
            Assert.DoesNotContain('\n', error.Message);
        }

        var end = 0;
        foreach (var comment in document.Comments)
        {
            Assert.True(whole.Contains(comment) && comment.Start >= end, "comments overlap or lie outside the text");
            end = comment.End;
        }

        foreach (var root in document.Roots)
        {
            Assert.Null(root.Parent);
            Assert.True(whole.Contains(root.Span));
            IsSound(root, text);
        }
    }

    private static void IsSound(Node node, string text)
    {
        if (node.Key is not null)
            Assert.True(new TextSpan(0, text.Length).Contains(node.KeySpan));
        if (node.AliasOf is { } target)
        {
            Assert.Equal((target.Kind, target.Value, target.Tag, target.Children), (node.Kind, node.Value, node.Tag, node.Children));
            Assert.StartsWith("*", text[node.Span.Start..node.Span.End]);
            return;
        }

        if (node.Value is { } value)
        {
            for (var i = 0; i < value.Length; i++)
            {
                var source = node.SourceSpan(i, 1);
                Assert.True(node.Span.Contains(source) && source.Length > 0, "a character of the value lies outside its span");
                if (node.Map.IsVerbatim)
                    Assert.Equal(value[i], text[source.Start]);
            }

            Assert.True(node.Span.Contains(node.SourceSpan(0, value.Length)));
        }

        var end = node.Span.Start;
        foreach (var child in node.Children)
        {
            Assert.Same(node, child.Parent);
            Assert.True(node.Span.Contains(child.Span) && child.Span.Start >= end, "children overlap or lie outside their parent");
            end = child.Span.End;
            IsSound(child, text);
        }
    }
}
