using System.Text;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Yaml;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Arch.Analyzers.Tests.Documents.Yaml;

/// <summary>Where YamlDotNet's own representation model accepts a text, we see the same tree.</summary>
public class YamlDifferentialTests
{
    private const int Seed = 20260801;

    private static readonly string[] Indicators =
        ["? ", ": ", "- ", "\n  ", "|", ">", "|+\n", ">1-\n", "&a ", "*a ", "!t ", "\u0085", " #", "...\n", "---\n", "%TAG ! x\n", "''", "\\\n", "<<: ", "{ }", "[ ]"];

    [Fact]
    public void TenThousandDocuments_ReadAlike()
    {
        var random = new Random(Seed);
        var (accepted, damagedAccepted) = (0, 0);
        for (var i = 0; i < 10_000; i++)
        {
            var text = new Generator(random).Document();
            if (i % 2 == 0)
                accepted += AssertAlike(text) ? 1 : 0;
            else
                damagedAccepted += AssertAlike(random.Mutate(Indicate(random, text))) ? 1 : 0;
        }

        // A generator that writes rubbish, or damage that spares all or none, would test nothing.
        Assert.InRange(accepted, 4_800, 5_000);
        Assert.InRange(damagedAccepted, 1_000, 4_000);
    }

    /// <summary>Damage of YAML's own kind: an indicator where none was.</summary>
    private static string Indicate(Random random, string text) =>
        random.Next(2) == 0 ? text : text.Insert(random.Next(text.Length + 1), random.Pick(Indicators));

    private static bool AssertAlike(string text)
    {
        var ours = YamlReader.Parse(text);
        try
        {
            TreeAssert.IsSound(ours);
            // The model overflows the stack on cycles, which we refuse; it knows no byte order mark, and takes binary files.
            if (text.StartsWith('\uFEFF') || text.Contains('\0') || (ours.Error is not null && text.Contains('*')))
                return false;

            var theirs = new YamlStream();
            try
            {
                theirs.Load(new StringReader(text));
            }
            catch (Exception)
            {
                return false;
            }

            Assert.True(ours.Error is null, $"we say {ours.Error?.Message} at {ours.Error?.Span}");
            Assert.Equal(theirs.Documents.Count, ours.Roots.Length);
            for (var i = 0; i < ours.Roots.Length; i++)
                AssertAlike(theirs.Documents[i].RootNode, ours.Roots[i], text);
            return true;
        }
        catch (Xunit.Sdk.XunitException exception)
        {
            throw new Xunit.Sdk.XunitException($"(seed {Seed}) {exception.Message}\n{text}\n\n{string.Join(' ', text.Select(c => $"{(int)c:X}"))}");
        }
    }

    private static void AssertAlike(YamlNode theirs, Node ours, string text)
    {
        if (ours.AliasOf is { } target)
        {
            AssertAlike(theirs, target, text);
            return;
        }

        Assert.Equal(theirs.Anchor.IsEmpty ? null : theirs.Anchor.Value, ours.Anchor);
        Assert.Equal(theirs.Tag.IsEmpty, ours.Tag is null);
        // A tag is a URI and theirs is unescaped; ours stays as written.
        if (!theirs.Tag.IsEmpty && theirs.Tag.IsLocal && !theirs.Tag.IsNonSpecific && ours.Tag!.IndexOfAny(['+', '%', '<']) < 0)
            Assert.Equal(theirs.Tag.Value, ours.Tag);
        switch (theirs)
        {
            case YamlMappingNode map:
                Assert.Equal((NodeKind.Map, map.Children.Count), (ours.Kind, ours.Children.Length));
                foreach (var ((key, value), child) in map.Children.Zip(ours.Children))
                {
                    if (key is YamlScalarNode name)
                        AssertKeyAlike(name, child, text);
                    AssertAlike(value, child, text);
                }

                break;
            case YamlSequenceNode list:
                Assert.Equal((NodeKind.List, list.Children.Count), (ours.Kind, ours.Children.Length));
                foreach (var (item, child) in list.Children.Zip(ours.Children))
                    AssertAlike(item, child, text);
                break;
            case YamlScalarNode scalar:
                Assert.True(ours.IsScalar);
                Assert.Equal(ours.Kind == NodeKind.Null ? null : scalar.Value, ours.Value);
                AssertWrittenLike(scalar.Style, text[ours.Span.Start..ours.Span.End], scalar.Value ?? "");
                break;
        }
    }

