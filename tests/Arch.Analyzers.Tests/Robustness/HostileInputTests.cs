using System.Text;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Tests.Robustness;

/// <summary>Input made to hurt: nesting, length, cycles and bytes that no honest file has.</summary>
public class HostileInputTests
{
    /// <summary>The compiler's own stack, which is what an analyzer runs on.</summary>
    private const int CompilerStack = 1024 * 1024;

    public static TheoryData<string, string> HostileCode => new()
    {
        { "empty", "" },
        { "only a mark", "\uFEFF" },
        { "only comments", "// a\n/* b */\n#region c\n#endregion" },
        { "parentheses", "class A { int x = " + new string('(', 500) + "1" + new string(')', 500) + "; }" },
        { "blocks", "class A { void M() " + new string('{', 300) + new string('}', 300) + " }" },
        { "a long sum", "class A { string x = " + string.Join(" + ", Enumerable.Repeat("\"a\"", 5_000)) + "; }" },
        { "a long sum of keys", "class A { string x = \"AKI\" + \"A7\" + " + string.Join(" + ", Enumerable.Repeat("\"Q\"", 3_000)) + "; }" },
        { "a megabyte in one literal", "class A { string x = \"" + new string('A', 1_000_000) + "\"; }" },
        { "a megabyte of anchors", "class A { string x = \"" + string.Concat(Enumerable.Repeat("AKIA", 250_000)) + "\"; }" },
        { "many tokens", "class A { void M() { " + string.Concat(Enumerable.Repeat(";", 50_000)) + " } }" },
        { "cyclic bases", "class A : B; class B : A; interface I : J; interface J : I; struct S { S s; }" },
        { "cyclic constraints", "class A<T, U> where T : U where U : T { void M(T t) => new A<T, U>().M(t); }" },
        { "duplicates", "class A { void M() { } void M() { } } class A { } partial class A; enum A { }" },
        { "missing types", "class A : Missing { Missing x = new Missing(gone, new()); void M() => x.FlushDatabase(new(), nowhere); }" },
        { "dynamic", "class A { void M(dynamic d) { d.GetEnvironmentVariable(d); var e = d[\"AWS_SECRET_ACCESS_KEY\"]; d.X = d; } }" },
        { "function pointers", "unsafe class A { delegate*<string, void> f; void M() { f(\"AWS_SECRET_ACCESS_KEY\"); } }" },
        { "directives", "#if A\n#elif B\n#else\n#endif\n#line 5 \"x.cs\"\nclass A { }\n#pragma warning disable\n#nullable enable\n#error AKIA" },
        { "unclosed", "class A { string x = $\"{new object() {" },
        { "lone surrogates", "class A { string x = \"\uD83D\"; char c = '\uDE00'; }" },
        { "lambda in lambda", "class A { System.Func<object> f = " + string.Concat(Enumerable.Repeat("() => new System.Func<object>(", 60)) + "() => null" + new string(')', 60) + "; }" },
        { "list patterns", "class A { bool M(int[] a) => a is [1, .. var rest, { } last]; int[] N() => [.. M2(), 1]; int[] M2() => []; }" },
    };

