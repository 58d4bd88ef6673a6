using Arch.Analyzers.Tests.Harness;
using Verify = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.Access.CredentialsReadByHand, Arch.CodeFixes.Access.CredentialsReadByHandFix>;

namespace Arch.Analyzers.Tests.Access;

public class CredentialsReadByHandFixTests
{
    private static string InMethod(string statements) => $$"""
        using System;
        using Microsoft.Extensions.Configuration;

        class Service
        {
            string Next() => "";

            void Run(IConfiguration config, string token)
            {
                {{statements}}
            }
        }
        """;

    [Theory]
    [InlineData("[|Environment.SetEnvironmentVariable(\"AWS_SESSION_TOKEN\", token)|];\n        Console.WriteLine(token);", "Console.WriteLine(token);")]
    [InlineData("var t = token;\n        [|Environment.SetEnvironmentVariable(\"AWS_SESSION_TOKEN\", t)|];\n        Console.WriteLine();", "Console.WriteLine();")]
    [InlineData("var t = token;\n        [|Environment.SetEnvironmentVariable(\"AWS_SESSION_TOKEN\", t)|];\n        Console.WriteLine(t);", "var t = token;\n        Console.WriteLine(t);")]
    [InlineData("var t = Next();\n        [|Environment.SetEnvironmentVariable(\"AWS_SESSION_TOKEN\", t)|];\n        Console.WriteLine();", "var t = Next();\n        Console.WriteLine();")]
    [InlineData("Console.WriteLine();\n        // why\n        [|config[\"AWS:SecretKey\"]|] = token; // gone\n\n        Console.WriteLine();", "Console.WriteLine();\n        // why\n\n        Console.WriteLine();")]
    [InlineData("Console.WriteLine();\n        [|config.GetSection(\"AWS:SecretKey\")|].Value = token;", "Console.WriteLine();")]
    [InlineData("Console.WriteLine();\n        [|Environment.SetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\", config[\"User\"])|];\n        [|Environment.SetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\", config[\"Password\"])|];\n        Console.WriteLine();", "Console.WriteLine();\n        Console.WriteLine();")]
    [InlineData("if (token.Length > 3)\n        {\n            [|config[\"AWS:SecretKey\"]|] = token;\n        }", "if (token.Length > 3)\n        {\n        }")]
    public async Task Setting_IsDeleted(string before, string after)
    {
        await Verify.Csharp(Refs.AwsV4, InMethod(before), InMethod(after));
        await Verify.Csharp(Refs.AwsV3, InMethod(before), InMethod(after));
    }

    [Fact]
    public Task TopLevelSetting_IsDeleted() => Verify.Csharp(Refs.AwsV4, """
        var token = "x";
        [|System.Environment.SetEnvironmentVariable("AWS_SESSION_TOKEN", token)|];
        System.Console.WriteLine();
        """, """
        System.Console.WriteLine();
        """);

    [Theory]
    [InlineData("Console.WriteLine([|config[\"AWS:SecretKey\"]|]);")]
    [InlineData("if (token is null) [|config[\"AWS:SecretKey\"]|] = token;")]
    [InlineData("[|Environment.SetEnvironmentVariable(\"AWS_SESSION_TOKEN\", Next())|];")]
    [InlineData("Action a = () => [|Environment.SetEnvironmentVariable(\"AWS_SESSION_TOKEN\", token)|];")]
    [InlineData("Console.WriteLine([|config[\"AWS:SecretKey\"]|] = token);")]
    [InlineData("var x = [|Environment.GetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\")|]; Console.WriteLine(x);")]
    public Task NotOffered(string statements) => Verify.NotOffered(Refs.AwsV4, InMethod(statements));
}
