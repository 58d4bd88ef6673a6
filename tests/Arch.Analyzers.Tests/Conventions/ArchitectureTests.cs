using System.Reflection;
using Arch.Analyzers.Engine;
using Arch.CodeFixes.Engine;
using Mono.Cecil;
using NetArchTest.Rules;

namespace Arch.Analyzers.Tests.Conventions;

/// <summary>
/// Families → Cloud → Symbols → Engine → Documents; no family knows another. Checked twice: by NetArchTest, and by the metadata, which also
/// shows attributes and the types of generic arguments.
/// </summary>
public class ArchitectureTests
{
    private const string Root = "Arch.Analyzers";

    /// <summary>From the highest to the lowest.</summary>
    private static readonly string[] Shared = ["Cloud", "Symbols", "Engine", "Documents"];

    private static readonly Assembly Assembly = typeof(Catalogue).Assembly;

    private static readonly string[] Families =
        [.. typeof(Category).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (string)field.GetRawConstantValue()!).Except(Shared).Order()];

    public static TheoryData<string> Parts => [.. Shared, .. Families];

    [Theory]
    [MemberData(nameof(Parts))]
    public void Part_KnowsOnlyWhatIsBelowIt(string part)
    {
        var forbidden = Shared.TakeWhile(other => other != part).Where(_ => Shared.Contains(part)).Concat(Families).Except([part]).Select(other => $"{Root}.{other}").ToArray();
        var result = Types.InAssembly(Assembly).That().ResideInNamespaceMatching(Pattern(part)).ShouldNot().HaveDependencyOnAny(forbidden).GetResult();
        Complaints.None((result.FailingTypes ?? []).Select(type => $"{type.FullName} may not know one of {string.Join(", ", forbidden)}"));
        Complaints.None(
            from mention in Mentions()
            where IsIn(mention.From, part) && forbidden.Any(other => IsIn(mention.To, other[(Root.Length + 1)..]))
            select $"{mention.From} mentions {mention.To}");
    }

    [Fact]
    public void Code_LiesInAPartOrAtTheRoot() => Complaints.None(
        from type in Assembly.GetTypes()
        let space = type.Namespace ?? ""
        where space.StartsWith(Root, StringComparison.Ordinal) && space != Root
        let part = space[(Root.Length + 1)..].Split('.')[0]
        where !Shared.Contains(part) && !Families.Contains(part)
        select $"{type}: '{part}' is neither a family (Category.cs) nor one of {string.Join(", ", Shared)}");

    /// <summary>The catalogue and the hosts that need all of it, and nothing that a rule could lean on.</summary>
    [Fact]
    public void Root_HoldsOnlyTheCatalogueAndHosts() => Complaints.None(
        from type in Assembly.GetTypes()
        where type.Namespace == Root && !type.IsNested && type != typeof(Catalogue) && !type.IsSubclassOf(typeof(ArchAnalyzer))
        select $"{type}: move it to the part it belongs to");

    [Fact]
    public void YamlParser_IsKnownToItsReaderOnly()
    {
        var result = Types.InAssembly(Assembly).That().HaveDependencyOnAny("YamlDotNet").Should().ResideInNamespaceMatching(Pattern("Documents.Yaml")).GetResult();
        Complaints.None((result.FailingTypes ?? []).Select(type => $"{type.FullName} knows YamlDotNet; only Documents/Yaml may"));
        Complaints.None(
            from mention in Mentions()
            where mention.To.StartsWith("YamlDotNet.", StringComparison.Ordinal) && !IsIn(mention.From, "Documents.Yaml")
            select $"{mention.From} mentions {mention.To}; only Documents/Yaml may");
        Assert.Contains(Mentions(), mention => mention.To.StartsWith("YamlDotNet.", StringComparison.Ordinal));
    }

    [Fact]
    public void CodeFixes_KnowOnlyTheirFamilyAndTheEngine() => Complaints.None(
        from family in Families
        from type in Types.InAssembly(typeof(BaselineFix).Assembly).That().ResideInNamespaceMatching(Pattern(family, "Arch.CodeFixes"))
            .And().HaveDependencyOnAny([.. Families.Except([family]).SelectMany(other => new[] { $"{Root}.{other}", $"Arch.CodeFixes.{other}" })]).GetTypes()
        select $"{type.FullName} knows another family than {family}");

    /// <summary>The rules above are worth something only if both searches find what is there.</summary>
    [Fact]
    public void Search_FindsADependency()
    {
        var result = Types.InAssembly(Assembly).That().ResideInNamespaceMatching(Pattern("Engine")).ShouldNot().HaveDependencyOnAny($"{Root}.Documents").GetResult();
        Assert.Contains(result.FailingTypes, type => type.Name == nameof(ArchFile));
        Assert.Contains(Mentions(), mention => mention.From == typeof(ArchFile).FullName && IsIn(mention.To, "Documents"));
    }

    /// <summary>NetArchTest takes a namespace for a prefix: without the end of the name, Sql would also be SqlOther.</summary>
    [Theory]
    [InlineData("Arch.Analyzers.Sql", true)]
    [InlineData("Arch.Analyzers.Sql.Parsing", true)]
    [InlineData("Arch.Analyzers.SqlOther", false)]
    [InlineData("Other.Arch.Analyzers.Sql", false)]
    public void Pattern_EndsWithTheName(string space, bool matches) =>
        Assert.Equal(matches, System.Text.RegularExpressions.Regex.IsMatch(space, Pattern("Sql")));

    private static string Pattern(string part, string root = Root) => $@"^{root.Replace(".", @"\.")}\.{part.Replace(".", @"\.")}(\.|$)";

    private static bool IsIn(string type, string part) => type.StartsWith($"{Root}.{part}.", StringComparison.Ordinal);

    /// <summary>Which type mentions which, in signatures, bodies, base types and attributes.</summary>
    private static IEnumerable<(string From, string To)> Mentions()
    {
        using var module = ModuleDefinition.ReadModule(Assembly.Location);
        var mentions = new HashSet<(string, string)>();
        foreach (var type in module.GetTypes())
        {
            var from = Outermost(type).FullName;
            foreach (var to in References(type))
                mentions.Add((from, to));
        }

        return mentions;
    }

    private static IEnumerable<string> References(TypeDefinition type)
    {
        var references = new List<TypeReference?> { type.BaseType };
        references.AddRange(type.Interfaces.Select(implemented => implemented.InterfaceType));
        references.AddRange(type.Fields.Select(field => field.FieldType));
        references.AddRange(type.CustomAttributes.Select(attribute => attribute.AttributeType));
        foreach (var method in type.Methods)
        {
            references.Add(method.ReturnType);
            references.AddRange(method.Parameters.Select(parameter => parameter.ParameterType));
            if (!method.HasBody)
                continue;
            references.AddRange(method.Body.Variables.Select(variable => variable.VariableType));
            foreach (var instruction in method.Body.Instructions)
            {
                switch (instruction.Operand)
                {
                    case TypeReference reference:
                        references.Add(reference);
                        break;
                    case MethodReference reference:
                        references.Add(reference.DeclaringType);
                        references.Add(reference.ReturnType);
                        references.AddRange(reference.Parameters.Select(parameter => parameter.ParameterType));
                        if (reference is GenericInstanceMethod generic)
                            references.AddRange(generic.GenericArguments);
                        break;
                    case FieldReference reference:
                        references.Add(reference.DeclaringType);
                        references.Add(reference.FieldType);
                        break;
                }
            }
        }

        return references.SelectMany(Parts).Select(reference => Outermost(reference).FullName);

        static IEnumerable<TypeReference> Parts(TypeReference? reference) => reference switch
        {
            null or GenericParameter => [],
            GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
            TypeSpecification specification => Parts(specification.ElementType),
            _ => [reference],
        };
    }

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type;
    }
}
