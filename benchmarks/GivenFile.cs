using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Benchmarks;

/// <summary>A file beside the code that is on no disk.</summary>
internal sealed class GivenFile(string path, SourceText text) : AdditionalText
{
    public override string Path => path;

    public static AnalyzerOptions Options(string path, string text) => new([new GivenFile(path, SourceText.From(text, Encoding.UTF8))]);

    public override SourceText GetText(CancellationToken cancellationToken = default) => text;

    /// <summary>A CloudFormation template in JSON of about a number of characters: queues, and a task, so that there is something to judge.</summary>
    public static SourceText Json(int length)
    {
        var json = new StringBuilder("{\n  \"Resources\": {\n");
        for (var i = 0; json.Length < length; i++)
        {
            json.Append($"    \"Queue{i}\": {{\n      \"Type\": \"AWS::SQS::Queue\",\n      \"Properties\": {{\n        \"QueueName\": {{ \"Fn::Sub\": \"orders-${{Stage}}-{i}\" }},\n");
            json.Append($"        \"VisibilityTimeout\": {i},\n        \"Tags\": [\n          {{ \"Key\": \"a\", \"Value\": \"b\" }}\n        ]\n      }}\n    }},\n");
        }

        json.Append("    \"Task\": {\n      \"Type\": \"AWS::ECS::TaskDefinition\",\n      \"Properties\": {\n        \"ContainerDefinitions\": [\n          {\n            \"Name\": \"orders\",\n");
        json.Append("            \"StopTimeout\": 30,\n            \"EntryPoint\": [\"dotnet\", \"Orders.dll\"],\n            \"Secrets\": [\n");
        json.Append("              { \"Name\": \"TOKEN\", \"ValueFrom\": \"arn:aws:ssm:eu-west-1:1:parameter/token\" }\n            ]\n          }\n        ]\n      }\n    }\n  }\n}\n");
        return SourceText.From(json.ToString(), Encoding.UTF8);
    }

    /// <summary>The same in YAML.</summary>
    public static SourceText Yaml(int length)
    {
        var yaml = new StringBuilder("Resources:\n");
        for (var i = 0; yaml.Length < length; i++)
            yaml.Append($"  Queue{i}: # orders\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: !Sub 'orders-${{Stage}}-{i}'\n      VisibilityTimeout: {i}\n      Tags: [{{ Key: a, Value: b }}]\n");
        yaml.Append("  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - Name: orders\n          StopTimeout: 30\n          EntryPoint: [dotnet, Orders.dll]\n");
        yaml.Append("          Secrets: [{ Name: TOKEN, ValueFrom: 'arn:aws:ssm:eu-west-1:1:parameter/token' }]\n");
        return SourceText.From(yaml.ToString(), Encoding.UTF8);
    }

    public static SourceText Docker(int length)
    {
        var docker = new StringBuilder("ARG V=8.0\nFROM mcr.microsoft.com/dotnet/aspnet:$V\n");
        for (var i = 0; docker.Length < length; i++)
            docker.Append($"# step {i}\nRUN apt-get update && \\\n    apt-get install -y curl{i}\nENV A{i}=\"$V\" B=c\nCOPY --chown=app [\"a\", \"/b{i}\"]\n");
        docker.Append("ENTRYPOINT [\"dotnet\", \"Orders.dll\"]\n");
        return SourceText.From(docker.ToString(), Encoding.UTF8);
    }
}
