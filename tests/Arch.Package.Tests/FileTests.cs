namespace Arch.Package.Tests;

/// <summary>Which files reach the analyzers, with which kind, and who reports on them.</summary>
public sealed class FileTests(FileTests.Builds builds) : IClassFixture<FileTests.Builds>
{
    [Fact]
    public void EveryKind_IsRecognisedByName() => Assert.Equal(
        """
        .env Text
        .env.local Text
        App.config Text
        Containerfile Dockerfile
        Dockerfile Dockerfile
        Dockerfile.template Dockerfile
        Properties/launchSettings.json Json
        Resources/Texts.resx Text
        appsettings.json Json
        aws/credentials Text
        deploy/main.tf Text
        deploy/prod.tfvars Text
        deploy/stack.template Yaml
        deploy/stack.yaml Yaml
        deploy/stack.yml Yaml
        deploy/worker.dockerfile Dockerfile
        scripts/calls.http Text
        scripts/calls.rest Text
        scripts/run.cmd Text
        scripts/run.ps1 Text
        scripts/run.sh Text
        settings/app.settings Text
        settings/php.ini Text
        """, builds.Outside["kinds"].AdditionalFiles);

    [Fact]
    public void OutputsAndForeignPackages_AreNotRead() => Assert.Equal("src/cdk.json Json", builds.Outside["excluded"].AdditionalFiles);

    [Fact]
    public void KeyMaterial_IsFoundInEveryKindOfFile() => Assert.Equal(
        """
        .env:1 warning ARCH1004
        App.config:3 warning ARCH1004
        appsettings.json:3 warning ARCH1004
        deploy/stack.yaml:2 warning ARCH1004
        scripts/run.sh:2 warning ARCH1004
        """, builds.Outside["keys"].FindingsOf("ARCH1004"));

    [Theory]
    [InlineData("listed", "Dockerfile")]
    [InlineData("listed-absolutely", "Dockerfile")]
    [InlineData("listed-late", "Dockerfile")]
    [InlineData("listed-with-kind", "Dockerfile Dockerfile")]
    public void WhatTheUserListed_IsListedOnce(string project, string files)
    {
        Assert.Equal(files, builds.Outside[project].AdditionalFiles);
        Assert.Equal("Dockerfile:2 warning ARCH1005", builds.Outside[project].FindingsOf("ARCH1005"));
    }

    [Fact]
    public void WithoutConfiguration_NoFileIsMadeUp() => Assert.Equal("Dockerfile Dockerfile", builds.Outside["plain"].AdditionalFiles);

    [Fact]
    public void Configuration_IsFoundUpward_FourAtMost() => Assert.Equal(
        """
        ../../../../arch.json Config
        ../../../arch.baseline.txt Baseline
        ../../../arch.json Config
        ../../arch.json Config
        ../arch.json Config
        Dockerfile Dockerfile
        """, builds.Outside["chain/a/b/c/d/deep"].AdditionalFiles);

    [Fact]
    public void IgnoresFromAbove_AreHonoured() => Assert.Equal("", builds.Outside["above/ignored"].FindingsOf("ARCH1005"));

    [Theory]
    [InlineData("files-off", "Orders.cs:3 warning ARCH1002")]
    [InlineData("all-off", "")]
    [InlineData("analyzers-off", "")]
    [InlineData("build-analyzers-off", "")]
    public void Switches_StopWhatTheySay(string project, string findings) => Assert.Equal(findings, builds.Outside[project].Findings);

    [Fact]
    public void FilesOff_LeavesTheConfiguration() => Assert.Equal("arch.json Config", builds.Outside["files-off"].AdditionalFiles);

    [Fact]
    public void AllOff_AddsNothing() => Assert.Equal("", builds.Outside["all-off"].AdditionalFiles);

    [Fact]
    public void FileElsewhere_IsReportedOnlyWithAKindByHand() =>
        Assert.Equal("../shared/claimed.dockerfile:2 warning ARCH1005", builds.Outside["elsewhere"].FindingsOf("ARCH1005"));

