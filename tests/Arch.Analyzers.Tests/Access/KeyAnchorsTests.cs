using Arch.Analyzers.Access;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Tests.Access;

public class KeyAnchorsTests
{
    private const int Block = 32 * 1024;

    private readonly SyntheticKeys _keys = new(3);

    private static IEnumerable<int> Find(string text, KeyPrefixes? prefixes = null, bool withPieces = false) =>
        KeyAnchors.Find(SourceText.From(text), prefixes ?? KeyPrefixes.Default, withPieces, default).Distinct();

    private static readonly string[] s_starts =
    [
        "AKIA", "ASIA", "ABIA", "ACCA",
        "IQoJb3JpZ2lu" + "X2Vj", "FwoGZXIv" + "YXdz", "FQoGZXIv" + "YXdz", "FQoD" + "YXdz", "AQoD" + "YXdz",
        "ABSKQmVkcm9j" + "a0FQSUtleS", "YmVkcm9jay5hbWF6" + "b25hd3MuY29t",
        "QUtJQ", "QVNJQ", "QUJJQ", "QUNDQ", "414b4941", "41534941", "414B4941",
    ];

    public static TheoryData<string> Starts => [.. s_starts];

    private string Whole(string start) => start.Length == 4 ? _keys.Id(start) : start + _keys.Text("bcdfghjk", 40);

    [Theory, MemberData(nameof(Starts))]
    public void EveryStart_IsAnAnchorAtEveryPlace(string start)
    {
        var value = Whole(start);
        foreach (var border in new[] { 0, Block, 2 * Block - 32, 2 * Block })
        {
            for (var at = Math.Max(0, border - 80); at < border + 45; at++)
            {
                var text = new string('-', at) + value + new string('.', (at % 3) * 40);
                Assert.Equal([at], Find(text));
            }
        }
    }

    [Theory, MemberData(nameof(Starts))]
    public void EveryStart_IsAnAnchorBehindEveryWord(string start)
    {
        var value = Whole(start);
        for (var length = 1; length < 60; length++)
            Assert.Equal([length + 1], Find(new string('X', length) + "=" + value + "\""));
    }

    [Fact]
    public void ExtraPrefix_IsAnAnchor()
    {
        var id = _keys.Id("XKCD");
        Assert.Empty(Find(" " + id));
        Assert.Equal([1], Find(" " + id, new KeyPrefixes(["XKCD"])));
    }

    [Fact]
    public void ManyAnchors_AreInOrder()
    {
        var text = string.Concat(Enumerable.Range(0, 5000).Select(i => $"{Whole(s_starts[i % s_starts.Length])} "));
        var anchors = Find(text).ToList();
        Assert.Equal(5000, anchors.Count);
        Assert.Equal(anchors.Order(), anchors);
        Assert.Equal(5000, anchors.Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("AKIA")]
    [InlineData("var pattern = \"(AKIA|ASIA)[A-Z2-7]{16}\";")]
    [InlineData("class ASIAPACIFICREGIONSANDTERRITORIES { }")]
    [InlineData("Query IQueryable SQSQueue XYZ 4941")]
    [InlineData("var all = new[] { 1, 65, 75, 1073, 0x490 }; // 100 % of \\d{2} & \\t")]
    [InlineData("Assert(\"S3\"); Assert(\"Sha256\", \"de305d54-75b4-431b-adb2-eb6b9e546014\", 'x', '0', '9');")]
    [InlineData("class TheNameOfThisTypeIsLongerThanFortyCharactersAndHasNoDigit { }")]
    public void Innocent_HasNoAnchor(string text) => Assert.Empty(Find(text, withPieces: true));

    [Fact]
    public void EndlessRun_HasOneAnchor() => Assert.Equal([0], Find(_keys.Text("BCDFGHJKLM234567", 300_000), withPieces: true));

    [Theory]
    [InlineData(39, false)]
    [InlineData(40, true)]
    [InlineData(41, true)]
    [InlineData(200, true)]
    public void RunWithDigit_IsAnAnchorAtEveryPlace(int length, bool found)
    {
        var run = new string('a', Math.Min(length - 2, 100)) + "7b" + new string('a', Math.Max(0, length - 102));
        foreach (var border in new[] { 0, Block, Block - 128, Block - 136, 2 * Block - 128 })
        {
            for (var at = Math.Max(0, border - 220); at < border + 60; at++)
                Assert.Equal(found ? [at] : [], Find(new string('-', at) + run + new string('.', (at % 3) * 90)));
        }
    }

    [Theory]
    [InlineData("\\u0041")]
    [InlineData("\\U00000041")]
    [InlineData("\\x41")]
    [InlineData("\\x041!")]
    [InlineData("\\/")]
    [InlineData("%2B")]
    [InlineData("%2f")]
    [InlineData("%3D")]
    [InlineData("&#43;")]
    public void EscapeOfBase64_IsAnAnchor(string escape) => Assert.Equal([4], Find("key=" + escape + "x"));

    [Theory]
    [InlineData("\\u00e9")]
    [InlineData("\\n")]
    [InlineData("\\\"")]
    [InlineData("\\x1F")]
    [InlineData("%20")]
    [InlineData("&amp;")]
    [InlineData("\\u")]
    [InlineData("\\")]
    [InlineData("%")]
    [InlineData("%2")]
    public void EscapeOfSomethingElse_IsNone(string escape) => Assert.Empty(Find("key=" + escape));

    [Theory]
    [InlineData("\"AKIA7QZ4VK\"", 1)]
    [InlineData("\"id=AK7A\" + x", 4)]
    [InlineData("x + \"7QZ4;\"", 5)]
    [InlineData("\"7\" + x", 1)]
    [InlineData("x +\n    \"7\"", 9)]
    [InlineData("'A', 'K', '7'", 11)]
    [InlineData("{ 65, 75, 73, 65 }", 10)]
    [InlineData("{ 0x41, 0x4B, 0x49, 0x41 }", 14)]
    [InlineData("\"aB3kR9vXq2\"", 1)]
    public void Piece_IsAnAnchorInCode(string code, int anchor)
    {
        Assert.Equal([anchor], Find(code, withPieces: true));
        Assert.Empty(Find(code));
    }

    [Fact]
    public void SilentPath_DoesNotAllocate()
    {
        var text = SourceText.From(string.Concat(Enumerable.Repeat("public sealed class OrderQueueHandler(IQueue queue) { }\n", 3000)));
        KeyAnchors.Find(text, KeyPrefixes.Default, withPieces: true, default);
        var before = GC.GetAllocatedBytesForCurrentThread();
        KeyAnchors.Find(text, KeyPrefixes.Default, withPieces: true, default);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Cancellation_Passes() =>
        Assert.Throws<OperationCanceledException>(() => KeyAnchors.Find(SourceText.From("x"), KeyPrefixes.Default, withPieces: true, new CancellationToken(canceled: true)));
}
