using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Arch.Analyzers.Lifecycle;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Arch.CodeFixes.Lifecycle;

/// <summary>ARCH3001: registers a handler of SIGTERM, and lets it end what the entry point stands still at.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SigtermNotHandledFix)), Shared]
public sealed class SigtermNotHandledFix() : DocumentFix(LifecycleRules.SigtermNotHandled)
{
    private protected override Task OfferAsync(FixOffer offer) => OfferAsync(offer, "Stop on SIGTERM", "stop");

    private protected override bool Plan(Document document, Diagnostic finding, string variant, Edits edits, CancellationToken cancellation) => StopOnSigterm.Plan(edits, cancellation);
}
