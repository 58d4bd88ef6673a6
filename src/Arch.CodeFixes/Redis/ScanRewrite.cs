using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Redis;
using Arch.Analyzers.Symbols;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Redis;

/// <summary>The code that sweeps with SCAN in the place of one KEYS: an expression, and statements before it where one expression cannot do it.</summary>
internal sealed class ScanRewrite
{
    private const int Page = 250;

    private readonly CallSite _site;
    private readonly List<string> _usings = [];
    private readonly List<string[]> _before = [];
    private ExpressionSyntax _target = null!;
    private Prelude? _prelude;
    private string[] _replacement = [];
    private string _pattern = "";
    private bool _canRepeatPattern;
    private string? _key;

    private ScanRewrite(CallSite site) => _site = site;

    // One name for all scopes, which never overlap.
    private string Key => _key ??= _site.Fresh("key");

    /// <param name="call">The call that sends KEYS.</param>
    /// <param name="type">The library type that declares the method.</param>
    /// <param name="model">The model of the document.</param>
    /// <param name="pattern">The code of another pattern than the one written; null to keep that.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>The rewrite; null when SCAN cannot stand here without a person's judgement.</returns>
    public static ScanRewrite? Plan(InvocationExpressionSyntax call, RedisType type, SemanticModel model, string? pattern, CancellationToken cancellation)
    {
        if (call.Expression is not MemberAccessExpressionSyntax access
            || access.Expression.DescendantNodesAndSelf().Any(static node => node is MemberBindingExpressionSyntax or BaseExpressionSyntax)
            || call.Ancestors().Any(static node => node is LockStatementSyntax)
            || CallSite.HoldsComment(call)
            || model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method)
            return null;

        var rewrite = new ScanRewrite(new CallSite(call, access, method, model, cancellation));
        var isPlanned = type switch
        {
            RedisType.Database or RedisType.DatabaseAsync or RedisType.Server => rewrite.PlanRaw(pattern),
            RedisType.CsClient or RedisType.CsHelper or RedisType.CsConnection => rewrite.PlanCsRedis(pattern),
            RedisType.FreeClient => rewrite.PlanFreeRedis(pattern),
            RedisType.ServiceStackNative => rewrite.PlanServiceStack(pattern),
            _ => false,
        };
        if (!isPlanned)
            return null;
        if (rewrite._before.Count > 0)
            rewrite._prelude = Prelude.Of(rewrite._target, rewrite._site);
        return rewrite._before.Count == 0 || rewrite._prelude is not null ? rewrite : null;
    }

    /// <summary>The whole file with the sweep in it.</summary>
    public SyntaxNode Apply()
    {
        var indent = _prelude?.Indent ?? _site.Indent;
        var replacement = SyntaxFactory.ParseExpression(string.Join(_site.LineEnd + indent + "    ", _replacement)).WithTriviaFrom(_target);
        var root = _prelude is null
            ? _site.Call.SyntaxTree.GetRoot(_site.Cancellation).ReplaceNode(_target, replacement)
            : _prelude.Apply(_before.Select(lines => string.Concat(lines.Select(line => (line.Length == 0 ? "" : indent + line) + _site.LineEnd))), replacement);
        var unit = (CompilationUnitSyntax)root;
        foreach (var space in _usings)
            unit = Usings.Add(unit, space, _site.Model.Compilation, _site.LineEnd);
        return unit;
    }

    private bool PlanRaw(string? pattern)
    {
        if (_site.Model.GetTypeInfo(_site.Access.Expression, _site.Cancellation).Type is not { } receiver
            || ArgumentElements.Of(_site.Call.ArgumentList, _site.Method, "args", _site.Model, _site.Cancellation) is not { IsDefault: false, Length: 1 } arguments
            || !TakePattern(arguments[0], pattern)
            || !HasDefaultFlags())
            return false;

        ExpressionSyntax answer = _site.Call;
        var isAsync = _site.Method.Name.EndsWith("Async", System.StringComparison.Ordinal);
        var isDetached = false;
        if (isAsync && !IsAwaited(out answer, out isDetached))
            return false;
        if (SweepResult.Of(answer, _site) is not { } result)
            return false;
        _target = result.Target;

        if (Is(receiver, RedisType.Server))
            return PlanServer(result, isAsync, isDetached);
        if (!Is(receiver, RedisType.Database) || PrefixedDatabase.Is(_site.Access.Expression, _site.Model, _site.Cancellation))
            return false;
        return isAsync
            ? PlanDatabaseAsync(RepeatedReceiver("database"), RepeatedPattern(), result, isDetached)
            : PlanDatabase(RepeatedReceiver("database"), RepeatedPattern(), result);
    }

    private bool PlanDatabase(string database, string pattern, SweepResult result)
    {
        var server = _site.Fresh("server");
        _usings.Add("System.Linq");
        _replacement =
        [
            $"{database}.Multiplexer{Servers(database)}",
            $".Where({server} => {server}.IsConnected && !{server}.IsReplica)",
            $".SelectMany({server} => {server}.Keys({database}.Database, {pattern}, pageSize: {Page}))",
            ".Distinct()",
            .. result.IsText ? [Texts()] : System.Array.Empty<string>(),
            ".ToArray()",
        ];
        return true;
    }

