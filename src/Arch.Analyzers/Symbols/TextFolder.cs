using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Symbols;

/// <summary>
/// Puts texts together as the program will: concatenation, interpolation, <c>Concat</c>, <c>Join</c>, <c>Format</c>, arrays of characters and bytes,
/// <c>Encoding</c>, chains of <c>StringBuilder</c>, constants, and static readonly fields with a literal. Without recursion, because a generated <c>+</c> chain
/// may have thousands of operands. It goes by names more than by symbols and follows no variables, because whoever asks wants to know what the literals of one
/// expression may add up to and where each piece stands; what a text really is says <see cref="KnownText"/>.
/// </summary>
internal sealed class TextFolder
{
    /// <summary>Characters; nobody needs a longer text, and a program may build one of gigabytes.</summary>
    private const int Limit = 64 * 1024;

    private static readonly string s_unknown = FoldedText.Unknown.ToString();

    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellation;
    private readonly StringBuilder _value = new();
    private readonly ImmutableArray<FoldedLeaf>.Builder _leaves = ImmutableArray.CreateBuilder<FoldedLeaf>();

    /// <summary>What comes next is on top; a text stands for itself, a node without one is still to be expanded.</summary>
    private readonly Stack<(SyntaxNode? Node, string? Text)> _pending = new();

    private TextFolder(SemanticModel model, CancellationToken cancellation)
    {
        _model = model;
        _cancellation = cancellation;
    }

    /// <summary>The text of an expression; null when it is too long to be looked at.</summary>
    public static FoldedText? Fold(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        var folder = new TextFolder(model, cancellation);
        folder._pending.Push((expression, null));
        return folder.Run() ? new FoldedText(folder._value.ToString(), folder._leaves.ToImmutable()) : null;
    }

