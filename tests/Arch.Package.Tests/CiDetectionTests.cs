using System.Text.RegularExpressions;

namespace Arch.Package.Tests;

/// <summary>By which variables a CI build is known. Judged by MSBuild itself, all cases in one process; that the result reaches the compiler is another test.</summary>
public sealed class CiDetectionTests
{
    [Fact]
    public async Task Variables_SwitchTheEscalation()
    {
        string[] on =
        [
            "CI=true", "CI=True", "CI=1", "CI=CodeBuild", "ContinuousIntegrationBuild=true", "TF_BUILD=True", "GITHUB_ACTIONS=true", "GITLAB_CI=true",
            "APPVEYOR=True", "BUILDKITE=true", "CODEBUILD_BUILD_ID=shop:1", "JENKINS_URL=http://jenkins/", "TEAMCITY_VERSION=2026.1", "BITBUCKET_BUILD_NUMBER=7",
            "ArchBreakBuild=true", "CI=false;GITHUB_ACTIONS=true",
        ];
        string[] off =
        [
            "None=", "CI=false", "CI=False", "CI=0", "CI=", "ContinuousIntegrationBuild=false", "TF_BUILD=false", "GITHUB_ACTIONS=0",
            "CI=true;ArchBreakBuild=false", "CI=true;DesignTimeBuild=true", "CI=true;BuildingInsideVisualStudio=true",
        ];
        string[] cases = [.. on, .. off];
        var scratch = (await Scratch.Create("detection")).Project("shop", Projects.Csproj(items: Projects.Package)).Write("Directory.Build.targets", """
            <Project>
              <Target Name="Say"><Message Importance="high" Text="case $(Case): $(ArchBreakBuild)" /></Target>
            </Project>
            """);
        scratch.Write("cases.proj", $"""
            <Project>
              <ItemGroup>{string.Concat(cases.Select(static (properties, number) => $"<Case Include=\"{number}\" Properties=\"{properties}\" />"))}</ItemGroup>
              <Target Name="Say"><MSBuild Projects="shop/shop.csproj" Targets="Say" Properties="Case=%(Case.Identity);%(Case.Properties)" /></Target>
            </Project>
            """);

        var output = await scratch.Run("msbuild", "cases.proj", "-t:Say", "-nodeReuse:false");

        Assert.Equal(
            cases.Select((properties, number) => $"{properties} -> {(number < on.Length ? "true" : "false")}"),
            Regex.Matches(output, @"case (\d+): (\w*)").OrderBy(static match => int.Parse(match.Groups[1].Value))
                .Select(match => $"{cases[int.Parse(match.Groups[1].Value)]} -> {match.Groups[2].Value}"));
    }
}
