using System.Collections.Immutable;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Verify = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Access.HardcodedAwsKey>;

namespace Arch.Analyzers.Tests.Access;

public class HardcodedAwsKeyTests
{
    private static async Task<ImmutableArray<Diagnostic>> Code(string code, string? message = null, RefSet? references = null, Dictionary<string, string>? options = null, bool compiles = true)
    {
        var found = await Verify.Csharp(references ?? Refs.Net10, Keys.Fill(code), message is null ? null : Keys.Fill(message), options, compiles);
        KeyHygiene.Verify(found);
        return found;
    }

    private static Task<ImmutableArray<Diagnostic>> InMethod(string statements, string? message = null) => Code($$"""
        using System;
        using System.Collections.Generic;
        using System.Text;
        class C
        {
            static object? Some(object? value = null, object? other = null) => value;
            void M(string x, bool flag)
            {
                {{statements}}
            }
        }
        """, message);

    // ---- Silent

    [Theory]
    [InlineData("AKIA7EXA" + "MPLE2345QRST")]
    [InlineData("AKIAIOSFODNN7" + "EXAMPLE")]
    [InlineData("AKIA7777" + "7777AAAAAAAA")]
    [InlineData("AKIA7ABC" + "DEFGHIJKLMNO")]
    [InlineData("AKIA7QZ4VKXW2MHR5JT8")]
    [InlineData("AKIA7QZ4VKXW2MHR5JTb")]
    [InlineData("AKIA7QZ4VKXW2MHR5JT")]
    [InlineData("AKIA7QZ4VKXW2MHR5JTBQ")]
    [InlineData("XAKIA7QZ4VKXW2MHR5JTB")]
    [InlineData("AROA7QZ4VKXW2MHR5JTB")]
    [InlineData("AIDA7QZ4VKXW2MHR5JTB")]
    [InlineData("AGPA7QZ4VKXW2MHR5JTB")]
    [InlineData("ANPA7QZ4VKXW2MHR5JTB")]
    [InlineData("ASCA7QZ4VKXW2MHR5JTB")]
    [InlineData("arn:aws:iam::123456789012:role/orders")]
    [InlineData("ASIAPACI" + "FICREGIONALX")]
    public Task NoKey_IsSilent(string text) => InMethod($"var awsAccessKeyNumber = \"{text}\"; Some(\"{text}\");");

    [Fact]
    public Task WeakIdWithoutContext_IsSilent() => InMethod("Some(\"«WEAK»\"); var region = \"«WEAK»\"; // «WEAK»");

    [Theory]
    [InlineData("Some(\"«SECRET»\");")]
    [InlineData("var text = \"«SECRET»\";")]
    [InlineData("var jwtSecret = \"«SECRET»\";")]
    [InlineData("var sessionSecret = \"«SECRET»\";")]
    [InlineData("var webhookSecret = \"«SECRET»\";")]
    [InlineData("var secretKey = \"«SECRET»\";")]
    [InlineData("var secret = \"«SECRET»\";")]
    [InlineData("var awsSecretName = \"«SECRET»\";")]
    [InlineData("var awsSecretArn = \"«SECRET»\";")]
    [InlineData("var s3Path = \"«SECRET»\";")]
    [InlineData("var awsCommit = \"da39a3ee5e6b4b0d3255bfef95601890afd80709\";")]
    [InlineData("var awsSecretAccessKey = \"da39a3ee5e6b4b0d3255bfef95601890afd80709\";")]
    [InlineData("var awsSecretAccessKey = \"DA39A3EE5E6B4B0D3255BFEF95601890AFD80709\";")]
    [InlineData("var awsSecretAccessKey = \"wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYEXAMPLEKEY\";")]
    [InlineData("var awsSecretAccessKey = \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaB3\";")]
    [InlineData("var awsSecretAccessKey = \"«SECRET»x\";")]
    [InlineData("var awsSecretAccessKey = \"«SECRET»=\";")]
    [InlineData("var awsSecretAccessKey = \"the «SECRET»\";")]
    [InlineData("var awsSecretAccessKey = \"${«SECRET»}\";")]
    [InlineData("Some(\"Jwt:SecretKey=«SECRET»\");")]
    [InlineData("Some(other: \"«SECRET»\");")]
    [InlineData("var settings = new Dictionary<string, string> { [\"Jwt:SecretKey\"] = \"«SECRET»\" };")]
    [InlineData("if (x == \"«SECRET»\") { }")]
    [InlineData("// git «SECRET»")]
    [InlineData("var token = \"«NAMEDTOKEN»\";")]
    public Task FortyCharactersWithoutContext_IsSilent(string statements) => InMethod(statements);

    [Theory]
    [InlineData("string[] prefixes = { \"AKIA\", \"ASIA\", \"ABIA\", \"ACCA\" };")]
    [InlineData("var pattern = \"(AKIA|ASIA)[A-Z2-7]{16}\";")]
    [InlineData("var id = \"AKIA\" + x;")]
    [InlineData("var id = $\"AKIA{x}\";")]
    [InlineData("var id = $\"«ID:head»{x}\";")]
    [InlineData("var id = \"«ID:head»\" + x;")]
    [InlineData("var id = x + \"«ID:tail»\";")]
    [InlineData("var id = \"«ID:head»\" + x + \"«ID:tail»\";")]
    [InlineData("var id = \"«ID:head»\" + \"«ID:tail»\" + x;")]
    [InlineData("var id = x + \"«ID:head»\" + \"«ID:tail»\";")]
    [InlineData("var id = $\"{\"«ID:head»\"}{x}{\"«ID:tail»\"}\";")]
    [InlineData("var id = $\"{\"«ID:head»\",30}{\"«ID:tail»\"}\";")]
    [InlineData("var id = string.Concat(\"«ID:head»\", x, \"«ID:tail»\");")]
    [InlineData("var id = string.Join(x, \"«ID:head»\", \"«ID:tail»\");")]
    [InlineData("var id = string.Join(\"-\", \"«ID:head»\", \"«ID:tail»\");")]
    [InlineData("var id = string.Format(\"{0}{1}\", \"«ID:head»\", x);")]
    [InlineData("var id = string.Format(\"{0}{1,5}\", \"«ID:head»\", \"«ID:tail»\");")]
    [InlineData("var id = string.Format(\"{0}{2}\", \"«ID:head»\", \"«ID:tail»\");")]
    [InlineData("var id = string.Format(x, \"«ID:head»\", \"«ID:tail»\");")]
    [InlineData("var id = new StringBuilder().Append(\"«ID:head»\").Append(x).Append(\"«ID:tail»\").ToString();")]
    [InlineData("var id = new StringBuilder(x).Append(\"«ID:head»\").Append(\"«ID:tail»\").ToString();")]
    [InlineData("var parts = new[] { \"«ID:head»\", \"«ID:tail»\" };")]
    [InlineData("List<string> parts = [\"«ID:head»\", \"«ID:tail»\"];")]
    [InlineData("Some(\"«ID:head»\", \"«ID:tail»\");")]
    [InlineData("var id = flag ? \"«ID:head»\" : \"«ID:tail»\";")]
    [InlineData("var numbers = new int[] { «ID:bytes» };")]
    [InlineData("var id = new string(new[] { x[0], «ID:chars» });")]
    public Task Fragment_IsSilent(string statements) => InMethod(statements);

