using Arch.Analyzers.Access;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Tests.Access;

public class KeyAnchorsTests
{
    private const int Block = 32 * 1024;

    private readonly SyntheticKeys _keys = new(3);

    private static IEnumerable<int> Find(string text, KeyPrefixes? prefixes = null) => KeyAnchors.Find(SourceText.From(text), prefixes ?? KeyPrefixes.Default, default);

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
    public void Innocent_HasNoAnchor(string text) => Assert.Empty(Find(text));

    [Fact]
    public void EndlessRun_HasNoAnchor() => Assert.Empty(Find(_keys.Text("BCDFGHJKLM234567", 300_000)));

    [Fact]
    public void SilentPath_DoesNotAllocate()
    {
        var text = SourceText.From(string.Concat(Enumerable.Repeat("public sealed class OrderQueueHandler(IQueue queue) { }\n", 3000)));
        KeyAnchors.Find(text, KeyPrefixes.Default, default);
        var before = GC.GetAllocatedBytesForCurrentThread();
        KeyAnchors.Find(text, KeyPrefixes.Default, default);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Cancellation_Passes() =>
        Assert.Throws<OperationCanceledException>(() => KeyAnchors.Find(SourceText.From("x"), KeyPrefixes.Default, new CancellationToken(canceled: true)));
}
