using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Redis;

/// <summary>Hosts the rules over code that talks to Redis.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RedisAnalyzer()
    : CodeAnalyzer(new RedisKeysCommand(), new RedisScanWithoutNamespace(), new RedisKeyWithoutNamespace(), new RedisFlush())
{
    private protected override bool Applies(ArchContext arch) => arch.ReferencesAny(RedisTypes.Assemblies);
}