    [Theory]
    [InlineData("\\x41BIA7QZ4VKXW2MHR5JTB")]
    [InlineData("\\u0041\\u004b")]
    public Task EscapeThatIsNoLetter_IsSilent(string text) => InMethod($"Some(\"{text}\");");

    [Fact]
    public Task ReferenceToConstant_IsSilent() => Code("""
        class Keys { public const string Id = "[|«ID»|]"; public static readonly string Copy = Id; }
        class User
        {
            string A = Keys.Id, B = Keys.Id + "", C = $"{Keys.Id}", D = "key=" + Keys.Id + ";", E = string.Concat(Keys.Id, Keys.Id);
            const string F = Keys.Id;
        }
        """);

    [Fact]
    public Task Identifier_IsSilent() => Code("class «ID» { int «SECRET:head»; }".Replace("«SECRET:head»", "_" + Keys.Id));

    [Fact]
    public Task UnlikelySecretsOfOtherProducts_AreSilent() => Code("""
        class CognitoOptions { public string ClientSecret = "«SECRET»"; }
        class AwsSecretsManagerOptions { public string Secret = "«SECRET»"; }
        class AwsOptions { public string AppSecret = "«SECRET»", UserSecret = "«SECRET»", SecretId = "«SECRET»", SecretVersion = "«SECRET»"; }
        class SessionOptions { public string Secret = "«SECRET»"; }
        """);

    // ---- Reports: every literal in every place

    public static TheoryData<string, string> Literals
    {
        get
        {
            string[] literals =
            [
                "\"[|«ID»|]\"", "@\"[|«ID»|]\"", "\"\"\"[|«ID»|]\"\"\"", "\"\"\"\"[|«ID»|]\"\"\"\"", "\"\"\"\n    [|«ID»|]\n    \"\"\"", "\"key=[|«ID»|];\"", "@\"a\"\"[|«ID»|]\"\"b\"",
                "\"\\n[|«ID»|]\\t\"", "[|\"«ID:escaped»\"|]", "[|\"\\x41«ID:rest»\"|]",
            ];
            string[] places =
            [
                "class C { string F = $; }", "class C { const string F = $; }", "class C { static readonly string F = $; }", "class C { string P { get; } = $; }", "class C { string P => $; }",
                "class C { string P { get { return $; } } }", "class C { string M() => $; }", "class C { object M() { var local = $; return local; } }", "class C { object M() { const string local = $; return local; } }",
                "class C { void M(string x) => M($); }", "class C { void M(string x) => M(x: $); }", "class C { void M(string x = $) { } }", "class C(string x = $) { string F = x; }", "record C(string X = $);",
                "[System.Obsolete($)] class C { }", "[System.Obsolete(message: $)] class C { }", "[System.ComponentModel.Description($)] enum C { [System.ComponentModel.Description(\"a\")] A }",
                "class C { int M(string x) { switch (x) { case $: return 1; default: return 0; } } }", "class C { bool M(string x) => x is $; }", "class C { bool M(string x) => x is not null and not $; }",
                "class C { int M(string x) => x switch { $ => 1, _ => 0 }; }", "class C { string M(int x) => x switch { 1 => $, _ => \"\" }; }", "class C { bool M(string x) => x == $; }", "class C { bool M(string x) => $.Equals(x); }",
                "class C { object F = new System.Collections.Generic.Dictionary<string, string> { [$] = \"\" }; }", "class C { object F = new System.Collections.Generic.Dictionary<string, string> { { \"a\", $ } }; }",
                "class C { string[] F = { $ }; }", "class C { object F = new[] { $ }; }", "class C { System.Collections.Generic.List<string> F = [$]; }", "class C { object F = new { X = $ }; }", "class C { object F = ($, 1); }",
                "class C { string M(bool f) => f ? $ : \"\"; }", "class C { string M(string? x) => x ?? $; }", "class C { void M() => throw new System.Exception($); }", "class C { System.Func<string> F = () => $; }",
                "class C { void M(ref string x) => x = $; }", "class C { void M(string[] x) => x[0] = $; }", "class C : B { C() : base($) { } } class B(string x) { string X => x; }", "class C() : B($); class B(string x) { string X => x; }",
                "class C { string M(string x) => x + $; }", "class C { string M() => nameof(C) + \"/\" + $ + \"/\"; }", "class C { async System.Threading.Tasks.Task<string> M() => await System.Threading.Tasks.Task.FromResult($); }",
                "class C { System.Collections.Generic.IEnumerable<string> M() { yield return $; } }", "System.Console.WriteLine($);", "var top = $; System.Console.WriteLine(top);", "interface I { string M() => $; }",
                "class C { event System.Action? E; C() => E += () => System.Console.WriteLine($); }", "class C { string this[int i] => $; }", "class C { static string operator +(C a, int b) => $; }".Replace("static", "public static"),
            ];
            var rows = new TheoryData<string, string>();
            foreach (var literal in literals)
                rows.Add(literal, places[0]);
            for (var i = 1; i < places.Length; i++)
                rows.Add(literals[i % 8], places[i].Contains("case $") || places[i].Contains("Obsolete") ? places[i] : places[i]);
            return rows;
        }
    }

    [Theory, MemberData(nameof(Literals))]
    public Task Literal_Reports(string literal, string place) => Code(place.Replace("$", literal.Replace("«ID:rest»", Keys.Id[1..])));

    [Theory]
    [InlineData("System.ReadOnlySpan<byte> M() => \"[|«ID»|]\"u8;")]
    [InlineData("byte[] M() => \"\"\"[|«ID»|]\"\"\"u8.ToArray();")]
    [InlineData("string M(int x) => $\"{x}/[|«ID»|]/\";")]
    [InlineData("string M(int x) => $@\"{x}/[|«ID»|]/\";")]
    [InlineData("string M(int x) => $\"\"\"{x} [|«ID»|]\"\"\";")]
    [InlineData("string M(int x) => $$\"\"\"{x} {{x}} [|«ID»|]\"\"\";")]
    [InlineData("string M(int x) => $\"\"\"\n        {x}\n        [|«ID»|]\n        \"\"\";")]
    [InlineData("string M(int x) => $\"[|«ID»|]{x}\";")]
    [InlineData("string M(int x) => $\"{x:[|«ID»|]}\";", false)]
    [InlineData("string M(int x) => $\"{{[|«ID»|]}}{x}\";")]
    [InlineData("object M(int x) => (System.FormattableString)$\"{x} [|«ID»|]\";")]
    public Task InterpolatedAndUtf8_Reports(string member, bool reports = true) => Code($"class C {{ {(reports ? member : member.Replace("[|", "").Replace("|]", ""))} }}");

