using System.Security.Cryptography;
using System.Text;
using Arch.Analyzers.Access;

namespace Arch.Analyzers.Tests.Access;

public class AllowedHashesTests
{
    private static readonly string s_value = new SyntheticKeys().Secret();
    private static readonly string s_digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(s_value)));

    [Theory]
    [InlineData(15, false)]
    [InlineData(16, true)]
    [InlineData(17, true)]
    [InlineData(63, true)]
    [InlineData(64, true)]
    public void Digest_MayBeShortened(int length, bool allowed)
    {
        Assert.Equal(allowed, new AllowedHashes([s_digest[..length]]).Contain(s_value));
        Assert.Equal(allowed, new AllowedHashes(["0123456789abcdef", s_digest[..length].ToUpperInvariant()]).Contain(s_value));
        Assert.False(new AllowedHashes([s_digest[..length]]).Contain(s_value + "x"));
    }

    [Fact]
    public void NothingElse_IsAllowed()
    {
        Assert.False(new AllowedHashes([]).Contain(s_value));
        Assert.False(new AllowedHashes([""]).Contain(s_value));
        Assert.False(new AllowedHashes([s_value]).Contain(s_value));
        Assert.False(new AllowedHashes([s_digest + "0"]).Contain(s_value));
        Assert.False(new AllowedHashes([s_digest[1..40]]).Contain(s_value));
    }

    [Theory]
    [InlineData("0123456789abcdef", true)]
    [InlineData("0123456789ABCDEF", true)]
    [InlineData("0123456789abcde", false)]
    [InlineData("0123456789abcdeg", false)]
    [InlineData("", false)]
    public void Digest_IsHexadecimal(string digest, bool valid) => Assert.Equal(valid, AllowedHashes.IsValid(digest));
}
