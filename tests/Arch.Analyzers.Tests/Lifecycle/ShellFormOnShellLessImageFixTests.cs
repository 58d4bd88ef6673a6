using Arch.Analyzers.Lifecycle;
using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.Lifecycle;

namespace Arch.Analyzers.Tests.Lifecycle;

using Verify = TextFixVerifier<ShellFormOnShellLessImage, ShellFormOnShellLessImageFix>;

public class ShellFormOnShellLessImageFixTests
{
    private const string Chiseled = "FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled\n";

    [Theory]
    [InlineData("[|ENTRYPOINT|] dotnet Ledger.dll", "ENTRYPOINT [\"dotnet\", \"Ledger.dll\"]")]
    [InlineData("[|CMD|] [\"sh\", \"-c\", \"dotnet Ledger.dll\"]", "CMD [\"dotnet\", \"Ledger.dll\"]")]
    [InlineData("[|CMD|] ['dotnet', 'Ledger.dll']", "CMD [\"dotnet\", \"Ledger.dll\"]")]
    [InlineData("[|HEALTHCHECK|] --interval=5s CMD /app/probe\n[|CMD|] dotnet Ledger.dll", "HEALTHCHECK --interval=5s CMD [\"/app/probe\"]\nCMD [\"dotnet\", \"Ledger.dll\"]")]
    [InlineData("[|HEALTHCHECK|] CMD [\"sh\", \"-c\", \"/app/probe --x\"]", "HEALTHCHECK CMD [\"/app/probe\", \"--x\"]")]
    [InlineData("[|HEALTHCHECK|] CMD [\"/app/probe\",] # quick", "# quick\nHEALTHCHECK CMD [\"/app/probe\"]")]
    public async Task Shell_IsTakenAway(string before, string after)
    {
        await Verify.File("Dockerfile", Chiseled + before, Chiseled + after);
        await Verify.File("Dockerfile", (Chiseled + before).Replace("\n", "\r\n"), (Chiseled + after).Replace("\n", "\r\n"));
    }

    [Theory]
    [InlineData("[|ENTRYPOINT|] exec dotnet Ledger.dll"), InlineData("[|ENTRYPOINT|] cd /app && dotnet Ledger.dll"), InlineData("[|ENTRYPOINT|] dotnet $DLL"), InlineData("[|ENTRYPOINT|] dotnet Ledger.dll\nCMD [\"--x\"]")]
    [InlineData("[|HEALTHCHECK|] CMD curl -f localhost || exit 1"), InlineData("[|ENTRYPOINT|] dotnet \\\n # the ledger\n Ledger.dll"), InlineData("[|ENTRYPOINT|] [\"sh\", \"-c\"]\nCMD [\"dotnet Ledger.dll\"]")]
    public Task ScriptThatNeedsAPerson_IsNotOffered(string text) => Verify.NotOffered("Dockerfile", Chiseled + text);
}
