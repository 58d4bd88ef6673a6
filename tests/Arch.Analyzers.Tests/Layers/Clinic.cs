using System.Text.RegularExpressions;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Tests.Layers;

/// <summary>A code base in one project: the domain, which may not use the infrastructure, and code of no layer between them that hands it through.</summary>
internal static partial class Clinic
{
    private const string Infrastructure = """
        using System;
        using System.Collections.Generic;
        using System.Runtime.CompilerServices;

        namespace Clinic.Infrastructure
        {
            public class StoreBase { public void Baseline() { } public static void StaticOfBase() { } public class NestedOfBase { } }
            public class Store : StoreBase, IDisposable
            {
                public int Count; public int Size { get; set; } public Store? Next; public event Action? Changed;
                public static int Field; public static int Property { get; set; } public static event Action? Event; public const int Max = 1;
                public static void Go() { }
                public void Flush() { Changed?.Invoke(); Event?.Invoke(); }
                public virtual void Virtual() { }
                public void Dispose() { }
                public int this[int index] => index;
                public class Nested { public class Deeper { } }
            }
            public interface IGateway { void Send(); static abstract int Number { get; } }
            public interface IPlain { void Send(); }
            public enum Color { Red, Blue }
            public struct Money
            {
                public int Cents;
                public static Money operator +(Money left, Money right) => left;
                public static Money operator -(Money value) => value;
                public static Money operator ++(Money value) => value;
                public static bool operator true(Money value) => true;
                public static bool operator false(Money value) => false;
                public static implicit operator Money(int cents) => new() { Cents = cents };
                public static implicit operator int(Money money) => money.Cents;
                public int this[int index] => index;
            }
            public class Box<T> { public static void Go() { } public T? Value; public class Inner { } }
            public delegate void Handler(int number);
            public class Job { public Action Invoke { get; } = () => { }; }
            [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
            public class InfraAttribute(object? value = null) : Attribute { public object? Value = value; public int Number; }
            [AttributeUsage(AttributeTargets.All)]
            public class InfraAttribute<T> : Attribute { }
            public class StoreException : Exception { }
            public record Row(int Id);
            public static class Limits
            {
                public const int Max = 3; public static int Field; public static int Property { get; set; } public static void Go() { }
            }
            public static class Texts
            {
                public static int Shout(this string text) => text.Length;
                public static TaskAwaiter GetAwaiter(this string text) => default;
                public static IEnumerator<int> GetEnumerator(this Version version) => new List<int>().GetEnumerator();
                public static void Deconstruct(this Version version, out int major, out int minor) => (major, minor) = (1, 2);
                public static void Add(this List<int> list, string text) { }
                public static Version Select(this Version version, Func<int, int> select) => version;
            }
            [InterpolatedStringHandler]
            public ref struct Template
            {
                public Template(int literals, int holes) { }
                public void AppendLiteral(string text) { }
                public void AppendFormatted<T>(T value) { }
            }
            [CollectionBuilder(typeof(Bag), "Create")]
            public class Bag : List<int> { public static Bag Create(ReadOnlySpan<int> items) => new(); }
        }
        """;

    private const string Glue = """
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Clinic.Infrastructure;

        namespace Clinic.Glue
        {
            public static class Bridge
            {
                public static Store Field = new();
                public static Store? Store() => null;
                public static List<Store> Stores() => [];
                public static Dictionary<string, Store> ByName() => [];
                public static Task<Store> StoreAsync() => Task.FromResult(new Store());
                public static (Store First, int Second) Pair() => default;
                public static bool TryGet(out Store store) { store = new(); return true; }
                public static void Take(Store? store) { }
                public static void TakeMoney(Money money) { }
                public static void TakeBag(Bag bag) { }
                public static void TakeText(ref Template template) { }
                public static void TakeText(Template template) { }
                public static void TakeObject(object? value) { }
                public static void TakeAny<T>(T value) { }
                public static void TakeOptional(Store? store = null) { }
                public static void Each(Action<Store> action) { }
                public static Money Money() => default;
                public static Row Row() => new(1);
                public static Handler Handler() => _ => { };
                public static Job? Job() => null;
                public static Func<Store?> Get() => Store;
            }
            public class Holder { public Store Store { get; set; } = new(); public Money Money { get; set; } public Store this[int index] => Store; }
            public class AllowedStore : Store { public class OfAllowed { } }
            public class Visits : Holder { }
        }
        """;

