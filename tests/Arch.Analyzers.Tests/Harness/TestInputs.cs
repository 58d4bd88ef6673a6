using System.Reflection;
using Xunit.Sdk;

namespace Arch.Analyzers.Tests.Harness;

/// <summary>
/// What the tests of the rules are about: each test is started, and stopped as soon as it compiles something. So whatever a test is made of, its input is
/// known without being listed anywhere.
/// </summary>
internal static class TestInputs
{
    private static readonly AsyncLocal<List<Lint>?> Open = new();

    private static readonly string[] Families = ["Access", "Cloud", "DynamoDb", "Engine", "Layers", "Lifecycle", "Redis"];

    private static readonly Lazy<Task<IReadOnlyList<Lint>>> Collected = new(CollectAsync);

    /// <summary>The inputs of all tests of the families, each as its test compiles it first; those with analyzers of their own are left out.</summary>
    public static Task<IReadOnlyList<Lint>> AllAsync() => Collected.Value;

    /// <summary>Ends the test when only its input is asked for.</summary>
    public static void Offer(Lint lint)
    {
        if (Open.Value is not { } inputs)
            return;
        inputs.Add(lint);
        throw new OnlyInputIsWantedException();
    }

    private static async Task<IReadOnlyList<Lint>> CollectAsync()
    {
        var ours = new Lint().Analyzers.Select(static analyzer => analyzer.GetType()).ToList();
        var inputs = new List<Lint>();
        Open.Value = inputs;
        foreach (var type in typeof(TestInputs).Assembly.GetTypes().Where(IsAboutARule).OrderBy(static type => type.FullName, StringComparer.Ordinal))
        {
            foreach (var method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).OrderBy(static method => method.Name, StringComparer.Ordinal))
            {
                foreach (var row in Rows(method))
                    await StartAsync(type, method, row);
            }
        }

        return [.. inputs.Where(input => input.Analyzers.Select(static analyzer => analyzer.GetType()).SequenceEqual(ours))];
    }

    private static async Task StartAsync(Type type, MethodInfo method, object[] row)
    {
        try
        {
            if (method.Invoke(Activator.CreateInstance(type), method.ResolveMethodArguments(row)) is Task task)
                await task;
        }
        catch (Exception exception) when (exception is OnlyInputIsWantedException or TargetInvocationException { InnerException: OnlyInputIsWantedException })
        {
            // As meant.
        }
    }

    /// <summary>Those that start servers and processes are handed what they need, or say it in their name.</summary>
    private static bool IsAboutARule(Type type) =>
        Families.Any(family => type.Namespace == "Arch.Analyzers.Tests." + family) && type.Name.EndsWith("Tests", StringComparison.Ordinal)
        && !type.Name.Contains("Probe", StringComparison.Ordinal) && type.GetConstructor(Type.EmptyTypes) is not null;

    private static IEnumerable<object[]> Rows(MethodInfo method) => method.GetCustomAttribute<FactAttribute>() switch
    {
        // A single null is no array of arguments to the attribute, but one to the test.
        TheoryAttribute => method.GetCustomAttributes<DataAttribute>().SelectMany(data => data.GetData(method)).Select(static row => row ?? [null!]),
        null => [],
        _ => [[]],
    };

    private sealed class OnlyInputIsWantedException : Exception;
}