    [Fact]
    public void RepositoryRoot_BelongsToTheOneProjectThatSaysSo()
    {
        Assert.Equal(
            """
            ../../.github/workflows/ci.yml Yaml
            ../../deploy/nested/Dockerfile Dockerfile
            ../../docker-compose.yml Yaml
            ../../global.json Json
            Dockerfile Dockerfile
            """, builds.Outside["repository/src/owner"].AdditionalFiles);
        Assert.Equal("../../deploy/nested/Dockerfile:2 warning ARCH1005\nDockerfile:2 warning ARCH1005", builds.Outside["repository/src/owner"].FindingsOf("ARCH1005"));
        Assert.Equal("Dockerfile:2 warning ARCH1005", builds.Outside["repository/src/other"].FindingsOf("ARCH1005"));
    }

    [Fact]
    public void RepositoryFolders_CanBeChosen() => Assert.Equal(
        """
        ../../docker-compose.yml Yaml
        ../../elsewhere/Dockerfile Dockerfile
        ../../global.json Json
        """, builds.Outside["repository/src/chooser"].AdditionalFiles);

    [Fact]
    public void ProjectAtTheRoot_SeesItsFilesOnce() => Assert.Equal(
        """
        .github/workflows/ci.yml Yaml
        Dockerfile Dockerfile
        deploy/Dockerfile Dockerfile
        """, builds.Outside["atroot"].AdditionalFiles);

    [Fact]
    public void RepositoryRootThatIsNone_IsSaid() => Assert.Contains(
        "is not an existing directory, so no file of the repository was read; set it to the repository's root", builds.Outside["no-root"].Output, StringComparison.Ordinal);