    private static void AssertKeyAlike(YamlScalarNode name, Node entry, string text)
    {
        var written = text[entry.KeySpan.Start..entry.KeySpan.End];
        if (written.StartsWith('*') && name.Value != entry.Key)
            Assert.Equal(written, entry.Key);
        else if (!written.StartsWith('*'))
            AssertWrittenLike(name.Style, written, name.Value ?? "");
        if (name.Value != entry.Key)
            Assert.Equal(written, entry.Key);
    }

    private static void AssertWrittenLike(ScalarStyle style, string written, string value)
    {
        switch (style)
        {
            case ScalarStyle.SingleQuoted:
                Assert.True(written.Length >= 2 && written[0] == '\'' && written[^1] == '\'', written);
                break;
            case ScalarStyle.DoubleQuoted:
                Assert.True(written.Length >= 2 && written[0] == '"' && written[^1] == '"', written);
                break;
            case ScalarStyle.Literal:
                Assert.StartsWith("|", written);
                break;
            case ScalarStyle.Folded:
                Assert.StartsWith(">", written);
                break;
            default:
                Assert.Equal(Words(value), Words(written));
                break;
        }
    }

    private static string Words(string text) => string.Join(' ', text.Split([' ', '\t', '\r', '\n', '\u0085', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries));

    private sealed class Generator(Random random)
    {
        private static readonly string[] Words =
            ["web", "80", "true", "~", "null", "1.5e3", "a b", "x#y", "http://x:8080/y?z", "AWS::ECS::Service", "${A}", "-x", "é", "😀", "a,b"];

        private static readonly string[] FlowWords = ["web", "80", "true", "~", "a b", "x#y", "http://x/y", "é😀", "$A", "AWS::NoValue"];

        private static readonly string[] Tags = ["!Ref", "!Sub", "!GetAtt", "!!str", "!", "!<tag:yaml.org,2002:str>"];

        private readonly StringBuilder _text = new();
        private readonly List<string> _anchors = [];
        private int _keys;

        public string Document()
        {
            var documents = random.Next(10) == 0 ? random.Next(1, 4) : 1;
            for (var i = 0; i < documents; i++)
            {
                if (documents > 1 || random.Next(8) == 0)
                    _text.Append("---").Append(random.Next(3) == 0 ? " # start" : "").Append('\n');
                _anchors.Clear();
                Comment(0);
                Block(0, random.Next(1, 4));
            }

            var text = _text.ToString();
            return random.Next(5) switch { 0 => text.Replace("\n", "\r\n"), 1 => text.TrimEnd('\n'), _ => text };
        }

        private void Comment(int indent)
        {
            if (random.Next(6) == 0)
                _text.Append(' ', indent).Append("# note: it's \"here\"\n");
            if (random.Next(10) == 0)
                _text.Append('\n');
        }

        private void Block(int indent, int depth)
        {
            var isMap = random.Next(3) > 0;
            for (var count = random.Next(1, 5); count > 0; count--)
            {
                Comment(indent);
                _text.Append(' ', indent).Append(isMap ? Key() + ":" : "-");
                Value(indent, depth, isMap);
            }
        }

        private string Key() => random.Next(6) switch
        {
            0 => $"'k''{_keys++}'",
            1 => $"\"k\\t{_keys++}\"",
            2 => $"k {_keys++}",
            _ => $"Key{_keys++}",
        };

        private void Value(int indent, int depth, bool isMap)
        {
            var properties = Properties();
            if (depth > 0 && random.Next(3) == 0)
            {
                _text.Append(properties).Append(random.Next(5) == 0 ? " # block" : "").Append('\n');
                Block(indent + random.Next(1, 4), depth - 1);
                return;
            }

            if (properties.Length == 0 && _anchors.Count > 0 && random.Next(5) == 0)
            {
                _text.Append(" *").Append(random.Pick(_anchors));
                End();
                return;
            }

            _text.Append(properties);
            switch (random.Next(12))
            {
                case 0:
                    End();
                    break;
                case 1:
                    _text.Append(' ');
                    Flow(3);
                    End();
                    break;
                case 2 or 3:
                    BlockScalar(indent);
                    break;
                case 4:
                    _text.Append(' ').Append(random.Pick(Words)).Append('\n').Append(random.Next(3) == 0 ? "\n" : "").Append(' ', indent + 2).Append("more  words");
                    End();
                    break;
                case 5 or 6:
                    _text.Append(' ').Append(Quoted(indent + 2));
                    End();
                    break;
                default:
                    _text.Append(' ').Append(random.Pick(Words));
                    End();
                    break;
            }
        }

        private string Properties()
        {
            var tag = random.Next(8) == 0 ? " " + random.Pick(Tags) : "";
            if (random.Next(10) > 0)
                return tag;
            var name = $"a{_keys++}";
            if (tag.Length > 0 || random.Next(2) == 0)
                _anchors.Add(name);
            return random.Next(2) == 0 ? $"{tag} &{name}" : $" &{name}{tag}";
        }

        private string Quoted(int indent)
        {
            var lineBreak = random.Next(4) == 0 ? "\n" + new string(' ', indent) : " ";
            return random.Next(2) == 0
                ? $"'it''s #1{lineBreak}: {{x}} '"
                : $"\"\\u0041\\x42\\t #{lineBreak}\\\"\\\\ \\U0001F600 \\uD83D\\uDE00 [] \"";
        }

        private void BlockScalar(int indent)
        {
            var content = indent + random.Next(1, 4);
            var explicitly = random.Next(4) == 0;
            _text.Append(' ').Append(random.Next(2) == 0 ? '|' : '>').Append(explicitly ? (content - indent).ToString() : "")
                .Append(random.Pick(["", "+", "-"])).Append(random.Next(4) == 0 ? " # header" : "").Append('\n');
            // What the number counts from depends on the parent; the first line decides in all other cases.
            content = explicitly ? content + 1 : content;
            for (var lines = random.Next(0, 6); lines > 0; lines--)
            {
                if (random.Next(4) == 0)
                    _text.Append('\n');
                else
                    _text.Append(' ', content).Append(random.Pick(Words)).Append(random.Next(5) == 0 ? "  " : "").Append(" # text\n");
                if (random.Next(5) == 0 && lines < 3)
                    _text.Append(' ', content).Append("x\n").Append(' ', content + 2).Append("deeper\n");
            }
        }

        private void Flow(int depth)
        {
            switch (depth == 0 ? 3 : random.Next(4))
            {
                case 0:
                    _text.Append('[').Append(random.Next(4) == 0 ? "\n            " : "");
                    for (var count = random.Next(4); count > 0; count--)
                    {
                        Flow(depth - 1);
                        _text.Append(random.Next(6) == 0 ? ", # next\n            " : ", ");
                    }

                    _text.Append(']');
                    break;
                case 1:
                    _text.Append("{ ");
                    for (var count = random.Next(4); count > 0; count--)
                    {
                        _text.Append(Key()).Append(": ");
                        Flow(depth - 1);
                        _text.Append(count > 1 ? ", " : " ");
                    }

                    _text.Append('}');
                    break;
                case 2:
                    _text.Append('[').Append(Key()).Append(": ");
                    Flow(0);
                    _text.Append(']');
                    break;
                default:
                    _text.Append(random.Next(3) == 0 ? Quoted(12) : random.Pick(FlowWords));
                    break;
            }
        }

        private void End() => _text.Append(random.Next(8) == 0 ? " # end\n" : "\n");
    }
}
