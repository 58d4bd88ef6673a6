using System;
using System.Collections.Immutable;
using System.Linq;

namespace Arch.Analyzers.Lifecycle;

/// <summary>What the name of an image says about the system in it.</summary>
internal readonly struct BaseImage
{
    /// <summary>Where the official images are.</summary>
    private static readonly string[] Libraries = ["public.ecr.aws/docker/library/", "docker.io/library/", "index.docker.io/library/", "library/"];

    private static readonly string[] Dash =
        ["debian", "ubuntu", "trixie", "bookworm", "bullseye", "buster", "stretch", "jessie", "resolute", "noble", "jammy", "focal", "bionic", "xenial", "slim"];

    private static readonly string[] Bash =
        ["amazonlinux", "amazoncorretto", "al2023", "amzn", "ubi", "ubi7", "ubi8", "ubi9", "ubi10", "rhel", "fedora", "centos", "rockylinux", "almalinux", "oraclelinux", "oracle",
         "azurelinux", "mariner", "photon", "opensuse", "archlinux"];

    /// <summary>Official images that are built on Debian or Ubuntu unless a tag says otherwise.</summary>
    private static readonly string[] DebianLibraries =
    [
        "buildpack-deps", "node", "python", "ruby", "golang", "php", "perl", "rust", "gcc", "erlang", "elixir", "julia", "mono", "eclipse-temurin", "maven", "gradle", "tomcat", "jetty",
        "nginx", "httpd", "haproxy", "redis", "postgres", "mariadb", "mongo", "rabbitmq", "memcached",
    ];

    private readonly string _repository;
    private readonly string _tag;

    private BaseImage(string repository, string tag) => (_repository, _tag) = (repository, tag);

    public static BaseImage Parse(string image)
    {
        var name = image.ToLowerInvariant();
        var digest = name.IndexOf('@');
        if (digest >= 0)
            name = name.Substring(0, digest);
        var slash = name.LastIndexOf('/');
        var colon = name.IndexOf(':', slash + 1);
        var repository = colon < 0 ? name : name.Substring(0, colon);
        foreach (var mirror in Libraries)
        {
            if (repository.StartsWith(mirror, StringComparison.Ordinal))
                repository = repository.Substring(mirror.Length);
        }

        return new BaseImage(repository, colon < 0 ? "" : name.Substring(colon + 1));
    }

    /// <summary>Neither the shells of Linux nor its signals.</summary>
    public bool IsWindows => _tag.IndexOf("nanoserver", StringComparison.Ordinal) >= 0 || _tag.IndexOf("servercore", StringComparison.Ordinal) >= 0
        || _tag.IndexOf("windows", StringComparison.Ordinal) >= 0 || _repository.IndexOf("windows", StringComparison.Ordinal) >= 0
        || _repository.IndexOf("nanoserver", StringComparison.Ordinal) >= 0
        || _repository.StartsWith("mcr.microsoft.com/dotnet/framework/", StringComparison.Ordinal)
        || _repository is "microsoft/aspnet" or "microsoft/iis" or "microsoft/dotnet-framework";

    /// <summary>Its entry point calls a function: CMD is the name of a handler.</summary>
    public bool IsLambda => _repository.StartsWith("public.ecr.aws/lambda/", StringComparison.Ordinal) || _repository.StartsWith("amazon/aws-lambda-", StringComparison.Ordinal)
        || _repository.StartsWith("public.ecr.aws/sam/", StringComparison.Ordinal);

    /// <summary>What <c>/bin/sh</c> is.</summary>
    public ShellKind Shell
    {
        get
        {
            if (Names("alpine") || Names("busybox"))
                return ShellKind.Busybox;
            if (Array.Exists(Bash, Names))
                return ShellKind.BashAsSh;
            if (Array.Exists(Dash, Names) || Array.IndexOf(DebianLibraries, _repository) >= 0 || _repository.StartsWith("mcr.microsoft.com/dotnet/", StringComparison.Ordinal)
                || _repository is "microsoft/dotnet" or "microsoft/aspnetcore" or "microsoft/aspnetcore-build")
                return ShellKind.Dash;
            return ShellKind.Unknown;
        }
    }

    /// <param name="others">Beginnings of further names, as somebody has configured them.</param>
    public bool HasNoShell(ImmutableArray<string> others)
    {
        var name = _tag.Length == 0 ? _repository : _repository + ":" + _tag;
        if (Array.Exists(["debug", "dev"], HasWord))
            return false;
        return name is "scratch" || HasWord("chiseled") || HasWord("distroless")
            || _repository.StartsWith("gcr.io/distroless/", StringComparison.Ordinal)
            || (_repository.StartsWith("mcr.microsoft.com/", StringComparison.Ordinal) && _repository.IndexOf("/distroless/", StringComparison.Ordinal) > 0)
            || others.Any(other => name.StartsWith(other, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether the tag or the repository has this among its words: <c>8.0-alpine3.19</c>, <c>ubi8/ubi-minimal</c>.</summary>
    private bool Names(string system) => HasSystem(_tag, system) || HasSystem(_repository, system);

    private bool HasWord(string word) => Array.IndexOf(_tag.Split('-', '.', '_'), word) >= 0;

    private static bool HasSystem(string text, string system)
    {
        for (var at = text.IndexOf(system, StringComparison.Ordinal); at >= 0; at = text.IndexOf(system, at + 1, StringComparison.Ordinal))
        {
            var end = at + system.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetter(text[end])))
                return true;
        }

        return false;
    }
}
