using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Arch.Analyzers.DynamoDb;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.DynamoDb;

/// <summary>Reads the other pages too, or repairs the end test of the loop that does (ARCH2105).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DynamoDbPageIgnoredFix)), Shared]
public sealed class DynamoDbPageIgnoredFix() : StepwiseFix(DynamoDbRules.DynamoDbPageIgnored)
{
    private protected override IEnumerable<FixStep> Steps(FixSite site)
    {
        switch (site.Diagnostic.Properties.TryGetValue(DynamoDbPageIgnored.Form, out var form) ? form : null)
        {
            case DynamoDbPageIgnored.Page:
                if (FirstPage.Of(site) is { } page)
                    yield return new("Read all pages", "pages", () => page.Rewrite(site));
                break;
            case DynamoDbPageIgnored.EndTest:
                if (site.Node is MemberAccessExpressionSyntax key && Test(key) is var (test, hasMore))
                    yield return new("Test 'is { Count: > 0 }'", "test", () => site.Root.ReplaceNode(test, NewTest(site, key, test, hasMore).WithTriviaFrom(test)));
                break;
            case DynamoDbPageIgnored.StartKey:
                if (site.Node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { } assignment && assignment.Parent is InitializerExpressionSyntax or ExpressionStatementSyntax { Parent: BlockSyntax })
                    yield return new("Remove the empty ExclusiveStartKey", "start", () => AssignmentRemoval.From(site.Root, assignment));
                break;
        }
    }

    /// <summary>The whole test that a key stands in, and whether it is true while there is more.</summary>
    private static (ExpressionSyntax Test, bool HasMore)? Test(ExpressionSyntax key)
    {
        if (key.Parent is PostfixUnaryExpressionSyntax forgiven)
            key = forgiven;
        var tested = key;
        if (key.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" } count && count.Expression == key)
        {
            tested = count;
        }
        else if (key.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Any", Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } any } && key.Parent.ChildNodes().First() == key)
        {
            return any.Parent is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } negation ? (negation, false) : (any, true);
        }

        return tested.Parent switch
        {
            BinaryExpressionSyntax { Right: LiteralExpressionSyntax { Token.ValueText: "0" or "null" } } binary when binary.Left == tested => binary.Kind() switch
            {
                SyntaxKind.EqualsExpression => (binary, false),
                SyntaxKind.NotEqualsExpression or SyntaxKind.GreaterThanExpression => (binary, true),
                _ => null,
            },
            IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax } pattern => (pattern, false),
            IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { Pattern: ConstantPatternSyntax } } pattern => (pattern, true),
            IsPatternExpressionSyntax { Pattern: RecursivePatternSyntax } pattern => (pattern, true),
            _ => null,
        };
    }

    private static ExpressionSyntax NewTest(FixSite site, ExpressionSyntax key, ExpressionSyntax test, bool hasMore)
    {
        var patterns = ((CSharpParseOptions)site.Root.SyntaxTree.Options).LanguageVersion >= LanguageVersion.CSharp9;
        var text = (patterns, hasMore) switch
        {
            (true, true) => $"{key} is {{ Count: > 0 }}",
            (true, false) => $"{key} is not {{ Count: > 0 }}",
            (false, true) => $"{key} != null && {key}.Count > 0",
            (false, false) => $"{key} == null || {key}.Count == 0",
        };
        return SyntaxFactory.ParseExpression(patterns || test.Parent is not (BinaryExpressionSyntax or PrefixUnaryExpressionSyntax) ? text : $"({text})");
    }
}
