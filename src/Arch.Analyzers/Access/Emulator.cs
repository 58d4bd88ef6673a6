using System;

namespace Arch.Analyzers.Access;

/// <summary>What stands for AWS on a developer's machine, and wants some key without looking at it.</summary>
internal static class Emulator
{
    private static readonly string[] Names = ["localstack", "dynamodb-local", "minio", "elasticmq", "moto"];

    /// <summary>Whether a text, such as the name of an image or of a variable, holds the name of an emulator.</summary>
    public static bool IsNamedIn(string text) => Array.Exists(Names, name => text.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0);
}