    private const string Imports = """
        using static Clinic.Infrastructure.Limits;
        using static Clinic.Infrastructure.Color;
        """;

    private static readonly RefSet Library = Refs.Net10.With("Clinic.Core", Infrastructure, Glue);

    public static List<(string Path, string Text)> Sources(params string[] code) =>
        [("Infrastructure.cs", Infrastructure), ("Glue.cs", Glue), .. code.Select((text, number) => ($"Code{number}.cs", text))];

    /// <summary>A run over code of this project.</summary>
    public static Lint Lint(params string[] code) => new() { AssemblyName = "Clinic", Sources = Sources(code) };

    /// <summary>Verifies findings of ARCH4001 in code that stands in the domain, the same ones of ARCH4004 where domain and infrastructure are contexts,
    /// and the same again where all but the domain lies in a library, and in a file that imports no members: there fewer names can mean something forbidden.</summary>
    public static async Task InDomain(string code)
    {
        await Expectation.VerifyAsync(Lint(Domain(code)), "ARCH4001");
        if (!ImportedMembers().IsMatch(code))
            await Expectation.VerifyAsync(Lint(Domain(code, imports: "")), "ARCH4001");
        var contexts = new Lint
        {
            AssemblyName = "Clinic",
            Sources = Sources(Domain(code).Replace("ARCH4001", "ARCH4004")),
            Files = [("arch.json", """{ "preset": "none", "contexts": { "match": "Clinic.{ctx}", "shared": "Clinic.Glue" } }""")],
        };
        await Expectation.VerifyAsync(contexts, "ARCH4004");
        await Expectation.VerifyAsync(new Lint { AssemblyName = "Clinic", References = Library, Sources = [("Code.cs", Domain(code))] }, "ARCH4001");
    }

    /// <summary>Verifies findings in members of a type of the domain.</summary>
    public static Task InMembers(string members) => InDomain($"class Visit\n{{\n    Store? _ours; List<Store?> _many = []; Lazy<Store> _lazy = null!; object _any = 1;\n{members}\n}}".Replace(
        "Store? _ours; List<Store?> _many = []; Lazy<Store> _lazy = null!;", "{|ARCH4001:Store|}? _ours; List<{|ARCH4001:Store|}> _many = []; Lazy<{|ARCH4001:Store|}> _lazy = null!;"));

    /// <summary>Verifies findings in statements of a method of the domain.</summary>
    public static Task InBody(string statements) => InMembers($"    async Task Work({{|ARCH4001:Store|}} given)\n    {{\n        await Task.Yield();\n        {statements}\n    }}");

    /// <summary>A member of what <see cref="Imports"/> names, without anything before it.</summary>
    [GeneratedRegex(@"(?<!\.(\[\|)?)\b(Max|Field|Property|Go|Red|Blue)\b")]
    private static partial Regex ImportedMembers();

    private static string Domain(string code, string imports = Imports) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using Clinic.Glue;
        using Clinic.Infrastructure;
        {{imports}}
        using Alias = Clinic.Infrastructure.Store;
        using Boxed = Clinic.Infrastructure.Box<int>;
        using Listed = System.Collections.Generic.List<Clinic.Infrastructure.Store>;
        using Paired = (Clinic.Infrastructure.Store First, int Second);
        using Far = Clinic.Infrastructure;

        namespace Clinic.Domain
        {
            {{code}}
        }
        """;
}
