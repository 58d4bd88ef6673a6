using System.Collections.Immutable;
using System.IO.Compression;
using System.Reflection;
using System.Runtime.Loader;
using Arch.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Benchmarks;

/// <summary>The analyzers that are compared.</summary>
internal static class AnalyzerSets
{
    public static ImmutableArray<DiagnosticAnalyzer> Ours { get; } =
        [.. Catalogue.CodeHosts.Select(host => (DiagnosticAnalyzer)Activator.CreateInstance(host.GetType())!), new FilesAnalyzer()];

    /// <summary>The ids of our rules.</summary>
    public static ImmutableArray<string> Rules { get; } = [.. Ours.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Distinct().Order(StringComparer.Ordinal)];

    public static ImmutableArray<DiagnosticAnalyzer> Sdk { get; } = Load(Settings.Peer("SDK"), "*NetAnalyzers.dll");

    public static ImmutableArray<DiagnosticAnalyzer> Roslynator { get; } = Load(Settings.Peer("Roslynator"), "*.dll");

    public static ImmutableArray<DiagnosticAnalyzer> Meziantou { get; } = Load(Settings.Peer("Meziantou"), "*.dll");

    public static ImmutableArray<DiagnosticAnalyzer> Sonar { get; } = Load(Settings.Peer("Sonar"), "*.dll");

    public static ImmutableArray<DiagnosticAnalyzer> SecurityCodeScan { get; } = Load(Settings.Peer("SecurityCodeScan"), "*.dll");

    public static ImmutableArray<DiagnosticAnalyzer> BannedApi { get; } = Load(Settings.Peer("BannedApi"), "*.dll");

    /// <summary>Twenty members and types that rules of ours look for as well.</summary>
    public static AnalyzerOptions BannedSymbols { get; } = GivenFile.Options("/body/BannedSymbols.txt", """
        M:System.Environment.Exit(System.Int32)
        M:System.Environment.FailFast(System.String)
        M:System.Threading.Thread.Sleep(System.Int32)
        M:System.Threading.Thread.Sleep(System.TimeSpan)
        M:System.Threading.Tasks.Task.Delay(System.Int32)
        M:System.Threading.Tasks.Task.Run(System.Action)
        M:System.Threading.Tasks.Task.Run(System.Func{System.Threading.Tasks.Task})
        M:System.Diagnostics.Process.Kill
        M:System.Diagnostics.Process.GetCurrentProcess
        M:System.Environment.GetEnvironmentVariable(System.String)
        E:System.AppDomain.ProcessExit
        E:System.Console.CancelKeyPress
        T:System.Runtime.InteropServices.PosixSignalRegistration
        T:Amazon.Runtime.BasicAWSCredentials
        T:Amazon.Runtime.SessionAWSCredentials
        T:Amazon.Runtime.EnvironmentVariablesAWSCredentials
        T:Amazon.Runtime.StoredProfileAWSCredentials
        T:Amazon.Runtime.CredentialManagement.CredentialProfileStoreChain
        T:Amazon.DynamoDBv2.Model.ScanRequest
        T:Amazon.DynamoDBv2.Model.BatchWriteItemRequest
        """);

    /// <summary>The rules that look for them, and for much else.</summary>
    public static string[] RulesAboutBannedSymbols { get; } =
        ["ARCH1002", "ARCH1003", "ARCH2102", "ARCH2106", "ARCH3002", "ARCH3004", "ARCH3006", "ARCH3007", "ARCH3011", "ARCH3012"];

    /// <summary>The rules that say which layer may use what.</summary>
    public static string[] RulesAboutLayers { get; } = ["ARCH4001", "ARCH4002", "ARCH4004"];

    /// <summary>Ours as a <c>.nupkg</c> brings them.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> OfPackage(string package)
    {
        var folder = Directory.CreateTempSubdirectory("arch-package").FullName;
        ZipFile.ExtractToDirectory(package, folder);
        return Load(Path.Combine(folder, "analyzers"), "*.dll");
    }

    /// <summary>Those of one assembly and what lies beside it.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> OfFile(string assembly) => Load(Path.GetDirectoryName(Path.GetFullPath(assembly))!, "*.dll");

    /// <summary>Every C# analyzer below a folder; of several folders for Roslyn versions the newest.</summary>
    private static ImmutableArray<DiagnosticAnalyzer> Load(string folder, string pattern)
    {
        var files = Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(path => !path.Contains(".resources.") && !path.Contains("VisualBasic") && !path.Contains("CodeFixes"))
            .GroupBy(Path.GetFileName)
            .Select(same => same.OrderBy(path => path, StringComparer.Ordinal).Last())
            .ToList();
        var context = new FolderContext([.. files.Select(path => Path.GetDirectoryName(path)!).Distinct()]);
        var analyzers = ImmutableArray.CreateBuilder<DiagnosticAnalyzer>();
        foreach (var file in files)
        {
            foreach (var type in Types(context.LoadFromAssemblyPath(file)))
            {
                var attribute = type.GetCustomAttribute<DiagnosticAnalyzerAttribute>();
                if (!type.IsAbstract && attribute?.Languages.Contains(LanguageNames.CSharp) == true && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
                    analyzers.Add((DiagnosticAnalyzer)Activator.CreateInstance(type)!);
            }
        }

        return analyzers.ToImmutable();
    }

    private static IEnumerable<Type> Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partial)
        {
            return partial.Types.OfType<Type>();
        }
    }

    /// <summary>Takes Roslyn from the program and everything else from the folders of the analyzer.</summary>
    private sealed class FolderContext(string[] folders) : AssemblyLoadContext
    {
        protected override Assembly? Load(AssemblyName name)
        {
            if (name.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) && Default.Assemblies.Any(known => known.GetName().Name == name.Name))
                return null;
            var path = folders.Select(folder => Path.Combine(folder, name.Name + ".dll")).FirstOrDefault(File.Exists);
            return path is null ? null : LoadFromAssemblyPath(path);
        }
    }
}

/// <summary>The floor: what any analyzer costs that looks at the text of every tree and returns.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TextScanFloor : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new("FLOOR1", "Floor", "Floor", "Floor", DiagnosticSeverity.Warning, true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start => start.RegisterSyntaxTreeAction(static tree =>
        {
            var text = tree.Tree.GetText(tree.CancellationToken);
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] == '\u0001')
                    tree.ReportDiagnostic(Diagnostic.Create(Rule, Location.Create(tree.Tree, new(i, 1))));
            }
        }));
    }
}

/// <summary>An analyzer with one empty operation action: the price of making the compiler build operation trees.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class EmptyOperationAction : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new("FLOOR2", "Floor", "Floor", "Floor", DiagnosticSeverity.Warning, true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterOperationAction(static _ => { }, OperationKind.Invocation);
    }
}
