using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.DynamoDb;
using Arch.Analyzers.Symbols;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Arch.CodeFixes.DynamoDb;

/// <summary>
/// A DynamoDB call that becomes the delegate of a pipeline. What must happen once and not in each attempt moves to the statements before it, and a transaction gets its token there.
/// </summary>
internal sealed class WrappedCall
{
    private readonly CancellationToken _cancellation;
    private readonly IMethodSymbol _method;
    private readonly List<string> _before = [];
    private readonly Dictionary<SyntaxNode, string> _hoisted = [];
    private readonly BeforeCall? _place;
    private readonly string _token;
    private readonly string? _outerToken;

    private WrappedCall(InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model, CancellationToken cancellation)
    {
        (Call, _method, Model, _cancellation) = (call, method, model, cancellation);
        IsAsync = method.ReturnType is { Name: "Task" };
        _place = BeforeCall.Of(Whole, model, cancellation);
        var near = new HashSet<string>(model.LookupSymbols(call.SpanStart).Select(static symbol => symbol.Name).Concat(call.DescendantTokens().Select(static token => token.ValueText)));
        _token = "token";
        for (var number = 1; near.Contains(_token); number++)
            _token = "token" + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _outerToken = OuterToken();
    }

    public InvocationExpressionSyntax Call { get; }

    public SemanticModel Model { get; }

    public bool IsAsync { get; }

    /// <summary>The call with the <c>ConfigureAwait</c> behind it.</summary>
    private ExpressionSyntax Whole => Configured ?? Call;