    [Theory]
    [InlineData("// [|«ID»|]")]
    [InlineData("//[|«ID»|]")]
    [InlineData("/* [|«ID»|] */")]
    [InlineData("/*\n * key: [|«ID»|]\n */")]
    [InlineData("/// <summary>[|«ID»|]</summary>")]
    [InlineData("/// <summary>\n/// <see href=\"https://x/?k=[|«ID»|]\"/>\n/// </summary>")]
    [InlineData("/** <summary>[|«ID»|]</summary> */")]
    [InlineData("#if NEVER\nvar key = \"[|«ID»|]\";\n#endif\n")]
    [InlineData("#if NEVER\n#else\n#endif // [|«ID»|]\n")]
    [InlineData("#region [|«ID»|]\n#endregion\n")]
    [InlineData("#pragma warning disable CS0219 // [|«ID»|]\n")]
    [InlineData("// awsSecretKey = [|«SECRET»|]")]
    [InlineData("// AWS_SECRET_ACCESS_KEY=[|«SECRET»|]")]
    [InlineData("#if NEVER\nvar awsSecretKey = \"[|«SECRET»|]\";\n#endif\n")]
    [InlineData("// export AWS_SESSION_TOKEN=[|«TOKEN»|]")]
    [InlineData("// [|«BEDROCK»|]")]
    [InlineData("// Authorization: Basic [|«BASIC»|]")]
    [InlineData("// [|«HEX»|]")]
    [InlineData("// accessKey: [|«WEAK»|]")]
    public Task Comment_Reports(string comment) => Code(comment + "\nclass C { }");

    [Fact]
    public Task CommentAtTheEnd_Reports() => Code("class C { }\n// [|«ID»|]");

    [Fact]
    public Task ErrorDirective_Reports() => Code("class C { }\n#error [|«ID»|]\n", compiles: false);

    [Fact]
    public Task NothingButAComment_Reports() => Code("// [|«ID»|]");

    [Fact]
    public Task GeneratedCode_Reports() => Verify.Csharp(
        Refs.Net10,
        [("Settings.Designer.cs", Keys.Fill("""
            //------------------------------------------------------------------------------
            // <auto-generated>
            //     This code was generated by a tool.
            // </auto-generated>
            //------------------------------------------------------------------------------
            [System.CodeDom.Compiler.GeneratedCode("SettingsSingleFileGenerator", "17.0")]
            sealed partial class Settings
            {
                [DefaultSettingValueAttribute("[|«ID»|]")]
                public string User => "";

                [DefaultSettingValueAttribute("[|«SECRET»|]")]
                public string AwsSecretKey => "";
            }
            sealed class DefaultSettingValueAttribute(string value) : System.Attribute { public string Value => value; }
            """).Replace("[|" + Keys.Secret + "|]", Keys.Secret))]);

    // ---- Reports: other material

    [Theory]
    [InlineData("Some(\"[|«TOKEN»|]\");", "AWS session token")]
    [InlineData("Some(\"[|«BEDROCK»|]\");", "Bedrock API key")]
    [InlineData("Some([|\"«BASIC»\"|]);", "AWS access key id '«ID:shown»'")]
    [InlineData("Some([|\"Basic «BASIC»\"|]);", "AWS access key id '«ID:shown»'")]
    [InlineData("Some([|\"«HEX»\"|]);", "AWS access key id '«ID:shown»'")]
    [InlineData("Some(\"[|«ID2»|]\");", "AWS access key id '«ID2:shown»'")]
    [InlineData("var awsSecretKey = \"[|«SECRET»|]\";", "AWS secret access key for 'awsSecretKey'")]
    [InlineData("var sessionToken = \"[|«NAMEDTOKEN»|]\"; var awsSessionToken = sessionToken;", null)]
    public Task OtherMaterial_Reports(string statements, string? subject) => InMethod(
        subject is null ? statements.Replace("sessionToken = ", "awsSessionToken2 = ").Replace("[|", "").Replace("|]", "").Replace("= sessionToken", "= \"\"") : statements,
        subject is null ? null : subject + " is in source code: whoever reads the repository or the binary can use it and git history keeps it; "
            + "rotate the key, delete it and let the default credential chain use the ECS task role");

    [Fact]
    public Task TokenByName_Reports() => InMethod("var awsSessionToken = \"[|«NAMEDTOKEN»|]\";");

    [Fact]
    public Task TokenInParts_Reports() => Code(Keys.Fill("class C { string F = [|\"«TOKEN»\"|]; }").Replace(Keys.Token[60..], "\"\n    + \"" + Keys.Token[60..120] + "\" + \"" + Keys.Token[120..]));

    [Fact]
    public Task PercentEscapes_AreDecoded() => InMethod("Some([|\"https://host/?AWSSecretKey=" + Uri.EscapeDataString(Keys.Punctuated) + "\"|]);");

    [Fact]
    public Task EscapedSecret_Reports() => InMethod("var awsSecretKey = [|\"" + Keys.Punctuated.Replace("+", "\\u002B") + "\"|];");

    [Fact]
    public Task SecretBehindEscape_Reports() => InMethod("Some(\"awsSecretKey=\\\"[|«SECRET»|]\\\"\\n\"); Some(\"\\nAWS_SECRET_ACCESS_KEY=[|«SECRET»|]\\n\");");

    // ---- Reports: what is put together

