using Arch.Analyzers.Access;

namespace Arch.Analyzers.Tests.Access;

public class MaskedTests
{
    private readonly SyntheticKeys _keys = new(5);

    [Fact]
    public void Id_ShowsFourAndFour() => Assert.Equal("AKIA…X4QZ", Masked.Id("AKIA7" + "HQ5RM2WXZBX4QZ"));

    [Fact]
    public void Subject_NamesTheKind()
    {
        Assert.Equal("AWS access key id 'AKIA…X4QZ'", Masked.Subject(MaterialKind.AccessKeyId, "AKIA7" + "HQ5RM2WXZBX4QZ", "AWS:AccessKey"));
        Assert.Equal("AWS secret access key", Masked.Subject(MaterialKind.SecretKey, _keys.Secret()));
        Assert.Equal("AWS secret access key for 'AWS:SecretKey'", Masked.Subject(MaterialKind.SecretKey, _keys.Secret(), "AWS:SecretKey"));
        Assert.Equal("AWS session token", Masked.Subject(MaterialKind.SessionToken, _keys.RawSecret(), "AWS_SESSION_TOKEN"));
        Assert.Equal("Bedrock API key", Masked.Subject(MaterialKind.BedrockKey, _keys.RawSecret()));
    }

    [Fact]
    public void NameThatIsNone_IsLeftOut()
    {
        string[] names = ["", "two\nlines", "it's", new string('x', 81), _keys.Id(), _keys.Secret(), "x:" + _keys.Secret(), _keys.Text(SyntheticKeys.Base64, 110)];
        Assert.All(names, name => Assert.Equal("AWS secret access key", Masked.Subject(MaterialKind.SecretKey, _keys.Secret(), name)));
    }
}
