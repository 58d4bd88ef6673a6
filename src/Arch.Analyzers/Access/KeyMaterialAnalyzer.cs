using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Access;

/// <summary>Hosts the search for key material, which needs no SDK and does not stop at generated code: settings designers copy defaults into it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeyMaterialAnalyzer() : CodeAnalyzer(new HardcodedAwsKey())
{
    private protected override bool ReportsInGeneratedCode => true;
}