    [Theory]
    [InlineData("[|\"«ID:head»\" + \"«ID:tail»\"|]")]
    [InlineData("[|\"«ID:1»\" + \"«ID:2»\" + \"«ID:3»\"|]")]
    [InlineData("[|\"«ID:1»\" + (\"«ID:2»\" + \"«ID:3»\")|]")]
    [InlineData("[|(\"«ID:head»\") + (string)\"«ID:tail»\"!|]")]
    [InlineData("[|\"key=\" + \"«ID:head»\" + \"«ID:tail»\" + \";\" + x|]")]
    [InlineData("[|x + \";\" + \"«ID:head»\" + \"«ID:tail»\"|]")]
    [InlineData("[|«ID:sum»|]")]
    [InlineData("[|$\"{\"«ID:head»\"}{\"«ID:tail»\"}\"|]")]
    [InlineData("[|$\"{\"«ID:head»\"}«ID:tail»\"|]")]
    [InlineData("[|$\"«ID:head»{\"«ID:tail»\"}\"|]")]
    [InlineData("[|$\"{x}/{\"«ID:head»\"}{\"«ID:tail»\"}/{x}\"|]")]
    [InlineData("[|$\"{Head}{Tail}\"|]")]
    [InlineData("[|Head + Tail|]")]
    [InlineData("[|C.Head + C.Tail|]")]
    [InlineData("[|(string)Head + (Tail)|]")]
    [InlineData("[|Head + \"«ID:tail»\"|]")]
    [InlineData("[|\"«ID:head»\" + Tail|]")]
    [InlineData("[|Other.Head + Other.Tail|]")]
    [InlineData("[|ReadOnlyHead + ReadOnlyTail|]")]
    [InlineData("[|string.Concat(\"«ID:head»\", \"«ID:tail»\")|]")]
    [InlineData("[|string.Concat(\"«ID:1»\", \"«ID:2»\", \"«ID:3»\")|]")]
    [InlineData("[|string.Concat(new[] { \"«ID:head»\", \"«ID:tail»\" })|]")]
    [InlineData("[|String.Concat((ReadOnlySpan<string>)[\"«ID:head»\", \"«ID:tail»\"])|]")]
    [InlineData("[|string.Concat(Head, Tail)|]")]
    [InlineData("[|string.Join(\"\", \"«ID:head»\", \"«ID:tail»\")|]")]
    [InlineData("[|string.Join(\"\", new[] { \"«ID:head»\", \"«ID:tail»\" })|]")]
    [InlineData("[|string.Join(\"\", «ID:strings»)|]")]
    [InlineData("[|string.Join('Z', \"AKIA7Q\", \"4VKXW2MHR5JTB\")|]")]
    [InlineData("[|string.Format(\"{0}{1}\", \"«ID:head»\", \"«ID:tail»\")|]")]
    [InlineData("[|string.Format(\"{{{1}{0}}}\", \"«ID:tail»\", \"«ID:head»\")|]")]
    [InlineData("[|string.Format(System.Globalization.CultureInfo.InvariantCulture, \"«ID:head»{0}\", \"«ID:tail»\")|]")]
    [InlineData("[|string.Format(\"{0}{1}\", new object[] { \"«ID:head»\", \"«ID:tail»\" })|]")]
    [InlineData("[|new string(new[] { «ID:chars» })|]")]
    [InlineData("[|new string(new char[] { «ID:chars» })|]")]
    [InlineData("[|new string([«ID:chars»])|]")]
    [InlineData("(char[])[|[«ID:chars»]|]", true)]
    [InlineData("[|new char[] { «ID:chars» }|]")]
    [InlineData("[|new byte[] { «ID:hex» }|]")]
    [InlineData("[|new byte[] { «ID:bytes» }|]")]
    [InlineData("[|Encoding.ASCII.GetString(new byte[] { «ID:hex» })|]")]
    [InlineData("[|Encoding.UTF8.GetString([«ID:bytes»])|]")]
    [InlineData("[|Encoding.UTF8.GetBytes(\"«ID:head»\" + \"«ID:tail»\")|]")]
    [InlineData("[|(\"«ID:head»\"u8 + \"«ID:tail»\"u8).ToArray()|]")]
    [InlineData("[|new StringBuilder().Append(\"«ID:head»\").Append(\"«ID:tail»\").ToString()|]")]
    [InlineData("[|new StringBuilder(\"«ID:head»\").Append(\"«ID:tail»\").ToString()|]")]
    [InlineData("[|new StringBuilder(\"«ID:head»\", 64).Append(Tail)|]")]
    [InlineData("[|\"AKIA\" + '7' + \"QZ4VKXW2MHR5JTB\"|]")]
    [InlineData("[|\"AKIA7Q\" + 42 + \"ZKXWVMHR5JTB\"|]")]
    [InlineData("[|'A' + \"KIA7QZ4VKXW2MHR5JTB\"|]")]
    public Task PutTogether_Reports(string expression, bool cast = false)
    {
        if (cast)
            expression = expression.Replace("(char[])[|", "[|(char[])");
        return Code($$"""
            using System;
            using System.Collections.Generic;
            using System.Text;
            class C
            {
                const string Head = "«ID:head»", Tail = "«ID:tail»";
                static readonly string ReadOnlyHead = "«ID:head»", ReadOnlyTail = "«ID:tail»";
                object M(string x) => {{expression}};
            }
            static class Other { public const string Head = "«ID:head»", Tail = "«ID:tail»"; }
            """);
    }

    [Fact]
    public Task ConstantsOfAnotherFile_Report() => Verify.Csharp(Refs.Net10,
    [
        ("A.cs", Keys.Fill("class A { string Id = [|Parts.Head + Parts.Tail|]; string Again = [|$\"{Parts.Head}{Parts.Tail}\"|]; string One = Parts.Head; int Head = 1; int Sum => Head + 1; }")),
        ("Parts.cs", Keys.Fill("static class Parts { public const string Head = \"«ID:head»\"; internal static readonly string Tail = \"«ID:tail»\"; }")),
    ]);

    [Fact]
    public Task FieldOfCharacters_Reports() => Code("class C { byte[] F = [|{ «ID:hex» }|]; static System.ReadOnlySpan<char> G => [|[«ID:chars»]|]; }");

    [Fact]
    public Task SecretPutTogether_Reports() => InMethod("var awsSecretKey = [|\"«SECRET:head»\" + \"«SECRET:tail»\"|]; var other = \"«SECRET:head»\" + \"«SECRET:tail»\";");

    [Theory]
    [InlineData(5_000)]
    [InlineData(25_000)]
    public void LongSum_DoesNotOverflow(int operands)
    {
        var text = "class C { string F = " + string.Join(" + ", Enumerable.Repeat("\"7A;\"", operands)) + " + \"" + Keys.Id[..9] + "\" + \"" + Keys.Id[9..] + "\" + \"-\" + \"" + Keys.Id + "\"; }";
        var tree = Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(text);
        var compilation = Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create("C", [tree], Refs.Net10.References);
        var anchors = Analyzers.Access.KeyAnchors.Find(tree.GetText(), Analyzers.Access.KeyPrefixes.Default, withPieces: true, default);
        var settings = Analyzers.Access.KeySettings.Of(
            Analyzers.Engine.ArchContext.Get(compilation, new Lint().AnalyzerOptions()), tree);
        var found = Analyzers.Access.CodeKeys.Collect(compilation.GetSemanticModel(tree), anchors, [], settings, default);
        Assert.Equal(operands == 5_000 ? 2 : 1, found.Count);
    }

    // ---- Reports: a secret by its name

