using Arch.Analyzers.Access;

namespace Arch.Analyzers.Tests.Access;

/// <summary>The key material that samples name by words such as «ID», so that no source file holds anything that looks like a key.</summary>
internal static class Keys
{
    public static readonly string Id = new SyntheticKeys(21).Id();
    public static readonly string Id2 = new SyntheticKeys(22).Id("ASIA");
    public static readonly string Weak = new SyntheticKeys(23).WeakId();
    public static readonly string Secret = new SyntheticKeys(24).Secret();
    public static readonly string Secret2 = new SyntheticKeys(25).Secret();

    /// <summary>A secret with characters that JSON, XML and URLs escape.</summary>
    public static readonly string Punctuated = "aB3+" + new SyntheticKeys(26).Secret()[..20].Replace('+', 'x').Replace('/', 'y') + "/k+Q7/ePz2Vn/Lr+";

    public static readonly string Token = "IQoJb3JpZ2lu" + "X2Vj" + new SyntheticKeys(27).Text(SyntheticKeys.Base64, 200) + "==";

    /// <summary>A token whose head nobody knows.</summary>
    public static readonly string NamedToken = "ZQoJ" + new SyntheticKeys(28).Text(SyntheticKeys.Base64, 160);

    public static readonly string Bedrock = "ABSKQmVkcm9j" + "a0FQSUtleS" + new SyntheticKeys(29).Text(SyntheticKeys.Base64, 90);
    public static readonly string Basic = SyntheticKeys.Base64Of(Id + ":" + Secret);
    public static readonly string Hex = SyntheticKeys.HexOf(Id);

    private static readonly (string Word, string Value)[] s_words =
    [
        ("«ID»", Id), ("«ID2»", Id2), ("«WEAK»", Weak), ("«SECRET»", Secret), ("«SECRET2»", Secret2), ("«PUNCTUATED»", Punctuated), ("«TOKEN»", Token),
        ("«NAMEDTOKEN»", NamedToken), ("«BEDROCK»", Bedrock), ("«BASIC»", Basic), ("«HEX»", Hex),
        ("«ID:head»", Id[..9]), ("«ID:tail»", Id[9..]), ("«ID:1»", Id[..4]), ("«ID:2»", Id[4..11]), ("«ID:3»", Id[11..]),
        ("«SECRET:head»", Secret[..20]), ("«SECRET:tail»", Secret[20..]),
        ("«ID:chars»", string.Join(", ", Id.Select(c => $"'{c}'"))),
        ("«ID:strings»", string.Join(", ", Id.Select(c => $"\"{c}\""))),
        ("«ID:sum»", string.Join(" + ", Id.Select(c => $"\"{c}\""))),
        ("«ID:hex»", string.Join(", ", Id.Select(c => $"0x{(int)c:X2}"))),
        ("«ID:bytes»", string.Join(", ", Id.Select(c => $"{(int)c}"))),
        ("«ID:escaped»", string.Concat(Id.Select((c, i) => i % 5 == 0 ? $"\\u{(int)c:X4}" : c.ToString()))),
        ("«ID:shown»", Masked.Id(Id)), ("«ID2:shown»", Masked.Id(Id2)), ("«WEAK:shown»", Masked.Id(Weak)),
    ];

    /// <summary>Everything that no message, property or baseline line may hold.</summary>
    public static IEnumerable<string> Hidden =>
    [
        Secret, Secret2, Punctuated, Token, NamedToken, Bedrock, Basic, Hex, Id[4..16], Id2[4..16], Weak[4..16],
        Secret[..20], Secret[20..], Secret2[..20], Secret2[20..], Token[..20], Token[40..60],
    ];

    public static string Fill(string sample)
    {
        foreach (var (word, value) in s_words)
            sample = sample.Replace(word, value);
        Assert.DoesNotContain("«", sample);
        return sample;
    }
}
