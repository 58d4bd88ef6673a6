using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using Arch.Analyzers.Access;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Tests.Access;

public class KeyMaterialTests
{
    private static readonly string s_id = new SyntheticKeys().Id();
    private static readonly string s_secret = new SyntheticKeys().Secret();

    private static readonly string[] s_tokenHeads =
        ["IQoJb3JpZ2lu" + "X2Vj", "FwoGZXIv" + "YXdz", "FQoGZXIv" + "YXdz", "FQoD" + "YXdz", "AQoD" + "YXdz"];

    private const string LongTermBedrock = "ABSKQmVkcm9j" + "a0FQSUtleS";
    private const string ShortTermBedrock = "bedrock-api-key-" + "YmVkcm9jay5hbWF6b25hd3MuY29t";

    private readonly SyntheticKeys _keys = new();

    private static ImmutableArray<Material> Find(string text, Seek seek = Seek.Secrets | Seek.NamedTokens, params string[] extraPrefixes) =>
        KeyMaterial.Find(text, seek, new KeyPrefixes([.. extraPrefixes]));

    private static ImmutableArray<Material> Scan(SourceText text) =>
        KeyMaterial.Scan(text, KeyAnchors.Find(text, KeyPrefixes.Default, withPieces: false, default), KeyPrefixes.Default);

    private static void Silent(string text, Seek seek = Seek.Secrets | Seek.NamedTokens) => Assert.Empty(Find(text, seek));

    private static Material One(string text, string value, MaterialKind kind, Seek seek = Seek.Secrets | Seek.NamedTokens)
    {
        var material = Assert.Single(Find(text, seek));
        Assert.Equal(kind, material.Kind);
        Assert.Equal(value, material.ValueIn(text));
        if (material.IsVerbatim)
            Assert.Equal(value, text.Substring(material.Start, material.Length));
        return material;
    }

    private static void IsId(string text, string id) => One(text, id, MaterialKind.AccessKeyId);

    private static void IsSecret(string text, string secret) => Assert.False(One(text, secret, MaterialKind.SecretKey).IsStrong);

    // Key ids: prefixes, length, alphabet

    [Theory]
    [InlineData("AKIA")]
    [InlineData("ASIA")]
    [InlineData("ABIA")]
    [InlineData("ACCA")]
    public void CredentialPrefix_IsFound(string prefix)
    {
        var id = _keys.Id(prefix);
        Assert.True(One(id, id, MaterialKind.AccessKeyId).IsStrong);
    }

    [Theory]
    [InlineData("AROA")]
    [InlineData("AIDA")]
    [InlineData("AGPA")]
    [InlineData("AIPA")]
    [InlineData("ANPA")]
    [InlineData("ANVA")]
    [InlineData("APKA")]
    [InlineData("ASCA")]
    [InlineData("A3TX")]
    [InlineData("AAIA")]
    [InlineData("AKIB")]
    [InlineData("akia")]
    public void OtherPrefix_IsSilent(string prefix) => Silent(_keys.Id(prefix));

    [Fact]
    public void ExtraPrefix_IsFoundOnlyWhenGiven()
    {
        var id = _keys.Id("XKCD");
        Silent(id);
        Assert.Equal(MaterialStrength.Strong, Assert.Single(Find(id, Seek.Strong, "QQQQ", "XKCD")).Strength);
        Assert.Single(Find(s_id, Seek.Strong, "XKCD"));
    }

    [Theory]
    [InlineData("XKCD", true)]
    [InlineData("X2C7", true)]
    [InlineData("XKC", false)]
    [InlineData("XKCDE", false)]
    [InlineData("XK1D", false)]
    [InlineData("xkcd", false)]
    [InlineData("", false)]
    public void ExtraPrefix_IsFourCharactersOfBase32(string prefix, bool valid) => Assert.Equal(valid, KeyPrefixes.IsValid(prefix));

    [Fact]
    public void Length19_IsSilent() => Silent(s_id[..19]);

