using System.Diagnostics;
using System.Text;

namespace Arch.Package.Tests.Harness;

/// <summary>Runs the command line of .NET as a developer's shell would: without the variables by which CI is known.</summary>
internal static class Dotnet
{
    public static readonly string[] CiVariables =
    [
        "CI", "ContinuousIntegrationBuild", "TF_BUILD", "GITHUB_ACTIONS", "GITLAB_CI", "APPVEYOR", "BUILDKITE",
        "CODEBUILD_BUILD_ID", "JENKINS_URL", "TEAMCITY_VERSION", "BITBUCKET_BUILD_NUMBER",
    ];

    /// <summary>Each argument of the form <c>NAME=value</c> in front of the first other one is an environment variable, as in a shell.</summary>
    public static async Task<(int ExitCode, string Output)> Run(string directory, params string[] commandLine)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(IsForeign).ToArray())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        var (variables, arguments) = Split(commandLine);
        foreach (var variable in variables)
            start.Environment[variable[..variable.IndexOf('=')]] = variable[(variable.IndexOf('=') + 1)..];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += Add;
        process.ErrorDataReceived += Add;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(20));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'dotnet {string.Join(' ', commandLine)}' did not end. It said:\n{Said()}");
        }

        return (process.ExitCode, Said());

        void Add(object sender, DataReceivedEventArgs line)
        {
            lock (output)
                output.Append(line.Data).Append(line.Data is null ? "" : "\n");
        }

        string Said()
        {
            lock (output)
                return output.ToString();
        }
    }

    public static (string[] Variables, string[] Arguments) Split(string[] commandLine)
    {
        var variables = commandLine.TakeWhile(static part => !part.StartsWith('-') && part.Contains('=')).ToArray();
        return (variables, commandLine[variables.Length..]);
    }

    // What 'dotnet test' tells its children about its own MSBuild is not theirs to know.
    private static bool IsForeign(string name) =>
        CiVariables.Contains(name, StringComparer.OrdinalIgnoreCase)
        || name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Arch", StringComparison.OrdinalIgnoreCase)
        || name is "RoslynVersion" or "Configuration";
}