    public sealed class Builds : IAsyncLifetime
    {
        internal Build Outside { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            var scratch = await Scratch.Create("files");

            scratch.Project("kinds", Plain());
            foreach (var file in new[]
                {
                    ".env", ".env.local", "App.config", "Containerfile", "Dockerfile", "Dockerfile.template", "Properties/launchSettings.json", "Resources/Texts.resx",
                    "appsettings.json", "aws/credentials", "deploy/main.tf", "deploy/prod.tfvars", "deploy/stack.template", "deploy/stack.yaml", "deploy/stack.yml",
                    "deploy/worker.dockerfile", "scripts/calls.http", "scripts/calls.rest", "scripts/run.cmd", "scripts/run.ps1", "scripts/run.sh", "settings/app.settings",
                    "settings/php.ini", "README.md", "Code.txt", "Dockerfile.dockerignore", ".dockerignore",
                })
            {
                scratch.Write("kinds/" + file, file.EndsWith(".resx", StringComparison.Ordinal) || file.EndsWith(".config", StringComparison.Ordinal) ? "<root />" : "");
            }

            scratch.Project("excluded", Plain());
            foreach (var file in new[]
                {
                    "bin/a.json", "obj/b.json", "node_modules/x/package.json", "src/node_modules/y.yml", "wwwroot/lib/z.json", "cdk.out/Stack.template", "src/cdk.out/tree.json",
                    ".vs/state.json", "Shop.deps.json", "Shop.runtimeconfig.json", "package-lock.json", "src/cdk.json",
                })
            {
                scratch.Write("excluded/" + file, "{}");
            }

            scratch.Project("keys", Plain())
                .Write("keys/appsettings.json", Projects.KeyInSettings)
                .Write("keys/.env", $"AWS_ACCESS_KEY_ID={Secrets.KeyId}\n")
                .Write("keys/App.config", $"""
                    <configuration>
                      <appSettings>
                        <add key="AWSAccessKey" value="{Secrets.KeyId}" />
                        <add key="AWSSecretKey" value="{Secrets.Secret}" />
                      </appSettings>
                    </configuration>
                    """)
                .Write("keys/deploy/stack.yaml", $"Parameters:\n  Key: {Secrets.OtherKeyId}\n")
                .Write("keys/scripts/run.sh", $"#!/bin/sh\nexport AWS_ACCESS_KEY_ID={Secrets.KeyId}\n");

            scratch.Project("plain", Plain()).Image("plain");
            scratch.Project("listed", Plain(items: """<AdditionalFiles Include="Dockerfile" />""")).Image("listed");
            scratch.Project("listed-absolutely", Plain(items: """<AdditionalFiles Include="$(MSBuildProjectDirectory)/Dockerfile" />""")).Image("listed-absolutely");
            scratch.Project("listed-with-kind", Plain(items: """<AdditionalFiles Include="Dockerfile" ArchKind="Dockerfile" />""")).Image("listed-with-kind");
            scratch.Project("listed-late", Plain()).Image("listed-late").Write("listed-late/Directory.Build.targets", """
                <Project>
                  <Import Project="$([MSBuild]::GetPathOfFileAbove('Directory.Build.targets', '$(MSBuildThisFileDirectory)../'))" />
                  <ItemGroup><AdditionalFiles Include="Dockerfile" /></ItemGroup>
                </Project>
                """);

            scratch.Project("chain/a/b/c/d/deep", Plain()).Image("chain/a/b/c/d/deep").Write("chain/a/b/arch.baseline.txt", "# nothing\n").Write("chain/arch.baseline.txt", "")
                .Write("chain/arch.json", "{}").Write("chain/a/arch.json", "{}").Write("chain/a/b/arch.json", "{}").Write("chain/a/b/c/arch.json", "{}").Write("chain/a/b/c/d/arch.json", "{}");
            scratch.Project("above/ignored", Plain()).Image("above/ignored").Write("above/arch.json",
                """{ "ignore": [ { "rule": "ARCH1005", "file": "ignored/Dockerfile", "because": "the emulator wants one" } ] }""");

            scratch.Add("files-off", Projects.Csproj("<TargetFramework>net10.0</TargetFramework><ArchTextFiles>false</ArchTextFiles>")).Write("files-off/arch.json", "{}");
            scratch.Add("all-off", Projects.Csproj("<TargetFramework>net10.0</TargetFramework><ArchEnabled>False</ArchEnabled>")).Write("all-off/arch.json", "{}");
            scratch.Add("analyzers-off", Projects.Csproj("<TargetFramework>net10.0</TargetFramework><RunAnalyzers>false</RunAnalyzers>"));
            scratch.Add("build-analyzers-off", Projects.Csproj("<TargetFramework>net10.0</TargetFramework><RunAnalyzersDuringBuild>false</RunAnalyzersDuringBuild>"));

            scratch.Project("elsewhere", Plain(items: """
                <AdditionalFiles Include="../shared/read.dockerfile" />
                <AdditionalFiles Include="../shared/claimed.dockerfile" ArchKind="Dockerfile" />
                """)).Write("shared/read.dockerfile", Projects.KeyInImage).Write("shared/claimed.dockerfile", Projects.KeyInImage);

            scratch.Write("repository/global.json", "{}").Write("repository/docker-compose.yml", "services: {}\n").Write("repository/.github/workflows/ci.yml", "on: push\n")
                .Write("repository/deploy/nested/Dockerfile", Projects.KeyInImage).Write("repository/deploy/.terraform/module.json", "{}")
                .Write("repository/deploy/bin/Debug/old.json", "{}").Write("repository/deploy/node_modules/x.json", "{}").Write("repository/elsewhere/Dockerfile", Projects.KeyInImage)
                .Project("repository/src/owner", Plain("<ArchRepositoryRoot>../..</ArchRepositoryRoot>")).Image("repository/src/owner")
                .Project("repository/src/chooser", Plain("<ArchRepositoryRoot>$(MSBuildProjectDirectory)/../../</ArchRepositoryRoot><ArchRepositoryFolders>\n  elsewhere;\n  nowhere\n</ArchRepositoryFolders>"))
                .Project("repository/src/other", Plain()).Image("repository/src/other");

            scratch.Project("atroot", Plain("<ArchRepositoryRoot>.</ArchRepositoryRoot>")).Image("atroot").Image("atroot/deploy")
                .Write("atroot/.github/workflows/ci.yml", "on: push\n");
            scratch.Project("no-root", Plain("<ArchRepositoryRoot>../nowhere</ArchRepositoryRoot>"));

            Outside = await scratch.Build("-bl:files.binlog");
            Outside.AssertSucceeded();
        }

        public Task DisposeAsync() => Task.CompletedTask;

        private static string Plain(string properties = "", string items = "") =>
            Projects.Csproj("<TargetFramework>net10.0</TargetFramework>" + properties, Projects.Package + items);
    }
}
