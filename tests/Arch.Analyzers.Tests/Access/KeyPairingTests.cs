using Arch.Analyzers.Access;

namespace Arch.Analyzers.Tests.Access;

public class KeyPairingTests
{
    /// <summary>
    /// One item per word: kind (i id, w weak id, n weak id with a name; s named secret, b bare secret; t token, u weak token without a name; k Bedrock), its number,
    /// then <c>@line</c> and <c>/group</c>. Findings are written as the numbers of the items, the primary first.
    /// </summary>
    private static string Pair(string text, int scope = 0)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var items = words.Select(word =>
        {
            var group = word.Split('/');
            return new KeyItem(
                word[0] switch
                {
                    'i' or 'w' or 'n' => MaterialKind.AccessKeyId,
                    's' or 'b' => MaterialKind.SecretKey,
                    't' or 'u' => MaterialKind.SessionToken,
                    _ => MaterialKind.BedrockKey,
                },
                IsCertain: "instk".Contains(word[0]),
                Group: group.Length > 1 ? int.Parse(group[1]) : KeyItem.None,
                Scope: scope,
                Line: int.Parse(group[0].Split('@')[1]));
        });
        string Name(int index) => index < 0 ? "" : "+" + words[index].Split('@')[0];
        return string.Join(' ', KeyPairing.Pair([.. items]).Select(finding => words[finding.Primary].Split('@')[0] + Name(finding.Secret) + Name(finding.Token)));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("i1@1", "i1")]
    [InlineData("s1@1", "s1")]
    [InlineData("t1@1", "t1")]
    [InlineData("k1@1", "k1")]
    [InlineData("w1@1", "")]
    [InlineData("n1@1", "n1")]
    [InlineData("b1@1", "")]
    [InlineData("u1@1", "")]
    [InlineData("i1@1 i2@2", "i1 i2")]
    [InlineData("s1@1 s2@2", "s1 s2")]
    public void Alone(string items, string findings) => Assert.Equal(findings, Pair(items));

    [Theory]
    [InlineData("i1@1 s1@1", "i1+s1")]
    [InlineData("i1@1 s1@2", "i1+s1")]
    [InlineData("s1@1 i1@2", "i1+s1")]
    [InlineData("i1@1 b1@1", "i1+b1")]
    [InlineData("i1@1 b1@6", "i1+b1")]
    [InlineData("i1@1 b1@7", "i1")]
    [InlineData("i1@1 s1@6", "i1+s1")]
    [InlineData("i1@1 s1@7", "i1 s1")]
    [InlineData("s1@1 i1@6", "i1+s1")]
    [InlineData("s1@1 i1@7", "s1 i1")]
    [InlineData("i1@1/1 b1@90/1", "i1+b1")]
    [InlineData("i1@1/1 s1@90/2", "i1 s1")]
    [InlineData("n1@1 b1@2", "n1+b1")]
    public void PairOfIdAndSecret(string items, string findings) => Assert.Equal(findings, Pair(items));

    [Theory]
    [InlineData("i1@1 s1@2 t1@3", "i1+s1+t1")]
    [InlineData("t1@1 s1@2 i1@3", "i1+s1+t1")]
    [InlineData("i1@1 t1@1", "i1+t1")]
    [InlineData("i1@1 t1@7", "i1 t1")]
    [InlineData("i1@1 s1@2 u1@3", "i1+s1")]
    [InlineData("i1@1 k1@2", "i1 k1")]
    [InlineData("s1@1 t1@2", "s1 t1")]
    public void Triple(string items, string findings) => Assert.Equal(findings, Pair(items));

    [Theory]
    [InlineData("i1@1 s1@2 i2@3 s2@4", "i1+s1 i2+s2")]
    [InlineData("s1@1 i1@2 s2@3 i2@4", "i1+s1 i2+s2")]
    [InlineData("i1@1 i2@2 s1@3 s2@4", "i1+s2 i2+s1")]
    [InlineData("i1@1 s1@1 i2@1 s2@1", "i1+s1 i2+s2")]
    [InlineData("i1@1 s1@4 i2@5 s2@6", "i1+s1 i2+s2")]
    [InlineData("s1@1 i1@3 s2@5 i2@7", "i1+s1 i2+s2")]
    [InlineData("i1@1 s1@2 t1@3 i2@4 s2@5 t2@6", "i1+s1+t1 i2+s2+t2")]
    [InlineData("i1@1 s1@2 s2@3", "i1+s1 s2")]
    [InlineData("i1@1 s1@2 b2@3", "i1+s1")]
    [InlineData("i1@1 b1@2 b2@3", "i1+b1")]
    [InlineData("b1@1 i1@5 b2@6", "i1+b2")]
    [InlineData("s1@1 i1@5 s2@6", "s1 i1+s2")]
    [InlineData("i1@1 s1@2 i2@3", "i1+s1 i2")]
    public void SeveralPairs(string items, string findings) => Assert.Equal(findings, Pair(items));

    [Theory]
    [InlineData("i1@1 s2@2/2 i2@2/2", "i1 i2+s2")]
    [InlineData("i1@1/1 s1@2/1 s2@3/2 i2@4/2", "i1+s1 i2+s2")]
    [InlineData("i1@1/1 i2@2/2 s1@3/1 s2@4/2", "i1+s1 i2+s2")]
    [InlineData("b1@1 i1@2/1 b2@90/1", "i1+b2")]
    [InlineData("i1@1 b1@2 s1@3", "i1+s1")]
    [InlineData("i1@1/1 b1@2/1 s1@3", "i1+b1 s1")]
    [InlineData("s1@1 b1@1 i1@2 b2@3", "i1+s1")]
    public void NearerOneIsTaken(string items, string findings) => Assert.Equal(findings, Pair(items));

    [Theory]
    [InlineData("w1@1/1 b1@1/1", "w1+b1")]
    [InlineData("w1@1/1 s1@1/1", "w1+s1")]
    [InlineData("w1@1 b1@1", "")]
    [InlineData("w1@1 s1@1", "s1")]
    [InlineData("w1@1/1 b1@1/2", "")]
    [InlineData("w1@1/1 t1@1/1", "t1")]
    [InlineData("w1@1/1 i1@1/1", "i1")]
    public void WeakId_NeedsASecretInItsGroup(string items, string findings) => Assert.Equal(findings, Pair(items));

    [Fact]
    public void WithoutScope_LinesDoNotConnect()
    {
        Assert.Equal("i1 s1", Pair("i1@1 s1@1", KeyItem.None));
        Assert.Equal("i1", Pair("i1@1/1 b1@1/2", KeyItem.None));
        Assert.Equal("i1+b1", Pair("i1@1/1 b1@1/1", KeyItem.None));
    }

    [Fact]
    public void AnotherScope_DoesNotConnect() => Assert.Equal<KeyFinding>(
        [new KeyFinding(0), new KeyFinding(1)],
        KeyPairing.Pair([new(MaterialKind.AccessKeyId, true, -1, 1, 1), new(MaterialKind.SecretKey, true, -1, 2, 1)]));

    [Fact]
    public void FileOfKeys_EachIdTakesOne()
    {
        var items = Enumerable.Range(0, 40_000).Select(i => new KeyItem(i % 2 == 0 ? MaterialKind.AccessKeyId : MaterialKind.SecretKey, true, 1, 1, i));
        var findings = KeyPairing.Pair([.. items]);
        Assert.Equal(20_000, findings.Length);
        Assert.All(findings, finding => Assert.Equal(finding.Primary + 1, finding.Secret));
    }
}
