namespace Arch.Package.Tests.Harness;

/// <summary>What the scratch projects are made of.</summary>
internal static class Projects
{
    public const string Package = """<PackageReference Include="Arch.Analyzers" Version="VERSION" PrivateAssets="all" />""";

    public const string Sqs = """<PackageReference Include="AWSSDK.SQS" Version="4.0.100.25" />""";

    /// <summary>One ARCH1002, in line 3.</summary>
    public const string StaticCredentials = """
        public class Orders
        {
            public object Open(string id, string secret) => new Amazon.SQS.AmazonSQSClient(id, secret);
        }

        """;

    /// <summary>One ARCH1005, in line 2.</summary>
    public const string KeyInImage = "FROM scratch\nENV AWS_ACCESS_KEY_ID=local\n";

    /// <summary>One ARCH1004, in line 3.</summary>
    public static readonly string KeyInSettings = $$"""
        {
          "AWS": {
            "AccessKey": "{{Secrets.KeyId}}"
          }
        }

        """;

    public static string Csproj(string properties = "<TargetFramework>net10.0</TargetFramework>", string items = Package + Sqs) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><AssemblyName>Shop</AssemblyName>{properties}</PropertyGroup>
          <ItemGroup>{items}</ItemGroup>
        </Project>
        """;

    /// <summary>A project in a folder of the same name; a solution wants names that differ.</summary>
    public static Scratch Project(this Scratch scratch, string directory, string csproj) => scratch.Write($"{directory}/{Path.GetFileName(directory)}.csproj", csproj);

    /// <summary>A project with one finding in C# (ARCH1002) and one in a text file (ARCH1005).</summary>
    public static Scratch Add(this Scratch scratch, string directory, string? csproj = null) => scratch
        .Project(directory, csproj ?? Csproj())
        .Write($"{directory}/Orders.cs", StaticCredentials)
        .Image(directory);

    public static Scratch Image(this Scratch scratch, string directory) => scratch.Write($"{directory}/Dockerfile", KeyInImage);
}
