namespace Arch.Package.Tests;

/// <summary>What makes the compiler look again, and what does not.</summary>
public sealed class IncrementalTests
{
    [Fact]
    public async Task OnlyWhatChanged_IsLookedAtAgain()
    {
        var scratch = (await Scratch.Create("incremental")).Add("shop");
        Assert.Equal("Dockerfile:2 warning ARCH1005\nOrders.cs:3 warning ARCH1002", (await scratch.Build())["shop"].Findings);

        var unchanged = await scratch.BuildAgain();
        Assert.DoesNotContain("ARCH", unchanged.Output, StringComparison.Ordinal);
        Assert.Equal("", unchanged["shop"].Findings);

        scratch.Write("shop/Dockerfile", "FROM scratch\nENV TZ=UTC\nENV AWS_ACCESS_KEY_ID=local\n");
        Assert.Equal("Dockerfile:3 warning ARCH1005\nOrders.cs:3 warning ARCH1002", (await scratch.BuildAgain())["shop"].Findings);

        scratch.Write("shop/appsettings.json", Projects.KeyInSettings);
        Assert.Equal("Dockerfile:3 warning ARCH1005\nOrders.cs:3 warning ARCH1002\nappsettings.json:3 warning ARCH1004", (await scratch.BuildAgain())["shop"].Findings);

        var inCi = await scratch.BuildAgain("CI=true");
        Assert.Equal("Dockerfile:3 error ARCH1005\nOrders.cs:3 error ARCH1002\nappsettings.json:3 error ARCH1004", inCi["shop"].Findings);
        Assert.NotEqual(0, inCi.ExitCode);
    }
}
