namespace Arch.Package.Tests;

/// <summary>What a team accepts with a reason stays silent in CI, and what has no reason does not.</summary>
public sealed class SuppressionTests(SuppressionTests.Builds builds) : IClassFixture<SuppressionTests.Builds>
{
    [Theory]
    [InlineData("comment")]
    [InlineData("comment-above")]
    [InlineData("metadata")]
    [InlineData("arch-json")]
    [InlineData("baseline")]
    public void AcceptedWithAReason_IsSilent(string project)
    {
        Assert.Equal("", builds.InCi[project].Findings);
        Assert.Equal("", builds.InCi[project].FindingsOf("ARCH9001", "ARCH9005"));
        Assert.False(builds.InCi[project].Failed);
    }

    [Fact]
    public void IgnoreWithoutReason_HasNoEffect_AndIsSaid()
    {
        Assert.Equal("compose.yml:5 error ARCH1005\ncompose.yml:5 error ARCH9001", builds.InCi["no-reason"].FindingsOf("ARCH1005", "ARCH9001"));
        Assert.True(builds.InCi["no-reason"].Failed);
    }

    [Fact]
    public void IgnoreOfNothing_IsPointedOut_AndBreaksNothing()
    {
        Assert.Equal("compose.yml:5 note ARCH9005", builds.InCi["unused"].FindingsOf("ARCH9005"));
        Assert.False(builds.InCi["unused"].Failed);
    }

    public sealed class Builds : IAsyncLifetime
    {
        private const string Container = "\"containerDefinitions\": [ { \"name\": \"web\", \"image\": \"web:1\", \"environment\": [ { \"name\": \"AWS_ACCESS_KEY_ID\", \"value\": \"local\" } ] } ]";

        internal Build InCi { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            var scratch = await Scratch.Create("suppression");
            Add("comment").Write("comment/compose.yml", Compose("- AWS_SESSION_TOKEN # arch:ignore ARCH1005 the emulator wants one"));
            Add("comment-above").Write("comment-above/Dockerfile", "FROM scratch\n# arch:ignore ARCH1005 the emulator wants one\nENV AWS_ACCESS_KEY_ID=local\n");
            Add("metadata").Write("metadata/stack.yaml", """
                AWSTemplateFormatVersion: "2010-09-09"
                Resources:
                  Worker:
                    Type: AWS::Lambda::Function
                    Metadata: { arch: { ignore: [ARCH1005] } }
                    Properties:
                      Environment:
                        Variables:
                          AWS_ACCESS_KEY_ID: local
                """);
            Add("arch-json").Write("arch-json/deploy/task.json", "{ \"family\": \"web\", " + Container + " }")
                .Write("arch-json/arch.json", """{ "ignore": [ { "rule": "ARCH1005", "file": "deploy/*.json", "because": "the emulator wants one" } ] }""");
            Add("baseline").Write("baseline/deploy/task.json", "{ \"family\": \"web\", " + Container + " }")
                .Write("baseline/arch.baseline.txt", "ARCH1005 Shop deploy/task.json -> containerDefinitions/0/environment/0\n");
            Add("no-reason").Write("no-reason/compose.yml", Compose("- AWS_SESSION_TOKEN # arch:ignore ARCH1005"));
            Add("unused").Write("unused/compose.yml", Compose("- AWS_REGION=eu-west-1 # arch:ignore ARCH1005 the emulator wants one"));

            InCi = await scratch.Build("GITLAB_CI=true");

            Scratch Add(string directory) => scratch.Project(directory, Projects.Csproj(items: Projects.Package));
        }

        public Task DisposeAsync() => Task.CompletedTask;

        private static string Compose(string line) => $"services:\n  web:\n    image: web:1\n    environment:\n      {line}\n";
    }
}
