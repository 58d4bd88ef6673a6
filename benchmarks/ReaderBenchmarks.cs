using System.Text;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Json;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Benchmarks;

/// <summary>The readers over small and large files.</summary>
[MemoryDiagnoser]
public class ReaderBenchmarks
{
    private SourceText _json = SourceText.From("");

    [Params(10, 300)]
    public int Kilobytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var json = new StringBuilder("{\n  \"Resources\": {\n");
        for (var i = 0; json.Length < Kilobytes * 1024; i++)
            json.Append($"    \"Queue{i}\": {{ \"Type\": \"AWS::SQS::Queue\", \"Properties\": {{ \"QueueName\": \"orders-{i}\", \"VisibilityTimeout\": {i} }} }},\n");
        json.Append("    \"Last\": { \"Type\": \"AWS::SNS::Topic\" }\n  }\n}\n");
        _json = SourceText.From(json.ToString());
    }

    [Benchmark]
    public object Json() => JsonReader.Parse(_json);
}
