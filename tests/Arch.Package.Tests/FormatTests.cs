namespace Arch.Package.Tests;

/// <summary>The command line does what the light bulb does: it repairs, and it records what is not to be repaired today.</summary>
public sealed class FormatTests
{
    private const string Rules = "ARCH1002 ARCH1003 ARCH1005";

    private const string Program = """
        using System;
        using Amazon;
        using Amazon.Runtime;
        using Amazon.SQS;

        public static class Program
        {
            public static void Main(string[] args)
            {
                var key = args.Length > 0 ? args[0] : "none";
                Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", key);
                Environment.SetEnvironmentVariable("AWS_SESSION_TOKEN", key);
                var plain = new AmazonSQSClient(key, key, RegionEndpoint.EUWest1);
                var shared = new AmazonSQSClient(new BasicAWSCredentials("id", key), RegionEndpoint.EUNorth1);
                Console.WriteLine($"{plain.Config.RegionEndpoint.SystemName} {shared.Config.RegionEndpoint.SystemName} {key}");
            }
        }

        """;

    private const string Stack = """
        using System.Collections.Generic;
        using Amazon.CDK.AWS.ECS;

        public static class Stack
        {
            public static IContainerDefinitionOptions Web(string key) => new ContainerDefinitionOptions
            {
                Environment = new Dictionary<string, string> { ["AWS_REGION"] = "eu-west-1", ["AWS_SECRET_ACCESS_KEY"] = key },
            };
        }

        """;

    [Fact]
    public async Task Fixes_LeaveAProjectThatIsCleanInCi_AndDoesTheSame()
    {
        var scratch = (await Scratch.Create("format-fixes"))
            .Project("shop", Projects.Csproj("<TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType>",
                Projects.Package + Projects.Sqs + """<PackageReference Include="Amazon.CDK.Lib" Version="2.160.0" /><PackageReference Include="Constructs" Version="10.0.5" />"""))
            .Write("shop/Program.cs", Program)
            .Write("shop/Stack.cs", Stack);
        var broken = await scratch.Build();
        broken.AssertSucceeded();
        Assert.Equal(
            """
            Program.cs:11 warning ARCH1003
            Program.cs:12 warning ARCH1003
            Program.cs:13 warning ARCH1002
            Program.cs:14 warning ARCH1002
            Stack.cs:8 warning ARCH1005
            """, broken["shop"].Findings);
        var before = await scratch.Run("shop/bin/Debug/net10.0/Shop.dll");
        Assert.Equal(2, await scratch.VerifyFormat(Rules));
        Assert.Equal(Program + Stack, scratch.Read("shop/Program.cs") + scratch.Read("shop/Stack.cs"));

        await scratch.Format(Rules);
        Assert.Equal(0, await scratch.VerifyFormat(Rules));
        var build = await scratch.Build("CI=true");
        build.AssertSucceeded();
        Assert.Equal("", build["shop"].Findings);
        Assert.Equal(before, await scratch.Run("shop/bin/Debug/net10.0/Shop.dll"));
    }

    [Fact]
    public async Task Baseline_SilencesTodaysFindings_AndNoOthers()
    {
        var scratch = (await Scratch.Create("format-baseline")).Add("shop").Write("shop/arch.baseline.txt", "");
        await scratch.Format(Rules, "ArchRecordBaseline=true");
        var recorded = scratch.Read("shop/arch.baseline.txt");
        Assert.Equal("ARCH1002 Shop Orders -> Amazon.SQS.AmazonSQSClient.new\nARCH1005 Shop Dockerfile -> ENV%20AWS_ACCESS_KEY_ID\n", recorded.ReplaceLineEndings("\n"));
        Assert.Equal(Projects.StaticCredentials, scratch.Read("shop/Orders.cs"));
        Assert.Equal(Projects.KeyInImage, scratch.Read("shop/Dockerfile"));

        var clean = await scratch.Build("CI=true");
        clean.AssertSucceeded();
        Assert.Equal("", clean["shop"].Findings);
        Assert.Equal("arch.baseline.txt:1 note ARCH9004", clean["shop"].FindingsOf("ARCH9003", "ARCH9004"));

        await scratch.Format(Rules, "ArchRecordBaseline=true");
        Assert.Equal(recorded, scratch.Read("shop/arch.baseline.txt"));

        scratch.Write("shop/More.cs", Projects.StaticCredentials.Replace("Orders", "Returns"));
        var broken = await scratch.Build("CI=true");
        Assert.Equal("More.cs:3 error ARCH1002", broken["shop"].Findings);
        Assert.NotEqual(0, broken.ExitCode);

        scratch.Write("shop/More.cs", "").Write("shop/Dockerfile", "FROM scratch\n");
        var repaired = await scratch.Build("CI=true");
        repaired.AssertSucceeded();
        Assert.Equal("arch.baseline.txt:2 note ARCH9003", repaired["shop"].FindingsOf("ARCH9003"));
    }

    [Fact]
    public async Task TwoProjects_ShareOneBaseline()
    {
        var scratch = (await Scratch.Create("format-shared"))
            .Add("orders", Projects.Csproj().Replace("Shop", "Orders.Api")).Add("returns", Projects.Csproj().Replace("Shop", "Returns.Api")).Write("arch.baseline.txt", "# ours\n");
        await scratch.Format(Rules, "ArchRecordBaseline=true");
        Assert.Equal(
            """
            # ours
            ARCH1002 Orders.Api Orders -> Amazon.SQS.AmazonSQSClient.new
            ARCH1002 Returns.Api Orders -> Amazon.SQS.AmazonSQSClient.new
            ARCH1005 Orders.Api orders/Dockerfile -> ENV%20AWS_ACCESS_KEY_ID
            ARCH1005 Returns.Api returns/Dockerfile -> ENV%20AWS_ACCESS_KEY_ID

            """, scratch.Read("arch.baseline.txt").ReplaceLineEndings("\n"));
        (await scratch.Build("CI=true")).AssertSucceeded();
    }

    [Fact]
    public async Task WithoutTheFile_NothingIsRecorded()
    {
        var scratch = (await Scratch.Create("format-nothing")).Add("shop");
        await scratch.Format("ARCH1005", "ArchRecordBaseline=true");
        Assert.False(scratch.Exists("shop/arch.baseline.txt"));
    }

    [Fact]
    public async Task FindingsInFiles_AreNotSeenByTheFormatter()
    {
        var scratch = (await Scratch.Create("format-files")).Project("shop", Projects.Csproj(items: Projects.Package)).Image("shop");
        Assert.Equal(0, await scratch.VerifyFormat("ARCH1005"));
        await scratch.Format("ARCH1005");
        Assert.Equal(Projects.KeyInImage, scratch.Read("shop/Dockerfile"));
    }
}
