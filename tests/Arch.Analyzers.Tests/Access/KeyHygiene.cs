using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Tests.Access;

/// <summary>What a finding tells about a key must not be the key.</summary>
internal static class KeyHygiene
{
    public static void Verify(IEnumerable<Diagnostic> findings)
    {
        foreach (var finding in findings)
        {
            Clean(finding.GetMessage());
            foreach (var (key, value) in finding.Properties)
                Clean(key + value);
            Clean(finding.Descriptor.Description.ToString());
        }
    }

    private static void Clean(string text)
    {
        foreach (var secret in Keys.Hidden)
            Assert.DoesNotContain(secret, text);
    }
}