    private bool PlanDatabaseAsync(string database, string pattern, SweepResult result, bool isDetached)
    {
        if (_site.Language < LanguageVersion.CSharp8)
            return false;
        var (found, server) = (_site.Fresh("found"), _site.Fresh("server"));
        _usings.Add("System.Collections.Generic");
        _before.Add([$"var {found} = new HashSet<RedisKey>();"]);
        _before.Add(
        [
            $"foreach (var {server} in {database}.Multiplexer{Servers(database)})",
            "{",
            $"    if (!{server}.IsConnected || {server}.IsReplica)",
            "    {",
            "        continue;",
            "    }",
            "",
            .. AwaitKeys($"{server}.KeysAsync({database}.Database, {pattern}, pageSize: {Page})", found, isDetached).Select(static line => "    " + line),
            "}",
        ]);
        Materialise(found, result);
        return true;
    }

    private bool PlanServer(SweepResult result, bool isAsync, bool isDetached)
    {
        var database = _site.Argument("database");
        if (database is not null && _site.Model.GetTypeInfo(database, _site.Cancellation).Type?.SpecialType != SpecialType.System_Int32)
            return false;
        var arguments = database is null ? $"pattern: {_pattern}, pageSize: {Page}" : $"{database}, {_pattern}, pageSize: {Page}";
        if (!isAsync)
        {
            _usings.Add("System.Linq");
            _replacement = [$"{_site.Access.Expression.WithoutTrivia()}.Keys({arguments}).Distinct(){Conversion(result)}.ToArray()"];
            return true;
        }

        if (_site.Language < LanguageVersion.CSharp8)
            return false;
        var found = _site.Fresh("found");
        _usings.Add("System.Collections.Generic");
        _before.Add([$"var {found} = new HashSet<RedisKey>();"]);
        _before.Add(AwaitKeys($"{_site.Access.Expression.WithoutTrivia()}.KeysAsync({arguments})", found, isDetached));
        Materialise(found, result);
        return true;
    }

    private bool PlanCsRedis(string? pattern)
    {
        // The untyped answer of Call says nothing about what the code expects.
        if (!TakePattern(_site.Argument("pattern"), pattern))
            return false;
        ExpressionSyntax answer = _site.Call;
        var isDetached = false;
        var isAsync = _site.Method.Name == "KeysAsync";
        if (isAsync && !IsAwaited(out answer, out isDetached))
            return false;
        _target = answer;
        PlanCursor(isAsync, isDetached, $", {Page})", ".Items", ".Cursor");
        return !IsUnused(answer);
    }

    private bool PlanFreeRedis(string? pattern)
    {
        if (!TakePattern(_site.Argument("pattern"), pattern) || _site.Model.GetTypeInfo(_site.Access.Expression, _site.Cancellation).Type is not { Name: "RedisClient" or "IRedisClient" or "DatabaseHook" })
            return false;
        _target = _site.Call;
        if (_site.Method.Name == "KeysAsync")
        {
            if (!IsAwaited(out _target, out var isDetached))
                return false;
            PlanCursor(isAsync: true, isDetached, $", {Page}, null)", ".items", ".cursor");
            return !IsUnused(_target);
        }

        var page = _site.Fresh("page");
        _usings.Add("System.Linq");
        _replacement = [$"{_site.Access.Expression.WithoutTrivia()}.Scan({_pattern}, {Page}, null).SelectMany({page} => {page}).Distinct().ToArray()"];
        return !IsUnused(_target);
    }

    private bool PlanServiceStack(string? pattern)
    {
        if (_site.Method.Name != "Keys" || !TakePattern(_site.Argument("pattern"), pattern)
            || _site.Model.LookupSymbols(_site.Call.SpanStart, _site.Model.GetTypeInfo(_site.Access.Expression, _site.Cancellation).Type, "ScanAllKeys").IsEmpty)
            return false;
        _usings.Add("System.Linq");
        _usings.Add("System.Text");
        _target = _site.Call;
        // KEYS answers with bytes, ScanAllKeys with text.
        _replacement = [$"{_site.Access.Expression.WithoutTrivia()}.ScanAllKeys({_pattern}).Distinct().Select({Key} => Encoding.UTF8.GetBytes({Key})).ToArray()"];
        return !IsUnused(_target);
    }