    [Fact]
    public void Length20_IsFound() => IsId(s_id, s_id);

    [Fact]
    public void Length21_IsSilent() => Silent(s_id + "B");

    [Theory]
    [InlineData('0')]
    [InlineData('1')]
    [InlineData('8')]
    [InlineData('9')]
    [InlineData('a')]
    [InlineData('-')]
    [InlineData('Ä')]
    [InlineData('Z', true)]
    [InlineData('2', true)]
    [InlineData('7', true)]
    public void Alphabet(char c, bool found = false)
    {
        const string random = "7HQ5RM2WXZB4TNPV";
        for (var at = 0; at < random.Length; at++)
            Assert.Equal(found, Find("AKIA" + random[..at] + c + random[(at + 1)..]).Length == 1);
    }

    // Key ids: boundaries

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("=")]
    [InlineData("NAME=")]
    [InlineData("x/")]
    [InlineData("x-")]
    [InlineData("id:")]
    [InlineData("user@")]
    [InlineData("%")]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("\n")]
    [InlineData("+")]
    [InlineData("é")]
    [InlineData("Credential%3D")]
    [InlineData("Credential%3d")]
    [InlineData("Credential%41")]
    [InlineData("100%ff")]
    public void LeftNeighbour_IsBoundary(string left) => IsId(left + s_id, s_id);

    [Theory]
    [InlineData("A")]
    [InlineData("z")]
    [InlineData("0")]
    [InlineData("_")]
    [InlineData("3D")]
    [InlineData("%3")]
    [InlineData("%G7")]
    [InlineData("\\n")]
    [InlineData("\\x")]
    public void LeftNeighbour_IsPartOfWord(string left) => Silent(left + s_id);

    [Theory]
    [InlineData("\\n", true)]
    [InlineData("\\r", true)]
    [InlineData("\\t", true)]
    [InlineData("\\0", true)]
    [InlineData("\\x", false)]
    [InlineData("n", false)]
    public void RawText_HasEscapesBeforeAnId(string left, bool found) => Assert.Equal(found, !Find("a" + left + s_id, Seek.RawText).IsEmpty);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("/20260101/eu-west-1/s3/aws4_request")]
    [InlineData("%2F20260101")]
    [InlineData("%")]
    [InlineData("=")]
    [InlineData("-")]
    [InlineData(":secret")]
    [InlineData("@host")]
    [InlineData("\\n")]
    [InlineData("+x")]
    [InlineData("é")]
    public void RightNeighbour_IsBoundary(string right) => IsId(s_id + right, s_id);

    [Theory]
    [InlineData("A")]
    [InlineData("z")]
    [InlineData("9")]
    [InlineData("_")]
    public void RightNeighbour_IsPartOfWord(string right) => Silent(s_id + right);

    [Fact]
    public void PercentSignInFrontOfPrefixThatLooksLikeAnEscape_IsBoundary()
    {
        foreach (var prefix in new[] { "ABIA", "ACCA" })
        {
            var id = _keys.Id(prefix);
            IsId("%" + id + "%", id);
        }
    }

    // Key ids: entropy, fake words, runs, digits

    [Fact]
    public void IdEntropy_FromBothSides()
    {
        const string below = "AKIA7" + "AAKKK77IBBDDMPQ";
        const string above = "AKIA7" + "AAKKK7IBBDDMMPQ";
        Assert.InRange(KeyShape.Entropy(below), 2.95, 2.9999);
        Assert.InRange(KeyShape.Entropy(above), 3.0, 3.05);
        Silent(below);
        IsId(above, above);
    }

    [Theory]
    [InlineData("EXAMPLE")]
    [InlineData("SAMPLE")]
    [InlineData("FAKE")]
    [InlineData("DUMMY")]
    [InlineData("PLACEHOLDER")]
    [InlineData("CHANGEME")]
    [InlineData("REDACT")]
    [InlineData("XXXXX")]
    [InlineData("YOUR")]
    public void FakeWordInId_IsSilent(string word)
    {
        const string random = "7HQ5RM2WXZB4TNPV";
        for (var at = 0; at + word.Length <= 16; at++)
            Silent("AKIA" + random[..at] + word + random[(at + word.Length)..]);
    }

    [Theory]
    [InlineData("EXAMPLF")]
    [InlineData("SAMPL")]
    [InlineData("FAKF")]
    [InlineData("XXXX")]
    [InlineData("YOVR")]
    public void AlmostFakeWordInId_IsFound(string word) => IsId("AKIA7" + word + "HQ5RM2WXZB4TNPV"[word.Length..], "AKIA7" + word + "HQ5RM2WXZB4TNPV"[word.Length..]);

    [Theory]
    [InlineData("TEST7HQ5RM2WXZB4", false)]
    [InlineData("7HQ5RM2WXZB4TEST", false)]
    [InlineData("7TESTHQ5RM2WXZB4", true)]
    [InlineData("7HQ5RM2WXZBTESTV", true)]
    public void Test_IsFakeOnlyAtTheEnds(string random, bool found) => Assert.Equal(found, !Find("AKIA" + random).IsEmpty);

    [Theory]
    [InlineData("7ABCDEF5RM2WXZB4", false)]
    [InlineData("7ABCDE5RM2WXZB4H", true)]
    [InlineData("7RMWXZBHQ4234567", false)]
    [InlineData("7RMWXZBHQPL34567", true)]
    [InlineData("UVWXYZ7HQ5RM2B4T", false)]
    [InlineData("7FEDCBA5RM2WXZH4", true)]
    public void AscendingRunOfSix_IsSilent(string random, bool found) => Assert.Equal(found, !Find("AKIA" + random).IsEmpty);

    [Fact]
    public void AscendingRun_IsCountedInTheRandomPartOnly() => IsId("AKIA" + "BCDEF7HQ5RM2WXZ4", "AKIA" + "BCDEF7HQ5RM2WXZ4");

    [Theory]
    [InlineData('2')]
    [InlineData('3')]
    [InlineData('4')]
    [InlineData('5')]
    [InlineData('6')]
    [InlineData('7')]
    public void IdWithDigit_IsStrong(char digit)
    {
        const string letters = "HQVRMKWXZBSTNPDG";
        for (var at = 0; at < letters.Length; at++)
            Assert.True(Assert.Single(Find("AKIA" + letters[..at] + digit + letters[(at + 1)..])).IsStrong);
    }

    [Fact]
    public void IdWithoutDigit_IsWeak()
    {
        var id = _keys.WeakId();
        Assert.False(One(id, id, MaterialKind.AccessKeyId).IsStrong);
        Assert.False(Assert.Single(Find("AKIA" + "HQVRMKWXZBSTNPDG", Seek.Strong)).IsStrong);
        Assert.False(Assert.Single(Find("X2C7HQVRMKWXZBSTNPDG", Seek.Strong, "X2C7")).IsStrong);
    }

    // Secrets

    [Fact]
    public void Length39_IsNoSecret() => Silent(s_secret[..39]);

    [Fact]
    public void Length40_IsSecretShape() => IsSecret(s_secret, s_secret);

    [Fact]
    public void Length41_IsNoSecret() => Silent(s_secret + "a");

    [Fact]
    public void Secret_IsNotSoughtUnasked() => Silent(s_secret, Seek.NamedTokens);

    [Theory]
    [InlineData("=", "")]
    [InlineData(":", "@host")]
    [InlineData("\"", "\"")]
    [InlineData("_", "_")]
    [InlineData("-", "-")]
    [InlineData("key%3D", "")]
    [InlineData("id%3A", "%22")]
    [InlineData("%22", "%22")]
    [InlineData("é", "é")]
    [InlineData("secret=", "\n")]
    public void SecretNeighbour_IsBoundary(string left, string right) => IsSecret(left + s_secret + right, s_secret);

    [Theory]
    [InlineData("a", "")]
    [InlineData("/", "")]
    [InlineData("+", "")]
    [InlineData("0", "")]
    [InlineData("%2F", "")]
    [InlineData("%2B", "")]
    [InlineData("", "A")]
    [InlineData("", "9")]
    [InlineData("", "/")]
    [InlineData("", "+")]
    [InlineData("", "=")]
    [InlineData("", "==")]
    [InlineData("", "%3D")]
    [InlineData("", "%2f")]
    public void SecretNeighbour_ContinuesIt(string left, string right) => Silent(left + s_secret + right);

    [Fact]
    public void SecretWithPercentEscapes_IsDecoded()
    {
        var secret = "aB3+" + _keys.Text(SyntheticKeys.Base64.TrimEnd('/', '+'), 30) + "/+/x9Z";
        var text = "https://host/?secret=" + Uri.EscapeDataString(secret) + "&x=1";
        var material = One(text, secret, MaterialKind.SecretKey);
        Assert.False(material.IsVerbatim);
        Assert.Equal(Uri.EscapeDataString(secret), text.Substring(material.Start, material.Length));
        Assert.True(One("a=%20&b=" + s_secret, s_secret, MaterialKind.SecretKey).IsVerbatim);
    }

    [Fact]
    public void SecretNeedsLowerUpperAndDigit()
    {
        Silent(_keys.Text("abcdefghijklmnopqrstuvwxyz0123456789", 40));
        Silent(_keys.Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 40));
        Silent(_keys.Text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/", 40));
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public void SecretEntropy_FromBothSides(int uneven, bool found)
    {
        // Twenty characters twice each; every uneven step has one three times and another once.
        const string symbols = "qwrtzupsdghjklyB7NM3";
        var counts = Enumerable.Repeat(2, symbols.Length).ToArray();
        for (var i = 0; i < uneven; i++)
        {
            counts[i]++;
            counts[^(i + 1)]--;
        }

        var text = string.Concat(symbols.Select((c, i) => new string(c, counts[i])));
        Assert.Equal(40, text.Length);
        Assert.Equal(found, KeyShape.Entropy(text) >= 4.2);
        Assert.InRange(KeyShape.Entropy(text), 4.18, 4.22);
        Assert.Equal(found, !Find(text).IsEmpty);
    }

    [Fact]
    public void Hexadecimal_IsNoSecret()
    {
        Silent(_keys.Text(SyntheticKeys.Hex, 40));
        Silent(_keys.Text("0123456789abcdefABCDEF", 40));
        Silent("0123456789abcdefABCDEF0123456789abcdefAB");
    }

    [Theory]
    [InlineData("EXAMPLE")]
    [InlineData("Sample")]
    [InlineData("fake")]
    [InlineData("dUmMy")]
    [InlineData("placeHolder")]
    [InlineData("ChangeMe")]
    [InlineData("redact")]
    [InlineData("xxxxx")]
    [InlineData("your")]
    public void FakeWordInSecret_IsSilent(string word)
    {
        for (var at = 0; at + word.Length <= 40; at++)
            Silent(s_secret[..at] + word + s_secret[(at + word.Length)..]);
    }

    [Fact]
    public void TestInSecret_IsNoFakeWord() => IsSecret("TEST" + s_secret[..36], "TEST" + s_secret[..36]);

    // Session tokens

    public static TheoryData<int> TokenHeads => [.. Enumerable.Range(0, s_tokenHeads.Length)];

    [Theory, MemberData(nameof(TokenHeads))]
    public void TokenHead_With80CharactersBehind_IsStrong(int head)
    {
        var token = s_tokenHeads[head] + _keys.Text(SyntheticKeys.Base64, 80);
        Assert.True(One(token, token, MaterialKind.SessionToken, Seek.Strong).IsStrong);
        Assert.True(One("token=" + token + ";", token, MaterialKind.SessionToken, Seek.Strong).IsStrong);
    }

    [Theory, MemberData(nameof(TokenHeads))]
    public void TokenHead_With79CharactersBehind_IsSilent(int head) => Silent(s_tokenHeads[head] + _keys.Text(SyntheticKeys.Base64, 79), Seek.Strong);

    [Theory, MemberData(nameof(TokenHeads))]
    public void TokenHead_InsideAWord_IsSilent(int head) => Silent("x" + s_tokenHeads[head] + _keys.Text(SyntheticKeys.Base64, 300), Seek.Strong);

    [Theory, MemberData(nameof(TokenHeads))]
    public void AlmostTokenHead_IsSilent(int head) =>
        Silent(s_tokenHeads[head][..^1] + "_" + _keys.Text(SyntheticKeys.Base64, 300), Seek.Strong);

    [Fact]
    public void TokenWithPercentEscapes_CountsEachAsOne()
    {
        var tail = _keys.Text(SyntheticKeys.Base64.TrimEnd('/', '+'), 60) + "/+/+/+/+/+/+/+/+/+/+/+/+/+/+/+";
        foreach (var (length, found) in new[] { (78, true), (77, false) })
        {
            var token = s_tokenHeads[1] + tail[^length..] + "==";
            var text = "X-Amz-Security-Token=" + Uri.EscapeDataString(token) + "&X-Amz-Signature=0";
            Assert.Equal(found, !Find(text, Seek.Strong).IsEmpty);
            if (found)
                Assert.Equal(Uri.EscapeDataString(token), text.Substring(Find(text)[0].Start, Find(text)[0].Length));
        }
    }

    [Fact]
    public void TokenWithFakeWord_IsSilent()
    {
        foreach (var word in new[] { "EXAMPLE", "REDACTED", "XXXXXXXX" })
            Silent(s_tokenHeads[2] + _keys.Text("bcdfgh1234567890", 50) + word + _keys.Text("bcdfgh1234567890", 50));
    }

    [Theory]
    [InlineData(99, 64, false)]
    [InlineData(100, 64, true)]
    [InlineData(100, 22, false)]
    [InlineData(100, 24, true)]
    [InlineData(2000, 64, true)]
    public void NamedToken_NeedsLengthAndEntropy(int length, int symbols, bool found)
    {
        var token = string.Concat(Enumerable.Range(0, length).Select(i => SyntheticKeys.Base64[^((i % symbols) + 1)]));
        Assert.Equal(found, Find(token, Seek.NamedTokens) is [{ Kind: MaterialKind.SessionToken, IsStrong: false }]);
        Silent(token, Seek.Secrets);
    }

    // Bedrock

    [Theory]
    [InlineData(79, false)]
    [InlineData(80, true)]
    public void BedrockKeys_Need80Characters(int tail, bool found)
    {
        foreach (var head in new[] { LongTermBedrock, ShortTermBedrock })
        {
            var key = head + _keys.Text(SyntheticKeys.Base64, tail);
            Assert.Equal(found, Find("key: " + key, Seek.Strong) is [{ Kind: MaterialKind.BedrockKey, IsStrong: true, Start: 5 }]);
            if (found)
                One(key + "==", key + "==", MaterialKind.BedrockKey);
        }
    }

    [Fact]
    public void ShortTermBedrockKey_NeedsItsPrefix() => Silent(ShortTermBedrock["bedrock-api-key-".Length..] + _keys.Text(SyntheticKeys.Base64, 80), Seek.Strong);

    // One encoding step

    [Theory]
    [InlineData("AKIA")]
    [InlineData("ASIA")]
    [InlineData("ABIA")]
    [InlineData("ACCA")]
    public void Base64OfId_IsDecoded(string prefix)
    {
        var id = _keys.Id(prefix);
        foreach (var text in new[] { SyntheticKeys.Base64Of(id), "Basic " + SyntheticKeys.Base64Of(id), "Authorization: Basic " + SyntheticKeys.Base64Of(id) + "\r" })
        {
            var material = One(text, id, MaterialKind.AccessKeyId);
            Assert.True(material.IsStrong);
            Assert.False(material.IsVerbatim);
            Assert.Equal(SyntheticKeys.Base64Of(id), text.Substring(material.Start, material.Length));
        }
    }

    [Fact]
    public void Base64OfPair_GivesBoth()
    {
        var text = "Basic " + SyntheticKeys.Base64Of(s_id + ":" + s_secret);
        var found = Find(text, Seek.Strong);
        Assert.Equal([MaterialKind.AccessKeyId, MaterialKind.SecretKey], found.Select(m => m.Kind));
        Assert.Equal([s_id, s_secret], found.Select(m => m.ValueIn(text)));
        Assert.All(found, m => Assert.Equal((6, text.Length - 6), (m.Start, m.Length)));
    }

    [Fact]
    public void Base64_OfWhatIsNoId_IsSilent()
    {
        Silent(SyntheticKeys.Base64Of(s_id).TrimEnd('='), Seek.Strong);
        Silent(SyntheticKeys.Base64Of(s_id[..19] + "."));
        Silent(SyntheticKeys.Base64Of(s_id + "B"));
        Silent(SyntheticKeys.Base64Of("AKIA" + "IOSFODNN7" + "EXAMPLE"));
        Silent("x" + SyntheticKeys.Base64Of(s_id));
        Silent(SyntheticKeys.Base64Of(SyntheticKeys.Base64Of(s_id)));
        Silent(SyntheticKeys.Base64Of("x" + s_id));
    }

    [Fact]
    public void SecondEncodingStep_IsNotTaken()
    {
        One(SyntheticKeys.Base64Of(s_id + ":" + SyntheticKeys.Base64Of(_keys.Id())), s_id, MaterialKind.AccessKeyId);
        One(SyntheticKeys.Base64Of(s_id + ":" + SyntheticKeys.HexOf(_keys.Id())), s_id, MaterialKind.AccessKeyId);
    }

    [Theory]
    [InlineData("AKIA")]
    [InlineData("ASIA")]
    public void HexOfId_IsDecoded(string prefix)
    {
        var id = _keys.Id(prefix);
        Assert.True(One(SyntheticKeys.HexOf(id), id, MaterialKind.AccessKeyId).IsStrong);
        One("id=" + SyntheticKeys.HexOf(id).ToUpperInvariant() + ";", id, MaterialKind.AccessKeyId);
    }

    [Fact]
    public void Hex_OfWhatIsNoId_IsSilent()
    {
        Silent(SyntheticKeys.HexOf(s_id)[..38]);
        Silent(SyntheticKeys.HexOf(s_id) + "ab");
        Silent(SyntheticKeys.HexOf(s_id) + "_");
        Silent("0" + SyntheticKeys.HexOf(s_id));
        Silent(SyntheticKeys.HexOf("AKIA" + "7abcdefghijklmno"));
        Silent(SyntheticKeys.HexOf(SyntheticKeys.HexOf(s_id)));
    }

    // Several in one value

    [Fact]
    public void Precedence_IdTokenSecret()
    {
        var token = s_tokenHeads[0] + _keys.Text(SyntheticKeys.Base64, 200);
        var text = $"id={s_id}&secret={s_secret}&token={token}&other={_keys.Id("ASIA")}";
        var found = Find(text);
        Assert.Equal([MaterialKind.AccessKeyId, MaterialKind.SecretKey, MaterialKind.SessionToken, MaterialKind.AccessKeyId], found.Select(m => m.Kind));
        Assert.All(found.Zip(found.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));
    }

    [Fact]
    public void RangeOfAnId_IsNoSecretAsWell()
    {
        var run = s_id + "/" + _keys.Text(SyntheticKeys.Base64, 18) + "b";
        Assert.Equal(40, run.Length);
        IsId(run, s_id);
    }

    [Fact]
    public void RangeOfAToken_IsNotUsedTwice()
    {
        var token = s_tokenHeads[3] + _keys.Text(SyntheticKeys.Base64, 60) + "/" + s_id + "/" + _keys.Text(SyntheticKeys.Base64, 60);
        One(token, token, MaterialKind.SessionToken);
    }

    [Fact]
    public void UserInfoOfAnAddress_GivesPair()
    {
        var found = Find($"amazonsqs://{s_id}:{s_secret}@eu-west-1");
        Assert.Equal([MaterialKind.AccessKeyId, MaterialKind.SecretKey], found.Select(m => m.Kind));
    }

    [Theory]
    [InlineData("AKIA")]
    [InlineData("AKIA{rest}")]
    [InlineData("(AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}")]
    [InlineData("^AKIA[0-9A-Z]{16}$")]
    [InlineData("AKIA" + "XXXXXXXXXXXXXXXX")]
    [InlineData("AKIA................")]
    [InlineData("ASIAPACIFICREGIONSANDTERRITORIES")]
    [InlineData("AKIA" + "IOSFODNN7" + "EXAMPLE")]
    [InlineData("AKIA" + "I44QH8DHB" + "EXAMPLE")]
    [InlineData("wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "EXAMPLEKEY")]
    [InlineData("arn:aws:iam::123456789012:role/Orders")]
    [InlineData("2fd4e1c67a2d28fced849ee1bb76e7391b93eb12")]
    [InlineData("Src/Orders/Infrastructure/Configuration1")]
    [InlineData("com/company/orders/OrderAggregateHandler")]
    public void Innocent_IsSilent(string text) => Silent(text);

    [Fact]
    public void PrintedForm_HoldsNoMaterial()
    {
        var text = "Basic " + SyntheticKeys.Base64Of(s_id + ":" + s_secret);
        foreach (var material in Find(text))
        {
            Assert.DoesNotContain(s_id[4..16], material.ToString());
            Assert.DoesNotContain(s_secret, material.ToString());
        }
    }

    // At large

    [Fact]
    public void ThreeHundredThousandInnocents_AreSilent()
    {
        var keys = new SyntheticKeys(20260801);
        var bytes = new byte[20];
        var random = new Random(7);
        for (var i = 0; i < 60_000; i++)
        {
            random.NextBytes(bytes);
            Silent(Convert.ToHexString(SHA1.HashData(bytes)));
            Silent("uid=" + new Guid(bytes.AsSpan(0, 16)).ToString(i % 2 == 0 ? "D" : "N"), Seek.Secrets);
            Silent(keys.Text(SyntheticKeys.Base64, 41 + i % 300), Seek.Secrets);

            // Twenty capitals may begin with a prefix: a weak id is no finding without a name.
            var words = keys.Text("abcdefghijklmnopqrstuvwxyz", 40) + " " + keys.Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 20);
            Assert.All(Find(words), material => Assert.Equal((MaterialKind.AccessKeyId, false), (material.Kind, material.IsStrong)));
            Silent(keys.Text(SyntheticKeys.Base32, 1 + i % 60), Seek.Secrets);
        }
    }

    [Fact]
    public void GenuineKeys_AreFound()
    {
        const int count = 100_000;
        var keys = new SyntheticKeys(20260802);
        string[] prefixes = ["AKIA", "ASIA", "ABIA", "ACCA"];
        int ids = 0, secrets = 0;
        for (var i = 0; i < count; i++)
        {
            ids += Find(keys.Id(prefixes[i % 4]), Seek.Strong) is [{ IsStrong: true }] ? 1 : 0;
            secrets += Find(keys.RawSecret(), Seek.Secrets) is [{ Kind: MaterialKind.SecretKey }] ? 1 : 0;
        }

        // One secret in 900 has no digit, so that the rate of secrets is lower.
        Assert.InRange(ids, count * 0.999, count);
        Assert.InRange(secrets, count * 0.998, count);
    }

    [Fact]
    public void HostileText_TakesLinearTime()
    {
        // A linear search takes a fraction of a second, a quadratic one hours: the bar lies far from both.
        var watch = Stopwatch.StartNew();
        foreach (var part in new[] { "/" + s_tokenHeads[3], "/QUtJQ", "/AKIA", "AKIA", "A", "%2F", "%", "414b4941", "/" + s_tokenHeads[3] + "XXXXX", s_id, "=" })
            Find(string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length)) + "XXXXX");
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), watch.Elapsed.ToString());
    }

    [Fact]
    public void SilentPath_DoesNotAllocate()
    {
        string[] texts = ["Configuration/Of/The/Orders/Service-Of-Ours", _keys.Text(SyntheticKeys.Hex, 40), _keys.Text(SyntheticKeys.Base64, 400), "100 % of %s"];
        foreach (var text in texts)
            Find(text, Seek.Secrets);

        var prefixes = KeyPrefixes.Default;
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var text in texts)
            KeyMaterial.Find(text, Seek.Secrets, prefixes);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // Whole files

    [Fact]
    public void Scan_FindsWhatNeedsNoContext()
    {
        var token = s_tokenHeads[0] + _keys.Text(SyntheticKeys.Base64, 120);
        var text = $"# deploy\r\nid={s_id}\nsecret={s_secret}\ntoken: '{token}'\r\nweak {_keys.WeakId()} hex {SyntheticKeys.HexOf(s_id)} \\n{_keys.Id("ASIA")}";
        var found = Scan(SourceText.From(text));
        Assert.Equal(
            [MaterialKind.AccessKeyId, MaterialKind.SessionToken, MaterialKind.AccessKeyId, MaterialKind.AccessKeyId, MaterialKind.AccessKeyId],
            found.Select(m => m.Kind));
        Assert.Equal(s_id, text.Substring(found[0].Start, found[0].Length));
        Assert.Equal(token, found[1].ValueIn(text));
        Assert.Equal(s_id, found[3].ValueIn(text));
        Assert.Equal([true, true, false, true, true], found.Select(m => m.IsStrong));
    }

    [Fact]
    public void Scan_OfOneLongLine_ReportsEachOnce()
    {
        var text = string.Concat(Enumerable.Repeat($"{{\"id\":\"{s_id}\"}},", 500));
        Assert.Equal(500, Scan(SourceText.From(text)).Select(m => m.Start).Distinct().Count());
    }

    [Fact]
    public void Scan_MissesNothingThatALineHolds()
    {
        var random = new Random(11);
        string[] gaps = [" ", "=", "/", "+", "%3D", "%2F", "\\n", "_", "x", "\"", ":", "\n", "\r\n", "Basic ", "bedrock-api-key-", "X", "7", ""];
        for (var round = 0; round < 60; round++)
        {
            var text = new System.Text.StringBuilder();
            while (text.Length < 70_000)
            {
                text.Append(random.Next(12) switch
                {
                    0 => _keys.Id(),
                    1 => _keys.WeakId("ACCA"),
                    2 => s_tokenHeads[random.Next(s_tokenHeads.Length)] + _keys.Text(SyntheticKeys.Base64, random.Next(60, 120)),
                    3 => (random.Next(2) == 0 ? LongTermBedrock : ShortTermBedrock) + _keys.Text(SyntheticKeys.Base64, random.Next(60, 120)),
                    4 => SyntheticKeys.Base64Of(_keys.Id() + ":x"),
                    5 => SyntheticKeys.HexOf(_keys.Id("ASIA")),
                    6 => _keys.Text(SyntheticKeys.Base32, random.Next(1, 50)),
                    _ => _keys.Text("aeinorst", random.Next(1, 400)),
                });
                text.Append(gaps[random.Next(gaps.Length)]);
            }

            var source = SourceText.From(text.ToString());
            var expected = source.Lines.SelectMany(line => Find(source.ToString(line.Span), Seek.RawText).Select(material => material.Moved(line.Start)));
            Assert.Equal(expected, Scan(source).AsEnumerable());
        }
    }
}
