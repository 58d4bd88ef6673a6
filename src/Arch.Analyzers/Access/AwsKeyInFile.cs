using System;
using System.Linq;
using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Access;

/// <summary>ARCH1004: key material in a text file, by its shape alone or by the name that the file's structure gives it.</summary>
internal sealed class AwsKeyInFile() : FileRule(
    [FileKind.Json, FileKind.Yaml, FileKind.Dockerfile, FileKind.Xml, FileKind.Text], AccessRules.AwsKeyInFile)
{
    /// <summary>Property of the diagnostic: the language of the file, when its structure shows what there is to delete.</summary>
    public const string Language = "arch.language";

    /// <summary>A file that does not parse is still searched for what its shape gives away.</summary>
    public override bool NeedsStructure => false;

    public override bool IsWorthReading(ArchFile file) => !IsLockFile(file.Name);

    public override void Check(ArchFile file, FileReport report)
    {
        var found = FileKeys.Collect(file, KeySettings.Of(report.Arch, file.Source));
        foreach (var key in KeyFindings.Of(found.Keys, file.Text!))
        {
            var reporting = found.LanguageOf(key.Key) is { } language ? report.With(Language, language) : report;
            reporting.WithLocations(key.Others).At(key.Key.Span, key.Finding, found.OwnerOf(key.Key), key.Subject, file.Name);
        }
    }

    /// <summary>Digests of packages, written by tools and read by nobody.</summary>
    private static bool IsLockFile(string name) =>
        name.EndsWith(".lock", StringComparison.OrdinalIgnoreCase)
        || new[] { "package-lock.json", "packages.lock.json", "npm-shrinkwrap.json" }.Contains(name, StringComparer.OrdinalIgnoreCase);
}
