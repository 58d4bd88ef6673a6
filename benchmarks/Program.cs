using Arch.Benchmarks;
using BenchmarkDotNet.Running;

// all [--samples n]               every figure of docs/performance.md but those of layers
// cost [--samples n] [--files n] [--no-peers] [folder…]   what the analyzers add to a build, beside their peers
// rules [--samples n] [--files n] [folder…]   what each rule takes by itself
// edit [--samples n] [--files n]   what an editor spends on one edited file
// cold [--samples n] [--files n]   what the package adds to a compiler process just started
// scale                           our own work on 45,000 to 1,000,000 lines
// files [--samples n]             our own work on text files
// layers [--samples n] [--nsdepcop file] folder…   what layer rules add to a build, beside their peers
// corpus [--package file] [--verdicts file] folder…      our findings in public code, sorted, beside what a person found about them
// readers                        BenchmarkDotNet over the readers and scanners
switch (args.FirstOrDefault())
{
    case "all":
        Print(Costs());
        Print([Scale(), Files(), Edit(), Cold()]);
        return 0;
    case "cost":
        Print(Costs());
        return 0;
    case "rules":
        Print(Bodies().Select(body => RulesCost.Run(body, Number("--samples", 3))));
        return 0;
    case "edit":
        Print([Edit()]);
        return 0;
    case "cold":
        Print([Cold()]);
        return 0;
    case "scale":
        Print([Scale()]);
        return 0;
    case "files":
        Print([Files()]);
        return 0;
    case "layers":
        var nsDepCop = Given("--nsdepcop") is { } assembly ? AnalyzerSets.OfFile(assembly) : [];
        Print(Others().Select(folder => LayersCost.Run(Body.FromFolder(folder), Number("--samples", 7), nsDepCop)));
        return 0;
    case "corpus":
        var package = Given("--package");
        var verdicts = Given("--verdicts");
        return Corpus.Run(
            package is null ? AnalyzerSets.Ours : AnalyzerSets.OfPackage(package),
            Others(),
            verdicts is null ? null : Verdicts.Read(verdicts));
    case "readers":
        BenchmarkSwitcher.FromAssembly(typeof(ReaderBenchmarks).Assembly).Run(args[1..]);
        return 0;
    default:
        Console.Error.WriteLine("usage: all | cost [--samples n] [--files n] [--no-peers] [folder…] | rules [--samples n] [--files n] [folder…] | edit | cold | scale | files | layers [--samples n] [--nsdepcop file] folder… | corpus [--package file] [--verdicts file] folder… | readers [BenchmarkDotNet options]");
        return 2;
}

IEnumerable<string> Costs() => Bodies().Select(body => CostRunner.Run(body, Number("--samples", 7), peers: !args.Contains("--no-peers")));

IEnumerable<Body> Bodies()
{
    var folders = Others();
    return folders.Count > 0
        ? folders.Select(folder => Body.FromFolder(folder))
        : [Body.Generated(Number("--files", 425), aws: true), Body.Generated(Number("--files", 425), aws: false)];
}

string Scale() => ScaleCost.Run();

string Files() => FilesCost.Run(Number("--samples", 7));

string Edit() => EditCost.Run(Body.Generated(Number("--files", 425), aws: true), Number("--samples", 9));

string Cold() => ColdCost.Run(Body.Generated(Number("--files", 425), aws: true), Number("--samples", 5));

static void Print(IEnumerable<string> reports)
{
    foreach (var report in reports)
        Console.WriteLine(report);
}

string? Given(string option) => Array.IndexOf(args, option) is var at and >= 0 ? args[at + 1] : null;

int Number(string option, int otherwise) => Given(option) is { } number ? int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) : otherwise;

// What is neither an option nor the value of one.
List<string> Others() => [.. args.Where((argument, index) => index > 0 && !IsOption(argument) && (!IsOption(args[index - 1]) || args[index - 1] == "--no-peers"))];

static bool IsOption(string argument) => argument.StartsWith("--", StringComparison.Ordinal);
