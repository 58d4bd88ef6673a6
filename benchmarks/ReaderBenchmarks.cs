using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Docker;
using Arch.Analyzers.Documents.Json;
using Arch.Analyzers.Documents.Yaml;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Benchmarks;

/// <summary>The readers over small and large files.</summary>
[MemoryDiagnoser]
public class ReaderBenchmarks
{
    private SourceText _json = SourceText.From("");
    private SourceText _yaml = SourceText.From("");
    private SourceText _docker = SourceText.From("");

    [Params(10, 300)]
    public int Kilobytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _json = GivenFile.Json(Kilobytes * 1024);
        _yaml = GivenFile.Yaml(Kilobytes * 1024);
        _docker = GivenFile.Docker(Kilobytes * 1024);
    }

    [Benchmark]
    public object Json() => JsonReader.Parse(_json);

    [Benchmark]
    public object Yaml() => YamlReader.Parse(_yaml);

    [Benchmark]
    public object Docker() => DockerfileReader.Parse(_docker);
}
