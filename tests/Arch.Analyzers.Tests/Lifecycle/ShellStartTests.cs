using Arch.Analyzers.Lifecycle;

namespace Arch.Analyzers.Tests.Lifecycle;

/// <summary>Where the script is in a command line. Words are separated by <c>|</c>; a <c>?</c> is not known.</summary>
public class ShellStartTests
{
    [Theory]
    [InlineData("sh|-c|X")]
    [InlineData("/bin/sh|-c|X|zero|one")]
    [InlineData("bash|-ec|X")]
    [InlineData("bash|-e|-u|-c|X")]
    [InlineData("bash|-c|-e|X")]
    [InlineData("bash|-o|pipefail|-c|X")]
    [InlineData("bash|-eo|pipefail|-c|X")]
    [InlineData("bash|-euxo|pipefail|-c|X")]
    [InlineData("bash|-O|extglob|+x|-c|X")]
    [InlineData("bash|--norc|--rcfile|/rc|-lc|X")]
    [InlineData("sh|-c|--|X")]
    [InlineData("busybox|sh|-c|X")]
    [InlineData("zsh|-c|X")]
    [InlineData("tini|--|sh|-c|X")]
    [InlineData("/usr/bin/tini|-g|-p|SIGTERM|-e|143|--|sh|-c|X")]
    [InlineData("dumb-init|--rewrite|15:2|-v|sh|-c|X")]
    [InlineData("dumb-init|--|gosu|app|sh|-c|X")]
    [InlineData("catatonit|-g|--|su-exec|app:app|sh|-c|X")]
    [InlineData("docker-init|sh|-c|X")]
    [InlineData("env|sh|-c|X")]
    [InlineData("env|-i|-u|A|B=1|C=2|sh|-c|X")]
    [InlineData("nice|-n|5|env|A=1|sh|-c|X")]
    public void Script_IsFound(string words)
    {
        var argv = words.Split('|');
        var found = ShellStart.In(argv)!.Value;

        Assert.Equal("X", argv[found.Script]);
        Assert.True(ShellStart.BaseName(argv[found.Shell]) is "sh" or "bash" or "zsh");
        Assert.Equal(argv.Select(ShellStart.BaseName).FirstOrDefault(word => word.Contains("init") || word is "tini" or "catatonit"), found.Init);
    }

    [Theory]
    [InlineData("")]
    [InlineData("dotnet|a.dll")]
    [InlineData("dotnet|sh|-c|a")]
    [InlineData("sh")]
    [InlineData("sh|-c")]
    [InlineData("sh|-c|--")]
    [InlineData("sh|start.sh|-c|a")]
    [InlineData("sh|-e|start.sh")]
    [InlineData("sh|-")]
    [InlineData("bash|-o|-c")]
    [InlineData("bash|--login")]
    [InlineData("fish|-c|a")]
    [InlineData("pwsh|-c|a")]
    [InlineData("cmd|/c|a")]
    [InlineData("tini|--")]
    [InlineData("tini|-p")]
    [InlineData("gosu|app")]
    [InlineData("env|A=1")]
    [InlineData("?|sh|-c|a")]
    [InlineData("sh|?|a")]
    [InlineData("env|?|sh|-c|a")]
    [InlineData("tini|tini|tini")]
    public void NoScript_IsNone(string words) => Assert.Null(ShellStart.In(words.Split('|').Select(word => word == "?" ? null : word).ToList()));
}
