using System;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Access;

/// <summary>Tells the endpoints of AWS from those of DynamoDB Local, LocalStack, MinIO and others, which require some key.</summary>
internal static class ServiceUrl
{
    private static readonly string[] AwsDomains = ["amazonaws.com", "amazonaws.com.cn", "api.aws"];

    /// <summary>Whether the value of a <c>ServiceURL</c> leads elsewhere. One that is not known comes from configuration, and AWS needs none.</summary>
    public static bool IsCustom(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation)
    {
        var url = KnownText.Of(value, model, cancellation);
        return !url.IsComplete || (!url.IsNothing && !IsAws(url.Complete!));
    }

    public static bool IsAws(string url)
    {
        var host = HostOf(url);
        foreach (var domain in AwsDomains)
        {
            if (host.EndsWith(domain, StringComparison.OrdinalIgnoreCase)
                && (host.Length == domain.Length || host[host.Length - domain.Length - 1] == '.'))
                return true;
        }

        return false;
    }

    private static string HostOf(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal);
        start = start < 0 ? 0 : start + 3;
        var end = url.IndexOfAny(['/', '?', '#', '\\'], start);
        var authority = url.Substring(start, (end < 0 ? url.Length : end) - start);
        authority = authority.Substring(authority.LastIndexOf('@') + 1);
        var port = authority.IndexOf(':');
        return (port < 0 ? authority : authority.Substring(0, port)).Trim().TrimEnd('.');
    }
}
