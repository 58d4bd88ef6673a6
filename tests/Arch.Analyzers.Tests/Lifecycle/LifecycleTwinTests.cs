using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Lifecycle;

public class LifecycleTwinTests
{
    [Theory]
    [InlineData("Lifecycle")]
    [InlineData("Lifecycle.NoHandler.Broken")]
    [InlineData("Lifecycle.ProcessExit.Broken")]
    [InlineData("Lifecycle.StartedHost.Broken")]
    public Task Sample_HasWhatItSays(string sample) => Twin.VerifyAsync(sample, Refs.Web);

    [Fact]
    public Task SampleOfAnOlderHost_HasWhatItSays() => Twin.VerifyAsync("Lifecycle.Hosting8.Broken", Refs.Hosting8);
}