    [Theory]
    [InlineData("string awsSecretKey = \"[|«SECRET»|]\";", "awsSecretKey")]
    [InlineData("const string AWS_SECRET_ACCESS_KEY = \"[|«SECRET»|]\";", "AWS_SECRET_ACCESS_KEY")]
    [InlineData("var secretAccessKey = \"[|«SECRET»|]\";", "secretAccessKey")]
    [InlineData("string awsSecret; awsSecret = \"[|«SECRET»|]\";", "awsSecret")]
    [InlineData("var awsSecret = x ?? \"[|«SECRET»|]\";", "awsSecret")]
    [InlineData("var awsSecret = flag ? \"[|«SECRET»|]\" : x;", "awsSecret")]
    [InlineData("var awsSecret = (string)(\"[|«SECRET»|]\")!;", "awsSecret")]
    [InlineData("var awsSecret = x switch { \"a\" => \"[|«SECRET»|]\", _ => x };", "awsSecret")]
    [InlineData("var awsSecret = Encoding.UTF8.GetBytes(\"[|«SECRET»|]\");", "awsSecret")]
    [InlineData("var awsSecret = \"[|«SECRET»|]\"u8.ToArray();", "awsSecret")]
    [InlineData("new Options().SecretKey = \"[|«SECRET»|]\";", "SecretKey", "AwsOptions")]
    [InlineData("_ = new Options { SecretKey = \"[|«SECRET»|]\" };", "SecretKey", "AwsOptions")]
    [InlineData("Options options = new() { SecretKey = \"[|«SECRET»|]\" };", "SecretKey", "AwsOptions")]
    [InlineData("_ = new { Aws = new { SecretKey = \"[|«SECRET»|]\" } };", "SecretKey")]
    [InlineData("_ = new Outer { Aws = new() { SecretKey = \"[|«SECRET»|]\" } };", "SecretKey")]
    [InlineData("_ = new Outer { Aws = { SecretKey = \"[|«SECRET»|]\" } };", "SecretKey")]
    [InlineData("_ = new Options() with { SecretKey = \"[|«SECRET»|]\" };", "SecretKey", "AwsOptions")]
    [InlineData("AwsConnect(\"eu\", \"[|«SECRET»|]\");", "awsSecretKey")]
    [InlineData("AwsConnect(awsSecretKey: \"[|«SECRET»|]\", region: \"eu\");", "awsSecretKey")]
    [InlineData("UseAwsSecretKey(\"[|«SECRET»|]\");", "UseAwsSecretKey")]
    [InlineData("_ = new AwsConnection(\"[|«SECRET»|]\");", "secretKey")]
    [InlineData("AwsConnection c = new(\"[|«SECRET»|]\");", "secretKey")]
    [InlineData("map[\"AWS:SecretKey\"] = \"[|«SECRET»|]\";", "AWS:SecretKey")]
    [InlineData("map.Add(\"AWS__SecretAccessKey\", \"[|«SECRET»|]\");", "AWS__SecretAccessKey")]
    [InlineData("Environment.SetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\", \"[|«SECRET»|]\");", "AWS_SECRET_ACCESS_KEY")]
    [InlineData("_ = new Dictionary<string, string> { [\"AWS:SecretKey\"] = \"[|«SECRET»|]\" };", "AWS:SecretKey")]
    [InlineData("_ = new Dictionary<string, string> { { \"AWS:SecretKey\", \"[|«SECRET»|]\" } };", "AWS:SecretKey")]
    [InlineData("var awsSettings = new Dictionary<string, string> { [\"SecretKey\"] = \"[|«SECRET»|]\" };", "SecretKey")]
    [InlineData("_ = new KeyValuePair<string, string>(\"AWS:SecretKey\", \"[|«SECRET»|]\");", "AWS:SecretKey")]
    [InlineData("_ = KeyValuePair.Create(\"AWS:SecretKey\", \"[|«SECRET»|]\");", "AWS:SecretKey")]
    [InlineData("var pair = (id: x, awsSecret: \"[|«SECRET»|]\");", "awsSecret")]
    [InlineData("var (id, awsSecret) = (x, \"[|«SECRET»|]\");", "awsSecret")]
    [InlineData("(var id, var awsSecret) = (x, \"[|«SECRET»|]\");", "awsSecret")]
    [InlineData("string a, awsSecret; (a, awsSecret) = (x, \"[|«SECRET»|]\");", "awsSecret")]
    [InlineData("(string id, string awsSecret) pair = (x, \"[|«SECRET»|]\");", "awsSecret")]
    [InlineData("var awsSecret = x; if (awsSecret == \"[|«SECRET»|]\") { }", "awsSecret")]
    [InlineData("var awsSecret = x; if (\"[|«SECRET»|]\" != awsSecret) { }", "awsSecret")]
    [InlineData("var awsSecret = x; if (awsSecret is \"[|«SECRET»|]\") { }", "awsSecret")]
    [InlineData("var awsSecret = x; if (awsSecret is not (null or \"[|«SECRET»|]\")) { }", "awsSecret")]
    [InlineData("var awsSecret = x; switch (awsSecret) { case \"[|«SECRET»|]\": break; }", "awsSecret")]
    [InlineData("var awsSecret = x; switch (awsSecret) { case \"[|«SECRET»|]\" when flag: break; }", "awsSecret")]
    [InlineData("var awsSecret = x; _ = awsSecret switch { \"[|«SECRET»|]\" => 1, _ => 2 };", "awsSecret")]
    [InlineData("var awsSecret = x; _ = awsSecret.Equals(\"[|«SECRET»|]\");", "awsSecret")]
    [InlineData("var awsSecret = x; _ = string.Equals(awsSecret, \"[|«SECRET»|]\");", "awsSecret")]
    [InlineData("if (map[\"AWS:SecretKey\"] == \"[|«SECRET»|]\") { }", "AWS:SecretKey")]
    [InlineData("if (Environment.GetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\") == \"[|«SECRET»|]\") { }", "AWS_SECRET_ACCESS_KEY")]
    [InlineData("Some(\"AWS_SECRET_ACCESS_KEY=[|«SECRET»|]\");", "AWS_SECRET_ACCESS_KEY")]
    [InlineData("Some(\"Region=eu;AwsSecretKey=[|«SECRET»|];x=1\");", "AwsSecretKey")]
    [InlineData("Some(\"{\\\"aws_secret_access_key\\\": \\\"[|«SECRET»|]\\\"}\");", "aws_secret_access_key")]
    [InlineData("Some(\"\"\"{\"aws_secret_access_key\": \"[|«SECRET»|]\"}\"\"\");", "aws_secret_access_key")]
    [InlineData("Some(\"<add key='AWSSecretKey' value='[|«SECRET»|]'/>\");", "AWSSecretKey")]
    [InlineData("var aws = \"Region=eu;SecretKey=[|«SECRET»|]\";", "SecretKey")]
    [InlineData("string AwsSecret() => \"[|«SECRET»|]\"; _ = AwsSecret();", "AwsSecret")]
    [InlineData("string AwsSecret() { return \"[|«SECRET»|]\"; } _ = AwsSecret();", "AwsSecret")]
    [InlineData("void Local(string awsSecret = \"[|«SECRET»|]\") { } Local();", "awsSecret")]
    public Task SecretByName_Reports(string statements, string name, string type = "Options")
    {
        return Code($$"""
            using System;
            using System.Collections.Generic;
            using System.Text;
            class C(Dictionary<string, string> map)
            {
                static object? Some(object? value) => value;
                static void AwsConnect(string region, string awsSecretKey) { }
                static void UseAwsSecretKey(string value) { }
                void M(string x, bool flag)
                {
                    map["x"] = x;
                    {{statements.Replace("Options", type == "Options" ? "PlainOptions" : type)}}
                }
            }
            record {{(type == "Options" ? "PlainOptions" : type)}} { public string SecretKey { get; set; } = ""; }
            class Outer { public {{(type == "Options" ? "PlainOptions" : type)}} Aws { get; set; } = new(); }
            class AwsConnection(string secretKey) { string S => secretKey; }
            """,
            $"AWS secret access key for '{name}' is in source code: whoever reads the repository or the binary can use it and git history keeps it; "
            + "rotate the key, delete it and let the default credential chain use the ECS task role");
    }

