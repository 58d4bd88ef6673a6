namespace Arch.Analyzers.Tests.Access;

/// <summary>
/// Key material made at run time. Ids have a 7 behind the prefix, which decodes to an account number of 13 digits, so none of them can be a real key.
/// </summary>
internal sealed class SyntheticKeys(int seed = 1)
{
    public const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    public const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    public const string Hex = "0123456789abcdef";

    private readonly Random _random = new(seed);

    public string Text(string alphabet, int length) => string.Create(length, alphabet, (text, from) =>
    {
        for (var i = 0; i < text.Length; i++)
            text[i] = from[_random.Next(from.Length)];
    });

    public string Id(string prefix = "AKIA") => prefix + "7" + Text(Base32, 15);

    /// <summary>An id without a digit.</summary>
    public string WeakId(string prefix = "AKIA")
    {
        var letters = "ABDEGHKMNPRTVXYZ".ToCharArray();
        _random.Shuffle(letters);
        return prefix + new string(letters);
    }

    /// <summary>Any 40 characters of base64.</summary>
    public string RawSecret() => Text(Base64, 40);

    /// <summary>A secret with all three sorts of characters, which 999 of 1,000 have anyway.</summary>
    public string Secret() => "aB3" + Text(Base64, 37);

    public static string Base64Of(string value) => Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(value));

    public static string HexOf(string value) => Convert.ToHexStringLower(System.Text.Encoding.ASCII.GetBytes(value));
}
