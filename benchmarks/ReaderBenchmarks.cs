using System.Text;
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
        var json = new StringBuilder("{\n  \"Resources\": {\n");
        for (var i = 0; json.Length < Kilobytes * 1024; i++)
            json.Append($"    \"Queue{i}\": {{ \"Type\": \"AWS::SQS::Queue\", \"Properties\": {{ \"QueueName\": \"orders-{i}\", \"VisibilityTimeout\": {i} }} }},\n");
        json.Append("    \"Last\": { \"Type\": \"AWS::SNS::Topic\" }\n  }\n}\n");
        _json = SourceText.From(json.ToString());

        var yaml = new StringBuilder("Resources:\n");
        for (var i = 0; yaml.Length < Kilobytes * 1024; i++)
            yaml.Append($"  Queue{i}: # orders\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: !Sub 'orders-${{Stage}}-{i}'\n      VisibilityTimeout: {i}\n      Tags: [{{ Key: a, Value: b }}]\n");
        _yaml = SourceText.From(yaml.ToString());

        var docker = new StringBuilder("ARG V=8.0\nFROM mcr.microsoft.com/dotnet/aspnet:$V\n");
        for (var i = 0; docker.Length < Kilobytes * 1024; i++)
            docker.Append($"# step {i}\nRUN apt-get update && \\\n    apt-get install -y curl{i}\nENV A{i}=\"$V\" B=c\nCOPY --chown=app [\"a\", \"/b{i}\"]\n");
        _docker = SourceText.From(docker.ToString());
    }

    [Benchmark]
    public object Json() => JsonReader.Parse(_json);

    [Benchmark]
    public object Yaml() => YamlReader.Parse(_yaml);

    [Benchmark]
    public object Docker() => DockerfileReader.Parse(_docker);
}
