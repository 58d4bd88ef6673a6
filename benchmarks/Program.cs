using Arch.Benchmarks;
using BenchmarkDotNet.Running;

// cost [--samples n] [--files n] [--no-peers] [folder…]   what the analyzers add to a build, beside their peers
// layers [--samples n] folder…   what layer rules add to a build, beside their peers
// corpus [--package file] [--verdicts file] folder…      our findings in public code, sorted, beside what a person found about them
// readers                        BenchmarkDotNet over the readers and scanners
switch (args.FirstOrDefault())
{
    case "cost":
        var samples = 7;
        var peers = true;
        var files = 150;
        var folders = new List<string>();
        for (var i = 1; i < args.Length; i++)
        {
            if (args[i] == "--samples")
                samples = int.Parse(args[++i], System.Globalization.CultureInfo.InvariantCulture);
            else if (args[i] == "--files")
                files = int.Parse(args[++i], System.Globalization.CultureInfo.InvariantCulture);
            else if (args[i] == "--no-peers")
                peers = false;
            else
                folders.Add(args[i]);
        }

        IEnumerable<Body> bodies = folders.Count > 0
            ? folders.Select(folder => Body.FromFolder(folder))
            : [Body.Generated(files, aws: true), Body.Generated(files, aws: false)];
        foreach (var body in bodies)
            Console.WriteLine(CostRunner.Run(body, samples, peers));
        return 0;
    case "layers":
        var rounds = Given("--samples") is { } count ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 7;
        foreach (var folder in args.Skip(Given("--samples") is null ? 1 : 3))
            Console.WriteLine(LayersCost.Run(Body.FromFolder(folder), rounds));
        return 0;
    case "corpus":
        var package = Given("--package");
        var verdicts = Given("--verdicts");
        return Corpus.Run(
            package is null ? AnalyzerSets.Ours : AnalyzerSets.OfPackage(package),
            args.Skip(1).Where((argument, index) => !argument.StartsWith("--", StringComparison.Ordinal) && !args[index].StartsWith("--", StringComparison.Ordinal)),
            verdicts is null ? null : Verdicts.Read(verdicts));
    case "readers":
        BenchmarkSwitcher.FromAssembly(typeof(ReaderBenchmarks).Assembly).Run(args[1..]);
        return 0;
    default:
        Console.Error.WriteLine("usage: cost [--samples n] [--files n] [--no-peers] [folder…] | layers [--samples n] folder… | corpus [--package file] [--verdicts file] folder… | readers [BenchmarkDotNet options]");
        return 2;
}

string? Given(string option) => Array.IndexOf(args, option) is var at and >= 0 ? args[at + 1] : null;
