using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Tests.Engine;

public class FilePathsTests
{
    [Theory]
    [InlineData("/repo/src/a.json", "/repo", "src/a.json")]
    [InlineData("/repo/src/a.json", "/repo/", "src/a.json")]
    [InlineData("/repo/a.json", "/repository", null)]
    [InlineData("/repository/a.json", "/repo", null)]
    [InlineData("/Repo/a.json", "/repo", null)]
    [InlineData("/repo/a.json", "", null)]
    [InlineData("/repo/a.json", null, null)]
    [InlineData(@"C:\repo\src\a.json", @"C:\repo\", "src/a.json")]
    [InlineData(@"c:\Repo\src\A.json", @"C:\repo\", "src/A.json")]
    [InlineData(@"C:/repo/src\a.json", @"C:\repo", "src/a.json")]
    [InlineData(@"D:\repo\a.json", @"C:\repo\", null)]
    public void RelativeTo(string path, string? directory, string? relative) => Assert.Equal(relative, FilePaths.RelativeTo(path, directory));

    [Theory]
    [InlineData("/repo/a.json", "a.json", "/repo/")]
    [InlineData(@"C:\repo\a.json", "a.json", @"C:\repo\")]
    [InlineData(@"C:\repo/a.json", "a.json", @"C:\repo/")]
    [InlineData("a.json", "a.json", "")]
    [InlineData("", "", "")]
    public void NameAndDirectory(string path, string name, string directory) =>
        Assert.Equal((name, directory), (FilePaths.Name(path), FilePaths.Directory(path)));
}
