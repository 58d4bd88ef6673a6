using System;
using System.Collections.Immutable;
using System.Linq;

namespace Arch.Analyzers.Lifecycle;

/// <summary>What the name of an image says about the system in it.</summary>
internal readonly struct BaseImage
{
    private const string Library = "docker.io/library/";

    private static readonly string[] Dash =
        ["debian", "ubuntu", "trixie", "bookworm", "bullseye", "buster", "stretch", "jessie", "resolute", "noble", "jammy", "focal", "bionic", "xenial", "slim"];

    private static readonly string[] Bash =
        ["amazonlinux", "amazoncorretto", "al2023", "amzn", "ubi", "ubi7", "ubi8", "ubi9", "ubi10", "rhel", "fedora", "centos", "rockylinux", "almalinux", "oraclelinux", "oracle",
         "azurelinux", "mariner", "photon", "opensuse", "archlinux"];

    /// <summary>Official images with another system than Debian in a tag that says nothing.</summary>
    private static readonly string[] OtherLibraries =
    [
        "alpine", "busybox", "scratch", "docker", "registry", "traefik", "caddy", "composer", "consul", "vault", "nats", "nats-streaming", "swarm", "hello-world", "hitch", "openjdk", "mysql",
        "percona", "clearlinux", "mageia", "alt", "sl", "sourcemage", "crux", "cirros", "notary", "chronograf", "kapacitor", "haxe", "swift",
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
        foreach (var mirror in (string[])["public.ecr.aws/docker/library/", "docker.io/library/", "index.docker.io/library/", "library/"])
        {
            if (repository.StartsWith(mirror, StringComparison.Ordinal))
                repository = repository.Substring(mirror.Length);
        }

        return new BaseImage(repository.IndexOf('/') < 0 ? Library + repository : repository, colon < 0 ? "" : name.Substring(colon + 1));
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
            if (Array.Exists(Dash, Names) || _repository.StartsWith("mcr.microsoft.com/dotnet/", StringComparison.Ordinal) || IsDebianLibrary)
                return ShellKind.Dash;
            return ShellKind.Unknown;
        }
    }

    /// <param name="others">Beginnings of further names, as somebody has configured them.</param>
    public bool HasNoShell(ImmutableArray<string> others)
    {
        var name = _tag.Length == 0 ? _repository : _repository + ":" + _tag;
        var plain = _repository.StartsWith(Library, StringComparison.Ordinal) ? name.Substring(Library.Length) : name;
        if (Array.Exists(["debug", "dev"], HasWord))
            return false;
        return plain is "scratch" || HasWord("chiseled") || HasWord("distroless")
            || _repository.StartsWith("gcr.io/distroless/", StringComparison.Ordinal)
            || (_repository.StartsWith("mcr.microsoft.com/", StringComparison.Ordinal) && _repository.IndexOf("/distroless/", StringComparison.Ordinal) > 0)
            || others.Any(other => plain.StartsWith(other, StringComparison.OrdinalIgnoreCase));
    }

    private bool IsDebianLibrary => _repository.StartsWith(Library, StringComparison.Ordinal)
        && Array.IndexOf(OtherLibraries, _repository.Substring(Library.Length)) < 0;

    /// <summary>Whether the tag or the last part of the repository has this among its words: <c>8.0-alpine3.19</c>, <c>ubi8/ubi-minimal</c>.</summary>
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