    [Theory]
    [InlineData("class AwsOptions { public string SecretKey = \"[|«SECRET»|]\"; }")]
    [InlineData("class AwsOptions { public string SecretKey { get; set; } = \"[|«SECRET»|]\"; }")]
    [InlineData("class AwsOptions { public string SecretKey => \"[|«SECRET»|]\"; }")]
    [InlineData("class AwsOptions { public string SecretKey { get { return \"[|«SECRET»|]\"; } } }")]
    [InlineData("class AwsOptions { public string GetSecretKey() => \"[|«SECRET»|]\"; }")]
    [InlineData("record AwsOptions(string SecretKey = \"[|«SECRET»|]\");")]
    [InlineData("class Store { public string S3SecretKey = \"[|«SECRET»|]\"; }")]
    [InlineData("class A : System.Attribute { public string? AwsSecretKey; } [A(AwsSecretKey = \"[|«SECRET»|]\")] class B { }")]
    [InlineData("class A(string awsSecretKey) : System.Attribute { string S => awsSecretKey; } [A(\"[|«SECRET»|]\")] class B { }")]
    [InlineData("class A(string awsSecretKey) : System.Attribute { string S => awsSecretKey; } [A(awsSecretKey: \"[|«SECRET»|]\")] class B { }")]
    [InlineData("class A(string name, string value) : System.Attribute { string S => name + value; } [A(\"AWS_SECRET_ACCESS_KEY\", \"[|«SECRET»|]\")] class B { }")]
    [InlineData("class B { [System.ComponentModel.DefaultValue(\"[|«SECRET»|]\")] public string? AwsSecretKey { get; set; } }")]
    [InlineData("class B { [System.ComponentModel.DefaultValue(\"[|«SECRET»|]\")] public string? AwsSecretKey; }")]
    [InlineData("class P(string secretAccessKey) { string S => secretAccessKey; } class Q() : P(\"[|«SECRET»|]\");")]
    [InlineData("class P { public P(string secretAccessKey) { } } class Q : P { Q() : base(\"[|«SECRET»|]\") { } }")]
    public Task SecretOfMember_Reports(string code) => Code(code);

    [Fact]
    public Task WeakIdByName_Reports() => InMethod("var accessKey = \"[|«WEAK»|]\"; var map = new Dictionary<string, string> { [\"AccessKeyId\"] = \"[|«WEAK»|]\" }; Some(\"accessKey=[|«WEAK»|]\");");

    [Theory]
    [MemberData(nameof(Refs.AwsVersions), MemberType = typeof(Refs))]
    public Task SinkParameter_Reports(RefSet aws) => Code("""
        using Amazon.Runtime;
        using Amazon.Runtime.CredentialManagement;
        class C
        {
            object A(string id) => {|ARCH1002:new BasicAWSCredentials(id, "[|«SECRET»|]")|};
            object B(string id) => {|ARCH1002:new SessionAWSCredentials(id, token: "x", awsSecretAccessKey: "[|«SECRET»|]")|};
            object D(string id) => {|ARCH1002:new CredentialProfileOptions { AccessKey = id, SecretKey = "[|«SECRET»|]" }|};
        }
        class F
        {
            object E(string secret) => {|ARCH1002:new BasicAWSCredentials("[|«WEAK»|]", secret)|};
        }
        """, references: aws);

    [Fact]
    public async Task MassTransitSink_Reports()
    {
        await Verify.Csharp(Refs.AwsV4, [MassTransitStub.Source, ("Code.cs", Keys.Fill("""
            using MassTransit;
            class C
            {
                void M(IAmazonSqsBusFactoryConfigurator bus, string id) => bus.Host("eu", h => { h.{|ARCH1002:AccessKey|}(id); h.SecretKey("[|«SECRET»|]"); });
                object O(string id) => new AmazonSqsTransportOptions { {|ARCH1002:AccessKey|} = id, SecretKey = "[|«SECRET»|]" };
            }
            """))]);
    }

    // ---- One finding per defect

    [Theory]
    [InlineData("Some(\"[|«ID»|]\", \"«SECRET»\");", 1)]
    [InlineData("Some(\"«SECRET»\", \"[|«ID»|]\");", 1)]
    [InlineData("Some(\"[|«ID»|]:«SECRET»\");", 1)]
    [InlineData("Some([|\"Basic «BASIC»\"|]);", 0)]
    [InlineData("var pair = (\"[|«ID»|]\", \"«SECRET»\");", 1)]
    [InlineData("var pair = new[] { \"[|«ID»|]\", \"«SECRET»\" };", 1)]
    [InlineData("List<string> pair = [\"[|«ID»|]\", \"«SECRET»\"];", 1)]
    [InlineData("var pair = new { A = \"[|«ID»|]\", B = \"«SECRET»\" };", 1)]
    [InlineData("var map = new Dictionary<string, string> { { \"a\", \"[|«ID»|]\" }, { \"b\", \"«SECRET»\" } };", 1)]
    [InlineData("var map = new Dictionary<string, string> { [\"a\"] = \"[|«ID»|]\",\n\n\n\n\n\n\n\n[\"b\"] = \"«SECRET»\" };", 1)]
    [InlineData("var a = \"[|«ID»|]\";\nvar b = \"«SECRET»\";", 1)]
    [InlineData("var a = \"[|«ID»|]\"; // «SECRET»", 1)]
    [InlineData("var a = \"[|«ID»|]\";\nvar awsSecret = \"«SECRET»\";\nvar token = \"«TOKEN»\";", 2)]
    [InlineData("Some(\"[|«ID»|]\", (\"«SECRET»\", \"«TOKEN»\"));", 2)]
    [InlineData("var a = \"[|«ID»|]\";\n\n\n\n\nvar awsSecret = \"«SECRET»\";", 1)]
    [InlineData("var awsSecret = \"«SECRET»\";\n\n\n\n\nvar a = \"[|«ID»|]\";", 1)]
    [InlineData("var a = \"[|«ID»|]\";\n\n\n\n\n\nvar awsSecret = \"[|«SECRET»|]\";", 0)]
    [InlineData("var a = \"[|«ID»|]\";\n\n\n\n\n\nvar b = \"«SECRET»\";", 0)]
    [InlineData("Some(\"[|«WEAK»|]\", \"«SECRET»\");", 1)]
    [InlineData("var a = \"«WEAK»\";\nvar b = \"«SECRET»\";", 0)]
    [InlineData("// [|«ID»|]\n// «SECRET»", 1)]
    [InlineData("// AWS_ACCESS_KEY_ID=[|«ID»|] AWS_SECRET_ACCESS_KEY=«SECRET»", 1)]
    [InlineData("Some([|\"«ID:head»\" + \"«ID:tail»\"|], \"«SECRET»\");", 1)]
    [InlineData("Some(\"[|«ID»|]\", \"«SECRET:head»\" + \"«SECRET:tail»\");", 1)]
    public async Task WhatBelongsTogether_IsOneFinding(string statements, int others)
    {
        var found = await InMethod(statements);
        Assert.Equal(others, found.Sum(finding => finding.AdditionalLocations.Count));
        Assert.All(found, finding => Assert.All(finding.AdditionalLocations, location => Assert.NotEqual(finding.Location, location)));
    }

