using Arch.Analyzers.Access;
using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Access;

/// <summary>Files as teams have them, in which ARCH1005 finds nothing: each is something that was or could be taken for credentials in a deployment.</summary>
public class CredentialsInDeploymentInnocentTests
{
    private static readonly string Folder = Repository.Path("tests", "Arch.Analyzers.Tests", "Access", "Innocent");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task InnocentFile_IsSilent(string path)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, path));
        await RuleVerifier<CredentialsInDeployment>.Files((path, text));
        await RuleVerifier<CredentialsInDeployment>.Files((path, text.ReplaceLineEndings("\r\n")));
    }
}
