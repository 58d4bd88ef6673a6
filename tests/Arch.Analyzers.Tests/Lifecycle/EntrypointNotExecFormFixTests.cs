using Arch.Analyzers.Lifecycle;
using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.Lifecycle;

namespace Arch.Analyzers.Tests.Lifecycle;

using Verify = TextFixVerifier<EntrypointNotExecForm, EntrypointNotExecFormFix>;

public class EntrypointNotExecFormFixTests
{
    private const string Debian = "FROM mcr.microsoft.com/dotnet/aspnet:10.0\n";

    [Theory]
    // One program: the JSON form.
    [InlineData("[|ENTRYPOINT|] dotnet Ledger.dll", "ENTRYPOINT [\"dotnet\", \"Ledger.dll\"]")]
    [InlineData("[|cmd|]  dotnet  'Ledger two.dll'  \nUSER app", "cmd  [\"dotnet\", \"Ledger two.dll\"]  \nUSER app")]
    [InlineData("[|CMD|] dotnet a\\\\b \"c\\\"d\"", "CMD [\"dotnet\", \"a\\\\b\", \"c\\\"d\"]")]
    [InlineData("[|ENTRYPOINT|] dotnet \\\n    Ledger.dll\n", "ENTRYPOINT [\"dotnet\", \"Ledger.dll\"]\n")]
    [InlineData("[|ENTRYPOINT|] [\"sh\", \"-c\", \"dotnet Ledger.dll\"]", "ENTRYPOINT [\"dotnet\", \"Ledger.dll\"]")]
    [InlineData("[|ENTRYPOINT|] [\"tini\", \"--\", \"sh\", \"-c\", \"dotnet Ledger.dll\"]", "ENTRYPOINT [\"tini\", \"--\", \"dotnet\", \"Ledger.dll\"]")]
    [InlineData("ENTRYPOINT [\"tini\", \"--\"]\n[|CMD|] dotnet Ledger.dll", "ENTRYPOINT [\"tini\", \"--\"]\nCMD [\"dotnet\", \"Ledger.dll\"]")]
    // Errors in an array
    [InlineData("[|ENTRYPOINT|] ['dotnet', 'Ledger.dll']\nCMD [\"--x\"]", "ENTRYPOINT [\"dotnet\", \"Ledger.dll\"]\nCMD [\"--x\"]")]
    [InlineData("[|ENTRYPOINT|] [\"dotnet\", \"Ledger.dll\", ]", "ENTRYPOINT [\"dotnet\", \"Ledger.dll\"]")]
    [InlineData("[|ENTRYPOINT|] [\"dotnet\", \"Ledger.dll\"", "ENTRYPOINT [\"dotnet\", \"Ledger.dll\"]")]
    [InlineData("[|ENTRYPOINT|] [\"dotnet\", \"Ledger.dll\"] # the ledger\nUSER app", "# the ledger\nENTRYPOINT [\"dotnet\", \"Ledger.dll\"]\nUSER app")]
    [InlineData("USER app\n  [|CMD|] [\"dotnet\", \"C#.dll\"]   # the ledger", "USER app\n  # the ledger\nCMD [\"dotnet\", \"C#.dll\"]")]
    [InlineData("[|ENTRYPOINT|] ['sh', '-c', 'exec dotnet Ledger.dll']", "ENTRYPOINT [\"sh\", \"-c\", \"exec dotnet Ledger.dll\"]")]
    // Anything else: exec
    [InlineData("[|ENTRYPOINT|] cd /app && dotnet Ledger.dll", "ENTRYPOINT cd /app && exec dotnet Ledger.dll")]
    [InlineData("[|ENTRYPOINT|] A=1 dotnet $DLL > log", "ENTRYPOINT A=1 exec dotnet $DLL > log")]
    [InlineData("[|ENTRYPOINT|] ulimit -c 0; \\\n    dotnet Ledger.dll", "ENTRYPOINT ulimit -c 0; \\\n    exec dotnet Ledger.dll")]
    [InlineData("[|ENTRYPOINT|] dotnet \\\n    # the ledger\n    Ledger.dll", "ENTRYPOINT exec dotnet \\\n    # the ledger\n    Ledger.dll")]
    [InlineData("[|ENTRYPOINT|] dotnet Ledger.dll\nCMD [\"--x\"]", "ENTRYPOINT exec dotnet Ledger.dll\nCMD [\"--x\"]")]
    [InlineData("[|ENTRYPOINT|] [\"sh\", \"-c\", \"cd /app && dotnet \\\"$DLL\\\"\"]", "ENTRYPOINT [\"sh\", \"-c\", \"cd /app && exec dotnet \\\"$DLL\\\"\"]")]
    [InlineData("[|ENTRYPOINT|] [\"sh\", \"-c\"]\nCMD [\"dotnet Ledger.dll\"]", "ENTRYPOINT [\"sh\", \"-c\"]\nCMD [\"exec dotnet Ledger.dll\"]")]
    public async Task Shell_IsTakenAway(string before, string after)
    {
        await Verify.File("Dockerfile", Debian + before, Debian + after);
        await Verify.File("Dockerfile", (Debian + before).Replace("\n", "\r\n"), (Debian + after).Replace("\n", "\r\n"));
    }

    [Fact]
    public Task LuckyShell_IsTakenAway() => Verify.File("Dockerfile", "FROM alpine\n[|CMD|] dotnet Ledger.dll", "FROM alpine\nCMD [\"dotnet\", \"Ledger.dll\"]");

    [Theory]
    [InlineData("[|ENTRYPOINT|] dotnet Ledger.dll | tee log")]
    [InlineData("[|ENTRYPOINT|] dotnet Ledger.dll; true")]
    [InlineData("[|ENTRYPOINT|] dotnet Ledger.dll || ./failed.sh")]
    [InlineData("[|ENTRYPOINT|] trap 'rm lock' EXIT; dotnet Ledger.dll")]
    [InlineData("[|ENTRYPOINT|] (cd /app && dotnet Ledger.dll)")]
    [InlineData("[|ENTRYPOINT|] ./side.sh & dotnet Ledger.dll")]
    [InlineData("[|ENTRYPOINT|] cd /app && sh -c 'dotnet Ledger.dll; true'")]
    [InlineData("[|ENTRYPOINT|] ['sh', '-c', 'dotnet Ledger.dll']")]
    [InlineData("[|ENTRYPOINT|] if true; then dotnet Ledger.dll; fi")]
    public Task ScriptThatNeedsAPerson_IsNotOffered(string text) => Verify.NotOffered("Dockerfile", Debian + text);
}