    [Theory]
    [InlineData("var a = \"[|«ID»|]\"; var b = \"[|«ID2»|]\";")]
    [InlineData("Some(\"[|«ID»|]\", \"«SECRET»\"); Some(\"[|«ID2»|]\", \"«SECRET2»\");")]
    [InlineData("var a = new[] { (\"[|«ID»|]\", \"«SECRET»\"), (\"[|«ID2»|]\", \"«SECRET2»\") };")]
    [InlineData("var a = \"[|«ID»|]\";\nvar awsSecret = \"«SECRET»\";\nvar b = \"[|«ID2»|]\";\nvar awsSecret2 = \"«SECRET2»\";")]
    [InlineData("Some(\"[|«ID»|] [|«ID2»|]\");")]
    [InlineData("var a = \"[|«ID»|]\"; var awsSecret = \"«SECRET»\"; var otherAwsSecret = \"[|«SECRET2»|]\";")]
    public Task TwoKeys_AreTwoFindings(string statements) => InMethod(statements);

    [Fact]
    public Task OtherTypes_DoNotPair() => Code("""
        class A { string Id = "[|«ID»|]"; }
        class B { string AwsSecret = "[|«SECRET»|]"; string Other = "«SECRET2»"; }
        """);

    [Fact]
    public Task TopLevelStatements_Pair() => Code("var a = \"[|«ID»|]\";\nvar b = \"«SECRET»\";\nSystem.Console.WriteLine(a + b);");

    [Fact]
    public Task ConstantWithManyUses_IsOneFinding() => Code(
        "class C { const string Id = \"[|«ID»|]\"; " + string.Concat(Enumerable.Range(0, 10).Select(i => $"string F{i} = Id + \"/{i}\", G{i} = Id, H{i} = $\"{{Id}}\"; ")) + "}");

    [Fact]
    public Task LiteralAndConstruction_AreOneFindingOfEachRule() => Code(
        "class C { object F = {|ARCH1002:new Amazon.Runtime.BasicAWSCredentials(\"[|«ID»|]\", \"«SECRET»\")|}; }", references: Refs.AwsV4);

    // ---- Messages

    private const string Remedy = " is in source code: whoever reads the repository or the binary can use it and git history keeps it; "
        + "rotate the key, delete it and let the default credential chain use the ECS task role";

    [Fact]
    public Task MessageOfAnId() => InMethod("Some(\"[|«ID»|]\", \"«SECRET»\");", "AWS access key id '«ID:shown»'" + Remedy);

    [Fact]
    public Task MessageOfASecretWithoutAPresentableName() => InMethod(
        "_ = new Dictionary<string, string> { [\"aws secret \\n «SECRET2» secretAccessKey\"] = \"[|«SECRET»|]\" };", "AWS secret access key" + Remedy);