    public static TheoryData<string, string, string> HostileFiles()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var name in (string[])["appsettings.json", "template.yaml", "docker-compose.yml", "Dockerfile", "web.config", ".env", "run.sh", "serverless.template"])
        {
            data.Add(name, "empty", "");
            data.Add(name, "a mark", "\uFEFF");
            data.Add(name, "NUL", "a\0b AWS:: services: \"image\"");
            data.Add(name, "late NUL", new string(' ', 10_000) + "AWS::\0");
            data.Add(name, "a picture", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR");
            data.Add(name, "open brackets", "AWS:: services: \"image\" " + new string('[', 100_000));
            data.Add(name, "open braces", "AWS:: services: \"image\" " + string.Concat(Enumerable.Repeat("{\"a\":", 50_000)));
            data.Add(name, "open elements", "<configuration>" + string.Concat(Enumerable.Repeat("<a>", 50_000)));
            data.Add(name, "one long line", "services: AWS:: \"image\" ENV A=" + new string('x', 1_000_000));
            data.Add(name, "carriage returns", "ENV A=B\rENV C=D\rservices:\r  web:\r    image: x\r");
            data.Add(name, "tabs", "services:\n\tweb:\n\t\timage: x\n");
            data.Add(name, "an alias bomb", "services: &a [x]\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"k{i}: &b{i} [*{(i == 0 ? "a" : $"b{i - 1}")}, *{(i == 0 ? "a" : $"b{i - 1}")}]\n")));
            data.Add(name, "a cyclic alias", "services: &a\n  web: *a\n");
            data.Add(name, "duplicate keys", "{\"services\": {}, \"services\": {\"image\": 1}}");
            data.Add(name, "an open string", "{ \"services\": \"image");
            data.Add(name, "an open heredoc", "FROM a\nRUN <<EOF\nexport AWS_SECRET_ACCESS_KEY=");
            data.Add(name, "a last backslash", "FROM a\nENV A=B \\");
            data.Add(name, "lone surrogates", "services: \uD83D\n{\"image\": \"\uDE00\"}");
            data.Add(name, "many anchors", string.Concat(Enumerable.Repeat("AKIA", 100_000)));
            data.Add(name, "many ignores", string.Concat(Enumerable.Repeat("# arch:ignore ARCH1004 because\n", 2_000)));
        }

        return data;
    }

    [Theory, MemberData(nameof(HostileCode))]
    public void Code_IsJudgedOnTheCompilersStack(string what, string source)
    {
        var lint = new Lint { References = Refs.AwsV4, Sources = [("Code.cs", source)] };
        OnCompilerStack(() =>
        {
            var found = lint.RunAsync().GetAwaiter().GetResult();
            Soundness.AssertSound(lint, found, what);
        });
    }

    [Theory, MemberData(nameof(HostileFiles))]
    public void Files_AreJudgedOrLeftAlone(string name, string what, string text)
    {
        var lint = new Lint { Sources = [("Code.cs", "class Code;")], Files = [(name, text)] };
        OnCompilerStack(() =>
        {
            var found = lint.RunAsync().GetAwaiter().GetResult();
            Soundness.AssertSound(lint, found, what);
        });
    }

    [Fact]
    public async Task FilesWithoutText_WithoutPath_AndTwice_AreLeftAlone()
    {
        var files = new AdditionalText[] { new Odd("Dockerfile", null), new Odd("", "x"), new Odd("/project/", "{"), new Odd("a/.env", "A=B"), new Odd("a/.env", "A=B") };
        var compilation = new Lint { Sources = [("Code.cs", "class Code;")] }.Compile();
        var found = await compilation.WithAnalyzers(new Lint().Analyzers, new AnalyzerOptions([.. files])).GetAnalyzerDiagnosticsAsync();
        Assert.Empty(found);
    }

    [Fact]
    public async Task EachMissingReference_IsSurvived()
    {
        var sources = SampleLibrary.Code.Take(40).Select((source, number) => ($"Code{number}.cs", source)).ToList();
        var lint = new Lint { References = Refs.AwsV4, Sources = sources };
        var compilation = lint.Compile();
        foreach (var reference in compilation.References.Where(reference => Path.GetFileName(reference.Display) is { } name
            && (name.StartsWith("AWSSDK", StringComparison.Ordinal) || name is "System.Runtime.dll" or "netstandard.dll" or "Microsoft.Extensions.Configuration.Abstractions.dll")).ToList())
        {
            var found = await lint.RunAsync(compilation.RemoveReferences(reference));
            Soundness.AssertSound(lint, found, "without " + reference.Display);
        }
    }

    private static void OnCompilerStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            CompilerStack);
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromMinutes(2)), "does not come to an end");
        if (failure is not null)
            throw new Xunit.Sdk.XunitException(failure.ToString());
    }

    private sealed class Odd(string path, string? text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText? GetText(CancellationToken cancellationToken = default) => text is null ? null : SourceText.From(text, Encoding.UTF8);
    }
}
