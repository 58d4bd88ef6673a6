using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Access;

/// <summary>Takes an expression away together with what only serves to hold it.</summary>
internal static class Removal
{
    /// <summary>Plans to delete a member of an initializer, or the statement that consists of the expression; false for anything else.</summary>
    public static bool Plan(ExpressionSyntax expression, Edits edits)
    {
        if (expression.Parent is InitializerExpressionSyntax initializer && !Statements.HasDirectives(initializer))
        {
            edits.Drop(expression);
            return true;
        }

        if (expression.Parent is not ExpressionStatementSyntax statement || Statements.Deletable(statement) is not { } deletable)
            return false;
        edits.Delete(deletable);
        return true;
    }
}
