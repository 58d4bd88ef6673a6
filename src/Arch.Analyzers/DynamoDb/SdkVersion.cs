using System;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>The version of the SDK that the project references, and how it was told to treat empty collections.</summary>
internal sealed class SdkVersion
{
    private readonly Lazy<bool> _emptyIsNull;

    private SdkVersion(ArchContext arch)
    {
        Assembly = arch.Compilation.SourceModule.ReferencedAssemblySymbols.FirstOrDefault(static assembly => assembly.Name == "AWSSDK.DynamoDBv2");
        Major = Assembly?.Identity.Version.Major ?? 0;
        _emptyIsNull = new(() => Major >= 4 && !InitializesCollections(arch.Compilation));
    }

    public IAssemblySymbol? Assembly { get; }

    public int Major { get; }

    /// <summary>Whether a response holds null where nothing came back: the default of v4.</summary>
    public bool EmptyIsNull => _emptyIsNull.Value;

    /// <summary>How the SDK retries as long as nobody tells it anything.</summary>
    public string DefaultRetries => Major < 4 ? "10 retries" : FileVersion >= new Version(4, 1) ? "3 retries from 25 ms" : "10 retries, up to 20 s each";

    /// <summary>How often the SDK tries again as long as nobody tells it anything.</summary>
    public int Retries => FileVersion >= new Version(4, 1) ? 3 : 10;

    /// <summary>All of v4 has one identity; the minor version only stands here.</summary>
    private Version FileVersion =>
        Assembly?.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.Name == "AssemblyFileVersionAttribute") is { ConstructorArguments: { Length: 1 } arguments }
        && Version.TryParse(arguments[0].Value as string, out var version)
            ? version
            : new Version(Major, 0);

    public static SdkVersion Get(ArchContext arch) => arch.Slot(static context => new SdkVersion(context));

    private static bool InitializesCollections(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (TextSearch.IndexOf(tree.GetText(), "InitializeCollections") >= 0
                && tree.GetRoot().DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(static assignment =>
                    assignment.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "InitializeCollections" } && assignment.Right.ToString() != "false"))
                return true;
        }

        return false;
    }
}
