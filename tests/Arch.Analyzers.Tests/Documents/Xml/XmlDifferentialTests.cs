using System.Text;
using System.Xml;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Xml;

namespace Arch.Analyzers.Tests.Documents.Xml;

/// <summary>What System.Xml accepts we accept, with the same names and values; we let more pass, but never throw.</summary>
public class XmlDifferentialTests
{
    private const int Seed = 20260802;

    private static readonly string[] Prologs = ["", "", "<?xml version=\"1.0\"?>", "<!DOCTYPE a>", "<!DOCTYPE a [ <!ENTITY b '>'> ]>"];

    [Fact]
    public void ThousandsOfDocuments_ReadAlike()
    {
        var random = new Random(Seed);
        var (accepted, tolerated) = (0, 0);
        for (var i = 0; i < 6_000; i++)
        {
            // How much nonsense may stand inside a skipped document type is System.Xml's own affair: damage comes after it.
            var body = new Generator(random).Element();
            var text = random.Pick(Prologs) + (i % 2 == 1 ? random.Mutate(body) : body);

            var ours = XmlScanner.Parse(text);
            TreeAssert.IsSound(ours);
            if (Theirs(text) is { } theirs)
            {
                accepted++;
                Assert.True(ours.Error is null, $"(seed {Seed}, {i}) {ours.Error?.Message} at {ours.Error?.Span} in {text}");
                Assert.Equal(theirs.Select(Normalize), Ours(ours.Roots[0]).Select(Normalize));
            }
            else if (ours.Error is null)
            {
                Assert.True(i % 2 == 1, $"(seed {Seed}, {i}) the generator made a document that System.Xml refuses: {text}");
                tolerated++;
            }
        }

        Assert.InRange(accepted, 3_001, 5_500);
        Assert.InRange(tolerated, 1, 1_500);
    }

    /// <summary>System.Xml normalizes line endings, and all white space in attributes; we leave them as written.</summary>
    private static string Normalize(string line) => line.Replace("\r\n", " ").Replace('\r', ' ').Replace('\n', ' ').Replace('\t', ' ');

    private static List<string> Ours(Node root)
    {
        var trace = new List<string>();
        Visit(root);
        return trace;

        void Visit(Node node)
        {
            if (node.Kind == NodeKind.String)
            {
                trace.Add($"{node.Key} = {node.Value}");
                return;
            }

            trace.Add($"<{node.Key}>");
            foreach (var child in node.Children)
                Visit(child);
            trace.Add("end");
        }
    }

    private static List<string>? Theirs(string text)
    {
        var trace = new List<string>();
        var value = new StringBuilder();
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
            while (reader.Read())
            {
                if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace && reader.Depth > 0)
                {
                    value.Append(reader.Value);
                    continue;
                }

                if (!string.IsNullOrWhiteSpace(value.ToString()))
                    trace.Add($"{XmlScanner.TextKey} = {value}");
                value.Clear();
                if (reader.NodeType == XmlNodeType.EndElement)
                    trace.Add("end");
                if (reader.NodeType != XmlNodeType.Element)
                    continue;

                trace.Add($"<{reader.Name}>");
                while (reader.MoveToNextAttribute())
                    trace.Add($"{reader.Name} = {reader.Value}");
                reader.MoveToElement();
                if (reader.IsEmptyElement)
                    trace.Add("end");
            }

            return trace;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private sealed class Generator(Random random)
    {
        private static readonly string[] Names = ["add", "value", "Key", "x.y-z_1", "é", "xml:space2"];
        private static readonly string[] Characters = ["a", "0", "+", " ", "]", ">", "é", "😀", "&lt;", "&gt;", "&amp;", "&quot;", "&apos;", "&#43;", "&#x2B;", "&#x1F600;", "&#160;", "/", "=", "--"];

        private readonly StringBuilder _text = new();

        public string Element()
        {
            Misc();
            Element(4);
            Misc();
            return _text.ToString();
        }

        private void Element(int depth)
        {
            var name = random.Pick(Names);
            _text.Append('<').Append(name);
            foreach (var attribute in Names.Where(_ => random.Next(4) == 0))
            {
                var quote = random.Pick(["\"", "'"]);
                _text.Append(random.Pick([" ", "\n", "\t "])).Append(attribute).Append(random.Pick(["=", " = "])).Append(quote);
                Value();
                _text.Append(quote);
            }

            _text.Append(random.Pick(["", "", " ", "\n"]));
            if (random.Next(4) == 0)
            {
                _text.Append("/>");
                return;
            }

            _text.Append('>');
            for (var i = depth > 0 ? random.Next(5) : 0; i > 0; i--)
            {
                Misc();
                switch (random.Next(4))
                {
                    case 0:
                        Value();
                        break;
                    case 1:
                        _text.Append("<![CDATA[").Append(random.Pick(["", "x", "<b>&amp;", "]]", " "])).Append("]]>");
                        break;
                    default:
                        Element(depth - 1);
                        break;
                }
            }

            _text.Append("</").Append(name).Append(random.Pick(["", "", " ", "\n"])).Append('>');
        }

        private void Value()
        {
            for (var i = random.Next(6); i > 0; i--)
            {
                var next = random.Pick(Characters);
                // "]]>" is refused in text.
                if (next != ">" || _text[^1] != ']')
                    _text.Append(next);
            }
        }

        private void Misc() => _text.Append(random.Pick(["", "", "", " ", "\n", "\n  ", "<!-- c -->", "<!---->", "<?pi a=\"b\" ?>"]));
    }
}