    private void PlanCursor(bool isAsync, bool isDetached, string rest, string items, string cursorOfPage)
    {
        var client = RepeatedReceiver("client");
        var pattern = RepeatedPattern();
        var (found, cursor, page) = (_site.Fresh("found"), _site.Fresh("cursor"), _site.Fresh("page"));
        var scan = isAsync ? $"await {client}.ScanAsync({cursor}, {pattern}{rest}{Detached(isDetached)}" : $"{client}.Scan({cursor}, {pattern}{rest}";
        _usings.Add("System.Collections.Generic");
        _usings.Add("System.Linq");
        _before.Add([$"var {found} = new HashSet<string>();"]);
        _before.Add([$"long {cursor} = 0;"]);
        _before.Add(
        [
            "do",
            "{",
            $"    var {page} = {scan};",
            $"    {found}.UnionWith({page}{items});",
            $"    {cursor} = {page}{cursorOfPage};",
            "}",
            $"while ({cursor} != 0);",
        ]);
        _replacement = [found + ".ToArray()"];
    }

    private string[] AwaitKeys(string keys, string found, bool isDetached)
    {
        var token = _site.CancellationTokenInScope();
        if (token is not null)
            keys += $".WithCancellation({token})";
        if (isDetached || token is not null)
            _usings.Add("System.Threading.Tasks");
        return
        [
            $"await foreach (var {Key} in {keys}{Detached(isDetached)})",
            "{",
            $"    {found}.Add({Key});",
            "}",
        ];
    }

    private void Materialise(string found, SweepResult result)
    {
        _usings.Add("System.Linq");
        _replacement = [$"{found}{Conversion(result)}.ToArray()"];
    }

    private string Conversion(SweepResult result) => result.IsText ? Texts() : "";

    private string Texts() => $".Select({Key} => (string){Key}{(_site.HasNullableTypes ? "!" : "")})";

    /// <summary>Takes the pattern over as <c>Keys</c> wants it; false when it is of a type that it does not take.</summary>
    private bool TakePattern(ExpressionSyntax? written, string? other)
    {
        if (written is null)
            return false;
        _pattern = other ?? written.WithoutTrivia().ToString();
        _canRepeatPattern = other is not null || _site.CanRepeat(written);
        var type = _site.Model.GetTypeInfo(written, _site.Cancellation).Type;
        if (other is null && RedisTypes.IsStackExchange(type, "RedisKey"))
        {
            var operand = written is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax ? _pattern : $"({_pattern})";
            _pattern = $"(RedisValue)(string{(_site.HasNullableTypes ? "?" : "")}){operand}";
            return true;
        }

        return type?.SpecialType == SpecialType.System_String || RedisTypes.IsStackExchange(type, "RedisValue");
    }

    /// <summary>The pattern, for code that uses it more than once.</summary>
    private string RepeatedPattern() => _canRepeatPattern ? _pattern : Hoisted("pattern", _pattern);

    /// <summary>The receiver, for code that uses it more than once.</summary>
    private string RepeatedReceiver(string name)
    {
        var receiver = _site.Access.Expression.WithoutTrivia().ToString();
        return _site.CanRepeat(_site.Access.Expression) ? receiver : Hoisted(name, receiver);
    }

    private string Hoisted(string name, string value)
    {
        var local = _site.Fresh(name);
        _before.Add([$"var {local} = {value};"]);
        return local;
    }

    private string Servers(string database)
    {
        var multiplexer = _site.Model.GetTypeInfo(_site.Access.Expression, _site.Cancellation).Type!.AllInterfaces
            .SelectMany(static contract => contract.GetMembers("Multiplexer")).OfType<IPropertySymbol>().FirstOrDefault()?.Type;
        if (multiplexer is null || !_site.Model.LookupSymbols(_site.Call.SpanStart, multiplexer, "GetServers").IsEmpty)
            return ".GetServers()";
        var endPoint = _site.Fresh("endPoint");
        return $".GetEndPoints().Select({endPoint} => {database}.Multiplexer.GetServer({endPoint}))";
    }

    /// <summary>The expression that has the answer of an asynchronous call; false when the task goes elsewhere.</summary>
    private bool IsAwaited(out ExpressionSyntax answer, out bool isDetached)
    {
        ExpressionSyntax task = _site.Call;
        isDetached = false;
        if (task.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } configured })
        {
            isDetached = arguments[0].Expression.IsKind(SyntaxKind.FalseLiteralExpression);
            task = configured;
        }

        answer = task.Parent as AwaitExpressionSyntax ?? task;
        return answer is AwaitExpressionSyntax;
    }

    private bool HasDefaultFlags() =>
        _site.Argument("flags") is not { } flags || _site.Model.GetConstantValue(flags, _site.Cancellation).Value is 0;

    private static bool Is(ITypeSymbol type, RedisType expected) =>
        RedisTypes.Of(type) == expected || type.AllInterfaces.Any(contract => RedisTypes.Of(contract) == expected);

    /// <summary>Whether nobody looks at the answer, so that there is nothing to put another one into.</summary>
    private bool IsUnused(ExpressionSyntax answer) => answer.Parent switch
    {
        ExpressionStatementSyntax => true,
        ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax } arrow =>
            !Prelude.IsReturned(arrow, _site.Model, _site.Cancellation),
        _ => false,
    };

    private static string Detached(bool isDetached) => isDetached ? ".ConfigureAwait(false)" : "";
}
