using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Access;

/// <summary>The options of ARCH10xx.</summary>
internal static class AccessOptions
{
    public static readonly BooleanOption ReportInComments = new(
        "ARCH1001.report_in_comments", true, "Whether comments are searched as well, in C# and in the files of ARCH1004");

    public static readonly ListOption ExtraKeyPrefixes = new(
        "ARCH1001.extra_key_prefixes",
        "",
        "More beginnings of key ids, such as those of a compatible store, also for ARCH1004",
        "four characters of A–Z and 2–7 each, separated by commas",
        KeyPrefixes.IsValid);

    public static readonly ListOption SecretNames = new(
        "ARCH1001.secret_names",
        "",
        "More names that make a secret of 40 random characters, compared word by word, also for ARCH1004",
        "names separated by commas");

    public static readonly ListOption AllowedHashes = new(
        "ARCH1001.allowed_hashes",
        "",
        "SHA-256 digests of values that are known and accepted, or at least their first 16 digits, also for ARCH1004",
        "at least 16 hexadecimal digits each, separated by commas",
        Access.AllowedHashes.IsValid);

    public static readonly ListOption AllowedTypes = new(
        "ARCH1002.allowed_types",
        "",
        "Types that may build static credentials, such as a provider that reads them from a vault",
        "full type names separated by commas, such as 'Acme.Vault.VaultCredentials'",
        static item => IsName(item, minParts: 1));

    public static readonly ListOption ExtraSinks = new(
        "ARCH1002.extra_sinks",
        "",
        "Methods, properties and constructors (written Namespace.Type.Type) of other libraries that take static AWS credentials",
        "members as 'Namespace.Type.Member', separated by commas",
        static item => IsName(item, minParts: 2));

    public static readonly BooleanOption IncludeTests = new(
        "ARCH1002.include_tests", false, "Whether test projects are looked at as well");

    public static readonly BooleanOption Compose = new(
        "ARCH1005.compose", true, "Whether compose files are looked at; if not, only real keys in them are reported, by ARCH1004");

    public static readonly ListOption LocalFiles = new(
        "ARCH1005.local_files",
        "*.override.y*ml, *.local.y*ml, *.dev.y*ml, *.development.y*ml, *.test.y*ml, *.tests.y*ml, *.integration.y*ml, *.debug.y*ml",
        "Names of the compose files that never leave a developer's machine, with '*' for any characters",
        "file names separated by commas");

    public static readonly ListOption EmulatorImages = new(
        "ARCH1005.emulator_images", "", "More parts of image names whose services stand for AWS on a developer's machine", "parts of image names separated by commas");

    private static bool IsName(string text, int minParts)
    {
        var parts = text.Split('.');
        foreach (var part in parts)
        {
            if (!Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsValidIdentifier(part))
                return false;
        }

        return parts.Length >= minParts;
    }
}