    /// <summary>The next larger expression whose text may be put together from this part and others; null when there is none.</summary>
    public static SyntaxNode? Larger(SyntaxNode part) => part.Parent switch
    {
        InterpolatedStringExpressionSyntax text => text,
        InterpolationSyntax hole => hole.Parent,
        ParenthesizedExpressionSyntax or CastExpressionSyntax => part.Parent,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiven => forgiven,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => sum,
        InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ArrayInitializerExpression } elements when IsTextOf(part, elements) => elements,
        ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax => part.Parent,
        ExpressionElementSyntax { Parent: CollectionExpressionSyntax elements } when IsTextOf(part, elements) => elements,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } when IsFolded(call) => call,
        ArgumentSyntax { Parent.Parent: ImplicitObjectCreationExpressionSyntax creation } => creation,
        ArgumentSyntax { Parent.Parent: ObjectCreationExpressionSyntax creation } when IsStringOrBuilder(creation.Type) => creation,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == part && IsFolded(call) => call,
        _ => null,
    };

    /// <summary>An array of strings is no text, unless it is handed to a method that makes one of it.</summary>
    private static bool IsTextOf(SyntaxNode element, SyntaxNode array)
    {
        if (element is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.CharacterLiteralExpression or (int)SyntaxKind.NumericLiteralExpression } or CastExpressionSyntax)
            return true;
        while (array.Parent is ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or CastExpressionSyntax or ParenthesizedExpressionSyntax)
            array = array.Parent;
        return array.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && IsFolded(call);
    }

    private static bool IsFolded(InvocationExpressionSyntax call) => NameOf(call) is
        "Concat" or "Join" or "Format" or "Append" or "ToString" or "ToArray" or "ToCharArray" or "GetString" or "GetBytes";

    private static string? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        IdentifierNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    private static bool IsStringOrBuilder(TypeSyntax type) => type switch
    {
        PredefinedTypeSyntax predefined => predefined.Keyword.IsKind(SyntaxKind.StringKeyword),
        QualifiedNameSyntax qualified => IsStringOrBuilder(qualified.Right),
        SimpleNameSyntax name => name.Identifier.ValueText is "String" or "StringBuilder",
        _ => false,
    };

    private bool Run()
    {
        while (_pending.Count > 0 && _value.Length <= Limit)
        {
            _cancellation.ThrowIfCancellationRequested();
            var (node, text) = _pending.Pop();
            if (text is null)
                Expand(node!);
            else
                Add(node, text);
        }

        return _value.Length <= Limit;
    }

    private void Expand(SyntaxNode node)
    {
        switch (node)
        {
            case InterpolatedStringTextSyntax text:
                Add(text, text.TextToken.ValueText);
                break;
            case InterpolationSyntax { AlignmentClause: null, FormatClause: null } hole:
                Push(hole.Expression);
                break;
            case ParenthesizedExpressionSyntax parenthesized:
                Push(parenthesized.Expression);
                break;
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiven:
                Push(forgiven.Operand);
                break;
            case CastExpressionSyntax { Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.StringKeyword or (int)SyntaxKind.ObjectKeyword } } cast:
                Push(cast.Expression);
                break;
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression or (int)SyntaxKind.Utf8StringLiteralExpression } literal:
                Add(literal, literal.Token.ValueText);
                break;
            case InterpolatedStringExpressionSyntax text:
                PushReversed(text.Contents);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                PushOperands(sum);
                break;
            case InvocationExpressionSyntax call:
                Expand(call);
                break;
            case BaseObjectCreationExpressionSyntax creation:
                Expand(creation);
                break;
            case ExpressionSyntax expression when Elements(expression) is { } elements:
                PushElements(elements, IsBytes(expression), separator: null);
                break;
            case ExpressionSyntax expression:
                Add(expression, Constant(expression));
                break;
            default:
                Add(null, s_unknown);
                break;
        }
    }

    private void PushOperands(BinaryExpressionSyntax sum)
    {
        while (sum.Left is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } left)
        {
            Push(sum.Right);
            sum = left;
        }

        // 1 + 2 + "x" adds before it joins.
        if (!IsText(sum.Left) && !IsText(sum.Right))
        {
            _pending.Push((null, s_unknown));
            return;
        }

        Push(sum.Right);
        Push(sum.Left);
    }

    private bool IsText(ExpressionSyntax operand) =>
        operand is InterpolatedStringExpressionSyntax
            or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression or (int)SyntaxKind.Utf8StringLiteralExpression }
        || _model.GetTypeInfo(operand, _cancellation).Type?.SpecialType == SpecialType.System_String;

    private void Expand(InvocationExpressionSyntax call)
    {
        var arguments = call.ArgumentList.Arguments;
        var receiver = (call.Expression as MemberAccessExpressionSyntax)?.Expression;
        switch (NameOf(call))
        {
            case "GetString" or "GetBytes" when arguments.Count == 1:
                Push(arguments[0].Expression);
                break;
            case "ToArray" or "ToCharArray" when arguments.Count == 0 && receiver is not null:
                Push(receiver);
                break;
            case "ToString" when arguments.Count == 0 && receiver is InvocationExpressionSyntax or ObjectCreationExpressionSyntax:
                Push(receiver);
                break;
            case "Append" when arguments.Count == 1 && receiver is not null && Method(call) is { ContainingType.Name: "StringBuilder" }:
                Push(arguments[0].Expression);
                Push(receiver);
                break;
            case "Concat" or "Join" or "Format" when Method(call) is { ContainingType.SpecialType: SpecialType.System_String } method:
                Expand(method, arguments);
                break;
            default:
                // Among them nameof, which is constant.
                Add(call, Constant(call));
                break;
        }
    }

    private IMethodSymbol? Method(InvocationExpressionSyntax call) => _model.GetSymbolInfo(call, _cancellation).Symbol as IMethodSymbol;

    private void Expand(IMethodSymbol method, SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        var first = method.Name == "Concat" ? 0 : method.Parameters[0].Name == "provider" ? 2 : 1;
        var values = new List<ExpressionSyntax>();
        for (var i = first; i < arguments.Count; i++)
            values.Add(arguments[i].Expression);
        if (values.Count == 1 && Elements(values[0]) is { } elements)
            values = elements;

        var leading = first == 0 || first > arguments.Count ? null : arguments[first - 1].Expression;
        if (leading is null)
            PushElements(values, isBytes: false, separator: "");
        else if (Constant(leading) is var text && text.IndexOf(FoldedText.Unknown) >= 0)
            Add(null, s_unknown);
        else if (method.Name == "Join")
            PushElements(values, isBytes: false, separator: text);
        else
            PushFormat(leading, text, values);
    }

    private void PushFormat(ExpressionSyntax format, string text, List<ExpressionSyntax> values)
    {
        var parts = new List<(SyntaxNode?, string?)>();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var isBrace = text[i] is '{' or '}';
            if (!isBrace || (i + 1 < text.Length && text[i + 1] == text[i]))
            {
                literal.Append(text[i]);
                i += isBrace ? 1 : 0;
                continue;
            }

            parts.Add((format, literal.ToString()));
            literal.Clear();
            var close = text.IndexOf('}', i);
            var isPlain = int.TryParse(text.Substring(i + 1, System.Math.Max(0, close - i - 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var index);
            parts.Add(isPlain && index < values.Count ? (values[index], null) : (null, s_unknown));
            i = close < 0 ? text.Length : close;
        }

        parts.Add((format, literal.ToString()));
        for (var i = parts.Count - 1; i >= 0; i--)
            _pending.Push(parts[i]);
    }

    private void Expand(BaseObjectCreationExpressionSyntax creation)
    {
        var type = _model.GetTypeInfo(creation, _cancellation).Type;
        if (type is not ({ SpecialType: SpecialType.System_String } or { Name: "StringBuilder" }))
            Add(null, s_unknown);
        else if (creation.ArgumentList is { Arguments: { Count: > 0 } arguments } && (type.SpecialType == SpecialType.None || arguments.Count == 1))
            Push(arguments[0].Expression);
    }

    /// <summary>The elements of an array or collection that is written out, else null.</summary>
    private static List<ExpressionSyntax>? Elements(ExpressionSyntax array)
    {
        array = SameValue.Bare(array);
        if (array is CollectionExpressionSyntax collection)
        {
            var elements = new List<ExpressionSyntax>();
            foreach (var element in collection.Elements)
            {
                if (element is not ExpressionElementSyntax { Expression: var expression })
                    return null;
                elements.Add(expression);
            }

            return elements;
        }

        return Initializer(array) is { } initializer ? new(initializer.Expressions) : null;
    }

    private static InitializerExpressionSyntax? Initializer(ExpressionSyntax array) => array switch
    {
        ArrayCreationExpressionSyntax creation => creation.Initializer,
        ImplicitArrayCreationExpressionSyntax creation => creation.Initializer,
        InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ArrayInitializerExpression } initializer => initializer,
        _ => null,
    };

    /// <summary>Without a separator characters follow one another, and strings stay apart.</summary>
    private void PushElements(List<ExpressionSyntax> elements, bool isBytes, string? separator)
    {
        for (var i = elements.Count - 1; i >= 0; i--)
        {
            var character = Character(elements[i], isBytes);
            _pending.Push((elements[i], character));
            if (i > 0 && (separator ?? (character is null ? s_unknown : "")) is { Length: > 0 } between)
                _pending.Push((null, between));
        }
    }

    private string? Character(ExpressionSyntax element, bool isBytes)
    {
        if (element is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.CharacterLiteralExpression } literal)
            return literal.Token.ValueText;
        return isBytes && _model.GetConstantValue(element, _cancellation).Value switch { byte b => b, int i => i, char c => c, _ => 0 } is > 0 and < 0x80 and var code
            ? ((char)code).ToString()
            : null;
    }

    private bool IsBytes(ExpressionSyntax array)
    {
        var info = _model.GetTypeInfo(array, _cancellation);
        var type = info.Type ?? info.ConvertedType;
        if (type is null && array.Parent is EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax { Type: ArrayTypeSyntax declared } })
            type = _model.GetTypeInfo(declared, _cancellation).Type;
        var element = type switch
        {
            IArrayTypeSymbol arrayType => arrayType.ElementType,
            INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } => arguments[0],
            _ => null,
        };
        return element?.SpecialType == SpecialType.System_Byte;
    }

    private string Constant(ExpressionSyntax expression)
    {
        if (expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression or (int)SyntaxKind.CharacterLiteralExpression } literal)
            return literal.Token.ValueText;
        return _model.GetConstantValue(expression, _cancellation).Value switch
        {
            string text => text,
            char character => character.ToString(),
            int number => number.ToString(CultureInfo.InvariantCulture),
            _ => ReadonlyLiteral(expression) ?? s_unknown,
        };
    }

    private string? ReadonlyLiteral(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax or MemberAccessExpressionSyntax
        && _model.GetSymbolInfo(expression, _cancellation).Symbol is IFieldSymbol { IsStatic: true, IsReadOnly: true, DeclaringSyntaxReferences: { Length: 1 } declarations }
        && declarations[0].GetSyntax(_cancellation) is VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax { Token.Value: string } literal }
            ? literal.Token.ValueText
            : null;

    private void Add(SyntaxNode? leaf, string text)
    {
        if (leaf is not null && text.Length > 0 && text != s_unknown)
            _leaves.Add(new FoldedLeaf(_value.Length, text.Length, leaf));
        _value.Append(text);
    }

    private void Push(SyntaxNode node) => _pending.Push((node, null));

    private void PushReversed(SyntaxList<InterpolatedStringContentSyntax> contents)
    {
        for (var i = contents.Count - 1; i >= 0; i--)
            Push(contents[i]);
    }
}
