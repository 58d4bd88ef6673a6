using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>ARCH2103: the SDK's backoff is switched off, and nothing takes its place.</summary>
internal sealed class DynamoDbRetriesDisabled() : CodeRule(DynamoDbRules.DynamoDbRetriesDisabled)
{
    public override void Start(RuleStart start) => start.OnAssignment(["MaxErrorRetry", "ThrottleRetries"], Check);

    private static void Check(NodeContext context)
    {
        var assignment = (AssignmentExpressionSyntax)context.Node;
        var value = context.Model.GetConstantValue(assignment.Right, context.Cancellation);
        if (value.Value is not (0 or false) || ClientSetting.Of(assignment, context.Model, context.Cancellation) is not { } setting)
            return;

        if (value.Value is false)
            context.Report.In(DynamoDbWordings.TokenBucketDisabled).Soft(assignment.GetLocation(), Finding.Of(setting));
        else if (!ExponentialRetry.Get(context.Arch).Exists)
            context.Report.At(assignment.GetLocation(), Finding.Of(setting), setting.Name);
    }
}
