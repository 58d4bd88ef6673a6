using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Access;

/// <summary>The options of ARCH10xx.</summary>
internal static class AccessOptions
{
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
