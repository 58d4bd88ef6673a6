using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.Analyzers.DynamoDb;

/// <summary>The options of ARCH21xx.</summary>
internal static class DynamoDbOptions
{
    public const string Explicit = "explicit";
    public const string Visible = "visible";
    public const string Assume = "assume";

    private static readonly string[] CallRules = ["ARCH2101"];

    public static readonly ChoiceOption Backoff = new(
        "dynamodb.backoff", "Whose retries count: 'sdk' trusts those of the SDK, 'explicit' wants every call in a backoff of the project's own", "sdk", Explicit)
    {
        SharedBy = CallRules,
    };

    public static readonly ChoiceOption ClientConfig = new(
        "ARCH2101.client_config",
        "Whether retries set on the client count as backoff: 'visible' when the project sets them, 'assume' always, 'never' only a pipeline around the call",
        Visible, Assume, "never");

    public static readonly TextOption Pipeline = new(
        "dynamodb.pipeline", "The pipeline or policy that the code fix uses", "a static field or property as 'Namespace.Type.Member'", static text => IsName(text, 2))
    {
        SharedBy = CallRules,
    };

    public static readonly TextOption PipelineKey = new(
        "dynamodb.pipeline_key", "The name under which a ResiliencePipelineProvider knows the pipeline for DynamoDB", "a name") { SharedBy = CallRules };

    public static readonly ListOption ResilienceMethods = new(
        "dynamodb.resilience_methods", "", "Methods of other assemblies that run a delegate with backoff", "methods as 'Namespace.Type.Method', separated by commas",
        static item => IsName(item, 2)) { SharedBy = CallRules };

    public static readonly ListOption ResilienceAttributes = new(
        "dynamodb.resilience_attributes", "", "Attributes whose members, types or assemblies run with backoff, such as those of a weaver",
        "full type names separated by commas", static item => IsName(item, 1)) { SharedBy = CallRules };

    public static readonly BooleanOption HighLevel = new(
        "ARCH2109.high_level", false, "Whether the batches of the high-level models are reported too, at severity Info: the SDK resubmits them without any delay");

    private static bool IsName(string text, int parts)
    {
        var names = text.Split('.');
        foreach (var name in names)
        {
            if (!SyntaxFacts.IsValidIdentifier(name))
                return false;
        }

        return names.Length >= parts;
    }
}