    private InvocationExpressionSyntax? Configured =>
        Call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax { Parent: AwaitExpressionSyntax } configured } ? configured : null;

    private bool IsAwaited => Whole.Parent is AwaitExpressionSyntax;

    /// <summary>The call, prepared to be wrapped; null when that cannot be done without changing what it means.</summary>
    public static WrappedCall? Of(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        if (call.Expression is not MemberAccessExpressionSyntax || model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method || Statements.HasDirectives(call)
            || call.ArgumentList.Arguments.Any(static argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None)) || IsWhereNobodyMayWait(call, model, cancellation))
            return null;
        var wrapped = new WrappedCall(call, method, model, cancellation);
        return wrapped.Hoist() && wrapped.NameTransaction() ? wrapped : null;
    }

    /// <summary>The document with the call in a pipeline, and the pipeline in the type.</summary>
    public SyntaxNode In(PipelineCandidate pipeline, IReadOnlyList<string>? declaration = null, bool addUsings = false)
    {
        var marker = new SyntaxAnnotation();
        var type = declaration is null ? null : Call.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        var root = Call.SyntaxTree.GetRoot(_cancellation);
        if (type is not null)
        {
            // The marker goes to a token, which survives every change below.
            var brace = type.OpenBraceToken;
            root = root.ReplaceToken(brace, brace.WithAdditionalAnnotations(marker));
        }

        var whole = (ExpressionSyntax)root.FindNode(Whole.Span, getInnermostNodeForTie: true).AncestorsAndSelf().OfType<ExpressionSyntax>().First(node => node.Span == Whole.Span);
        var replacement = Pipelined(pipeline).WithTriviaFrom(Whole);
        root = _before.Count == 0 ? root.ReplaceNode(whole, replacement) : _place!.Insert(root, whole, replacement, _before, LineEnd);
        if (declaration is null)
            return root;
        root = Declare(root, (TypeDeclarationSyntax)root.GetAnnotatedTokens(marker).Single().Parent!, declaration, addUsings);
        return Usings.Add((CompilationUnitSyntax)root, "Polly", Model.Compilation, LineEnd);
    }

    private string LineEnd => Call.SyntaxTree.GetText(_cancellation).ToString().IndexOf("\r\n", StringComparison.Ordinal) >= 0 ? "\r\n" : "\n";

    private SyntaxNode Declare(SyntaxNode root, TypeDeclarationSyntax type, IReadOnlyList<string> lines, bool addUsings)
    {
        var end = LineEnd;
        var line = type.SyntaxTree.GetText(_cancellation).Lines.GetLineFromPosition(type.SpanStart).ToString();
        var indent = line.Substring(0, line.Length - line.TrimStart().Length) + "    ";
        var member = SyntaxFactory.ParseMemberDeclaration(string.Concat(lines.SelectMany(static part => part.Split('\n')).Select(part => indent + part + end)), options: type.SyntaxTree.Options)!
            .WithTrailingTrivia(SyntaxFactory.EndOfLine(end), SyntaxFactory.EndOfLine(end));
        return root.ReplaceNode(type, type.WithMembers(type.Members.Insert(0, FullNames.Shorten(member, addUsings))));
    }

    private ExpressionSyntax Pipelined(PipelineCandidate pipeline)
    {
        var takesToken = TokenParameter is not null;
        var givesToken = _outerToken is not null || !pipeline.IsPolicy;
        var inner = Inner(takesToken && givesToken ? _token : null).ToString();
        var parameter = takesToken ? _token : "_";
        var outer = _outerToken is null ? "" : ", " + _outerToken;
        var configure = Configured is null ? "" : "." + ((MemberAccessExpressionSyntax)Configured.Expression).Name + Configured.ArgumentList;
        var text = (IsAsync, pipeline.IsPolicy) switch
        {
            (false, _) => $"{pipeline.Expression}.Execute(() => {inner})",
            (_, true) when _outerToken is null => $"{pipeline.Expression}.ExecuteAsync(() => {inner}){configure}",
            (_, true) => $"{pipeline.Expression}.ExecuteAsync({parameter} => {inner}{outer}){configure}",
            _ => $"{pipeline.Expression}.ExecuteAsync(async {parameter} => await {inner}{configure}{outer}){(IsAwaited ? configure : ".AsTask()")}",
        };
        return FullNames.Shorten(SyntaxFactory.ParseExpression(text, options: Call.SyntaxTree.Options));
    }

    /// <summary>The call as it stands in the delegate.</summary>
    private InvocationExpressionSyntax Inner(string? token)
    {
        var call = Call.ReplaceNodes(_hoisted.Keys.Concat(TokenArgument is { } given && token is not null ? [given.Expression] : []), (old, _) =>
            SyntaxFactory.IdentifierName(_hoisted.TryGetValue(old, out var name) ? name : token!).WithTriviaFrom(old));
        if (token is not null && TokenArgument is null && TokenParameter is { } parameter)
        {
            var isNext = Call.ArgumentList.Arguments.Count == parameter.Ordinal && Call.ArgumentList.Arguments.All(static argument => argument.NameColon is null);
            var argument = SyntaxFactory.ParseArgumentList($"({(isNext ? "" : parameter.Name + ": ")}{token})").Arguments[0];
            call = call.AddArgumentListArguments(Call.ArgumentList.Arguments.Count == 0 ? argument : argument.WithLeadingTrivia(SyntaxFactory.Space));
        }

        return call.WithoutTrivia();
    }

    private IParameterSymbol? TokenParameter => _method.Parameters.FirstOrDefault(static parameter => IsToken(parameter.Type));

    private ArgumentSyntax? TokenArgument => TokenParameter is { } parameter ? ArgumentByParameter.Find(Call.ArgumentList, _method, parameter.Name) : null;

    private string? OuterToken()
    {
        if (!IsAsync)
            return null;
        if (TokenArgument is { } given)
            return given.Expression.ToString() is "default" or "CancellationToken.None" ? null : given.Expression.ToString();
        var tokens = Model.LookupSymbols(Call.SpanStart).Where(symbol => symbol switch
        {
            IParameterSymbol parameter => IsToken(parameter.Type),
            ILocalSymbol local => IsToken(local.Type) && local.DeclaringSyntaxReferences is { Length: 1 } declarations && declarations[0].Span.End <= Call.SpanStart,
            _ => false,
        }).ToList();
        return tokens.Count == 1 ? tokens[0].Name : null;
    }

    /// <summary>Moves what may happen only once before the call; false when there is no place for it.</summary>
    private bool Hoist()
    {
        var receiver = ((MemberAccessExpressionSyntax)Call.Expression).Expression;
        var moved = new List<(ExpressionSyntax Expression, string Wish, ITypeSymbol? Type)>();
        if (HappensOnce.Is(receiver, Model, _cancellation))
            moved.Add((receiver, NameOfType(Model.GetTypeInfo(receiver, _cancellation).Type), null));

        var arguments = Call.ArgumentList.Arguments.Where(argument => argument != TokenArgument).ToList();
        var last = arguments.FindLastIndex(argument => HappensOnce.Is(argument.Expression, Model, _cancellation));
        for (var i = 0; i <= last; i++)
        {
            // What is evaluated before it keeps its place.
            var expression = arguments[i].Expression;
            var parameter = ArgumentByParameter.Parameter(Call.ArgumentList, arguments[i], _method);
            if (HappensOnce.Is(expression, Model, _cancellation) || !IsFixed(expression))
                moved.Add((expression, parameter?.Name ?? "argument", Model.GetTypeInfo(expression, _cancellation) is var info && SymbolEqualityComparer.Default.Equals(info.Type, info.ConvertedType) && expression is not ImplicitObjectCreationExpressionSyntax ? null : info.ConvertedType));
        }

        foreach (var (expression, wish, type) in moved)
            HoistOne(expression, wish, type);
        return _before.Count == 0 || _place is not null;
    }

    private string HoistOne(ExpressionSyntax expression, string wish, ITypeSymbol? type)
    {
        var name = Names.Next(wish);
        _hoisted.Add(expression, name);
        _before.Add($"{(type is null ? "var" : type.ToMinimalDisplayString(Model, Call.SpanStart))} {name} = {expression.WithoutTrivia()};");
        return name;
    }

    /// <summary>Gives a transaction that writes one token for all attempts: without it the SDK makes a new one for each, and a lost answer makes two writes of one.</summary>
    private bool NameTransaction()
    {
        var call = DynamoDbCall.Of(_method);
        if (!call.IsTransaction || call.Name is "TransactGetItems" or "ExecuteTransactGet")
            return true;
        if (call.Api != DynamoDbApi.Client)
            return _method.ContainingType.Name.EndsWith("TransactGet", StringComparison.Ordinal);
        if (ArgumentByParameter.Find(Call.ArgumentList, _method, "request") is not { Expression: var request })
            return false;
        if (request.DescendantNodesAndSelf().Any(static node => node is IdentifierNameSyntax { Identifier.ValueText: "ClientRequestToken", Parent: AssignmentExpressionSyntax }))
            return true;
        if (_hoisted.TryGetValue(request, out var name))
            return Name(name);
        if (request is BaseObjectCreationExpressionSyntax)
            return Name(HoistOne(request, "request", request is ImplicitObjectCreationExpressionSyntax ? Model.GetTypeInfo(request, _cancellation).ConvertedType : null));
        return request is IdentifierNameSyntax variable && Model.GetSymbolInfo(variable, _cancellation).Symbol is (ILocalSymbol or IParameterSymbol) and var symbol && IsMadeForThisCall(symbol)
            && (IsNamed(symbol) || Name(variable.Identifier.Text));

        bool Name(string variable)
        {
            var property = $"{variable}.ClientRequestToken";
            var value = "global::System.Guid.NewGuid().ToString()";
            _before.Add(((CSharpParseOptions)Call.SyntaxTree.Options).LanguageVersion >= LanguageVersion.CSharp8 ? $"{property} ??= {value};" : $"if ({property} == null) {property} = {value};");
            return _place is not null;
        }
    }

    /// <summary>Whether a request is sent by this call only: one that is made before a loop is sent again by the next turn, and that is another transaction.</summary>
    private bool IsMadeForThisCall(ISymbol request) =>
        SymbolUses.Declaration(request, Call.SyntaxTree) is { } declaration
        && !Call.Ancestors().TakeWhile(node => !node.Span.Contains(declaration.Span)).Any(static node =>
            node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
        && SymbolUses.In(SymbolUses.Body(declaration), request, Model, _cancellation).Count(static use => use.Parent is ArgumentSyntax) == 1;

    private bool IsNamed(ISymbol request) =>
        SymbolUses.Declaration(request, Call.SyntaxTree) is { } declaration
        && SymbolUses.Body(declaration).DescendantNodes().Any(static node => node is IdentifierNameSyntax { Identifier.ValueText: "ClientRequestToken" });

    private FreeNames Names => _names ??= new(Model, Call);

    private FreeNames? _names;

    private static bool IsWhereNobodyMayWait(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var node in call.Ancestors())
        {
            switch (node)
            {
                case LockStatementSyntax or QueryExpressionSyntax:
                    return true;
                // A second pipeline within one that does not retry is for a person to decide.
                case AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax outer } }
                    when model.GetSymbolInfo(outer, cancellation).Symbol is IMethodSymbol method && ResilienceCall.Is(method):
                    return true;
            }
        }

        return false;
    }

    /// <summary>What no code between could change.</summary>
    private bool IsFixed(ExpressionSyntax expression) =>
        Model.GetConstantValue(expression, _cancellation).HasValue
        || Model.GetSymbolInfo(expression, _cancellation).Symbol is IParameterSymbol or ILocalSymbol or IFieldSymbol { IsReadOnly: true };

    private static string NameOfType(ITypeSymbol? type)
    {
        var name = type?.Name ?? "";
        if (name.Length > 2 && name[0] == 'I' && char.IsUpper(name[1]))
            name = name.Substring(1);
        return name.Length == 0 ? "target" : char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    private static bool IsToken(ITypeSymbol type) => type is { Name: "CancellationToken", ContainingNamespace.Name: "Threading" };
}