    [Fact]
    public async Task Severity_IsWarning() => Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(await InMethod("Some(\"[|«ID»|]\");")).Severity);

    // ---- Options

    private static Task WithOption(string name, string value, string code) =>
        Code(code, options: new() { ["arch.ARCH1001." + name] = value });

    [Fact]
    public Task Comments_CanBeLeftOut() => WithOption("report_in_comments", "false", """
        // «ID»
        /* «ID» */
        /// <summary>«ID»</summary>
        class C
        {
        #if NEVER
            string G = "[|«ID»|]";
        #endif
            string F = "[|«ID»|]"; // «ID2»
        }
        """);

    [Fact]
    public async Task ExtraPrefix_IsFound()
    {
        var id = "XKCD" + Keys.Id[4..];
        await Code($"class C {{ string F = \"{id}\", G = \"[|«ID»|]\"; }}");
        await WithOption("extra_key_prefixes", " XKCD , Q2QQ ", $"class C {{ string F = \"[|{id}|]\", G = \"[|«ID»|]\"; }}");
    }

    [Fact]
    public async Task ExtraSecretName_IsFound()
    {
        await Code("class C { string DoorCode = \"«SECRET»\"; }");
        await WithOption("secret_names", "door_code", "class C { string DoorCode = \"[|«SECRET»|]\", DoorCodeHash = \"«SECRET»\"; }");
    }

    [Fact]
    public async Task AllowedValue_IsSilent()
    {
        var digest = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Keys.Id)));
        await WithOption("allowed_hashes", digest, "class C { string F = \"«ID»\", G = \"[|«ID2»|]\"; }");
        await WithOption("allowed_hashes", "0123456789abcdef, " + digest[..16].ToLowerInvariant(), "class C { string F = \"«ID»\", G = \"[|«ID2»|]\"; }");
    }

    [Theory]
    [InlineData("report_in_comments", "maybe")]
    [InlineData("extra_key_prefixes", "AKI")]
    [InlineData("extra_key_prefixes", "AKIA;ASIA")]
    [InlineData("allowed_hashes", "deadbeef")]
    [InlineData("allowed_hashes", "not a digest at all")]
    public async Task InvalidOption_IsReportedOnce(string name, string value)
    {
        var lint = new Lint { Sources = [("A.cs", Keys.Fill("class A { string F = \"«ID»\"; } // «ID2»")), ("B.cs", Keys.Fill("class B { string F = \"«ID»\"; } // «ID2»"))] };
        lint.Options["arch.ARCH1001." + name] = value;
        var found = await lint.RunAsync();
        Assert.Equal(["ARCH1001", "ARCH1001", "ARCH1001", "ARCH1001", "ARCH9001"], found.Select(finding => finding.Id).Order());
    }

    // ---- Suppression, baseline, invalid code, determinism

    [Theory]
    [InlineData("#pragma warning disable ARCH1001\nclass C { string F = \"«ID»\"; }")]
    [InlineData("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Access\", \"ARCH1001\")] class C { string F = \"«ID»\"; }")]
    [InlineData("[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"Access\", \"ARCH1001\")] class C { string F = \"«ID»\"; }")]
    public async Task Suppressed_IsSilent(string code)
    {
        var found = await new Lint { Sources = [("Code.cs", Keys.Fill(code))] }.RunAsync();
        Assert.DoesNotContain(found, finding => !finding.IsSuppressed);
    }

    [Theory]
    [InlineData(ReportDiagnostic.Suppress, false)]
    [InlineData(ReportDiagnostic.Info, true)]
    public async Task GlobalSeverity_IsObeyed(ReportDiagnostic severity, bool found)
    {
        var lint = new Lint { Sources = [("Code.cs", Keys.Fill("class C { string F = \"«ID»\"; }"))], Severities = { ["ARCH1001"] = severity } };
        Assert.Equal(found, (await lint.RunAsync()).Length == 1);
    }

    [Fact]
    public async Task BaselineLine_SilencesAndHoldsNoKey()
    {
        var code = Keys.Fill("namespace N; class C { string F = \"«ID»\"; string awsSecret = \"«SECRET2»\"; /* \n\n\n\n\n\n\n\n */ object T = \"«TOKEN»\"; }");
        var empty = new Lint { Sources = [("Code.cs", code)], Files = [("arch.baseline.txt", "")] };
        var found = await empty.RunAsync();
        var lines = found.Where(finding => finding.Id == "ARCH1001").Select(finding => finding.Properties[Analyzers.Engine.Reporter.BaselineLine]!).ToList();
        Assert.Equal([Keys.Fill("ARCH1001 Sample N.C -> AccessKeyId:«ID:shown»"), "ARCH1001 Sample N.C -> SessionToken"], lines);
        KeyHygiene.Verify(found);

        var recorded = new Lint { Sources = [("Code.cs", code)], Files = [("arch.baseline.txt", string.Join("\n", lines))] };
        Assert.DoesNotContain(await recorded.RunAsync(), finding => finding.Id == "ARCH1001");
    }

    [Theory]
    [InlineData("class C { string F = \"[|«ID»|] }")]
    [InlineData("class C { string F = $\"[|«ID»|]{ }")]
    [InlineData("class C { string F = \"\"\"[|«ID»|]\"\" }")]
    [InlineData("class C { void M() { new Missing(\"[|«ID»|]\", awsSecret: \"«SECRET»\" } }")]
    [InlineData("class C { void M() { aws.SecretKey = \"[|«SECRET»|]\" } }")]
    [InlineData("}} \"[|«ID»|]\" class")]
    [InlineData("class C { string F = [|\"«ID:head»\" + + \"«ID:tail»\"|]; }", false)]
    [InlineData("/* [|«ID»|]")]
    [InlineData("#if A\n[|«ID»|]")]
    public Task InvalidCode_IsSearched(string code, bool reports = true) => Code(reports ? code : code.Replace("[|", "").Replace("|]", ""), compiles: false);

    [Fact]
    public async Task OrderAndConcurrency_ChangeNothing()
    {
        var sources = Enumerable.Range(0, 40).Select(i => ($"File{i:00}.cs", Keys.Fill($$"""
            class C{{i}} { string F = "«ID»"; string awsSecret = "«SECRET»"; string G = Parts.Head + Parts.Tail; /* «ID2» */ object H = new[] { "«WEAK»", "«SECRET2»" }; }
            """))).Append(("Parts.cs", Keys.Fill("static class Parts { public const string Head = \"«ID:head»\", Tail = \"«ID:tail»\"; }"))).ToList();
        static async Task<string> Run(IEnumerable<(string, string)> sources, bool concurrent) => string.Join("\n",
            (await new Lint { Sources = [.. sources], Concurrent = concurrent }.RunAsync()).Select(finding => finding + string.Concat(finding.AdditionalLocations)));

        var expected = await Run(sources, concurrent: false);
        Assert.Equal(160, expected.Split('\n').Length);
        for (var run = 0; run < 5; run++)
            Assert.Equal(expected, await Run(sources.OrderBy(source => (source.Item1.GetHashCode() ^ run) % 17), concurrent: true));
    }

    // ---- Properties

    [Fact]
    public async Task InnocentLiterals_AreSilent()
    {
        var random = new Random(5);
        var code = new System.Text.StringBuilder("class AwsClient { string[] All = {\n");
        for (var i = 0; i < 10_000; i++)
            code.Append('"').Append(Innocent(random)).Append("\",\n");
        code.Append("}; }");
        await Code(code.ToString());
    }

    private static string Innocent(Random random)
    {
        var keys = new SyntheticKeys(random.Next());
        return random.Next(12) switch
        {
            0 => keys.Text(SyntheticKeys.Hex, 40),
            1 => keys.Text(SyntheticKeys.Hex, random.Next(10, 200)).ToUpperInvariant(),
            2 => keys.Text(SyntheticKeys.Base64, random.Next(1, 400)),
            3 => keys.Text(SyntheticKeys.Base32, random.Next(1, 60)),
            4 => new Guid(Enumerable.Range(0, 16).Select(_ => (byte)random.Next(256)).ToArray()).ToString(),
            5 => "arn:aws:iam::123456789012:role/" + keys.Text("abcdefghijklmnop", 12),
            6 => "sha512-" + keys.Text(SyntheticKeys.Base64, 86) + "==",
            7 => keys.Text("abcdefghijklmnopqrstuvwxyz/-", random.Next(1, 80)),
            8 => "AROA" + keys.Text(SyntheticKeys.Base32, 16),
            9 => keys.RawSecret(),
            10 => "eyJhbGciOiJIUzI1NiJ9." + keys.Text(SyntheticKeys.Base64, 60) + "." + keys.Text(SyntheticKeys.Base64, 43),
            _ => "s3://bucket/" + keys.Text(SyntheticKeys.Base64, 40),
        };
    }

    [Fact]
    public async Task RandomKeys_AreFound()
    {
        var keys = new SyntheticKeys(6);
        var code = new System.Text.StringBuilder("class AwsClient { string[] All = {\n");
        for (var i = 0; i < 1_000; i++)
            code.Append('"').Append(i % 2 == 0 ? "[|" + keys.Id(i % 4 == 0 ? "AKIA" : "ASIA") + "|]" : "x" + keys.Text("abcdefgh", i % 50)).Append("\",\n");
        code.Append("}; }");
        var random = code.ToString();
        var expected = System.Text.RegularExpressions.Regex.Count(random, @"\[\|");
        var found = await new Lint { Sources = [("Code.cs", random.Replace("[|", "").Replace("|]", ""))] }.RunAsync();
        // A few of them have no digit, little entropy or an ascending run.
        Assert.InRange(found.Length, expected * 0.99, expected);
    }
}
