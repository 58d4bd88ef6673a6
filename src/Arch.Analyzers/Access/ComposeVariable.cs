using System;
using System.Collections.Generic;
using Arch.Analyzers.Cloud;
using Arch.Analyzers.Documents;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Access;

/// <summary>One variable or build argument of a compose file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where the name stands.</param>
/// <param name="Element">What defines it: the entry of a map or an item of a list.</param>
/// <param name="Value">Its value as written; null when it is passed through from the caller of Compose.</param>
internal readonly record struct ComposeVariable(string Name, TextSpan Place, Node Element, string? Value)
{
    private const string Endpoint = "AWS_ENDPOINT_URL";

    private static readonly string[] UrlWords = ["service", "url"];

    private static readonly string[] Services = ["aws", "s3", "sqs", "sns", "dynamo", "dynamodb", "kinesis"];

    /// <summary>True when the value is the caller's.</summary>
    public bool IsPassedThrough => Known is null;

    /// <summary>True for a credential variable that carries a key of AWS. A dummy value is for an emulator, and so is that of a variable called after one.</summary>
    public bool HandsCredentials => CredentialName.Classify(Name).IsSetting
        && (Known is { } value
            ? !KeyMaterial.Find(value, Seek.Secrets | Seek.NamedTokens, KeyPrefixes.Default).IsEmpty
            : Value is null || !Emulator.IsNamedIn(Value));

    /// <summary>True when the variable sends an AWS client to something that is not AWS, or may do so.</summary>
    public bool IsOtherEndpoint => IsEndpoint(Name) && (Known is not { } url || (url.IndexOfAny(['.', ':']) >= 0 && !ServiceUrl.IsAws(url)));

    private string? Known => Value is null ? null : ComposeText.Resolve(Value);

    public static IEnumerable<ComposeVariable> In(Node? environment)
    {
        if (environment is null)
            yield break;
        if (environment.Kind == NodeKind.List)
        {
            foreach (var item in environment.Children)
            {
                if (item is not { IsScalar: true, Value: { } text })
                    continue;
                var equals = text.IndexOf('=');
                var length = equals < 0 ? text.Length : equals;
                yield return new(text.Substring(0, length), item.SourceSpan(0, length), item, equals < 0 ? null : text.Substring(equals + 1));
            }
        }
        else
        {
            foreach (var entry in MergedMap.Entries(environment))
            {
                // "!reset" takes away what another file said.
                if (entry.IsScalar && entry.Tag != "!reset")
                    yield return new(entry.Key!, entry.KeySpan, entry, entry.Value);
            }
        }
    }

    private static bool IsEndpoint(string name)
    {
        var words = new NameWords(name);
        if (name.StartsWith(Endpoint, StringComparison.OrdinalIgnoreCase) || words.EndWith(UrlWords))
            return true;
        bool isEndpoint = false, isOfService = false;
        for (var i = 0; i < words.Count; i++)
        {
            // That of the instance serves no requests to AWS.
            if (words[i] == "metadata")
                return false;
            isEndpoint |= words[i] == "endpoint";
            isOfService |= Array.IndexOf(Services, words[i]) >= 0;
        }

        return isEndpoint && isOfService;
    }
}
