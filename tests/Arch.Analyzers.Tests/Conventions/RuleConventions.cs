using System.Reflection;
using System.Text.RegularExpressions;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Docs;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit.Sdk;

namespace Arch.Analyzers.Tests.Conventions;

/// <summary>What every rule has in common, so that whoever knows one finds his way in all.</summary>
public partial class RuleConventions
{
    private const int LongestTitle = 70;
    private const int LongestMessage = 300;
    private const int FewestCases = 6;

    private static IEnumerable<RuleFacts> FamilyRules => RuleFacts.All.Where(rule => !rule.IsEngine);

    [Fact]
    public void Id_IsUniqueAndInTheRangeOfItsCategory() => Complaints.None(
        from rule in RuleFacts.All
        where !Id().IsMatch(rule.Id) || !PlannedIds.Contain(rule.Id) || Category.Of(rule.Id) != rule.Category || RuleFacts.All.Count(other => other.Id == rule.Id) != 1
        select $"{rule}: the id is taken twice, not given away in {nameof(PlannedIds)}.cs, or not in the range of {rule.Category} (Category.cs)");

    [Fact]
    public void Name_IsThatOfClassFileAndFolder() => Complaints.None(
        from rule in RuleFacts.All
        from type in rule.Classes
        let named = rule.Classes.Any(other => other.Name == rule.Name) || SharesItsClass(rule)
        let expected = $"src/Arch.Analyzers/{rule.Category}/{type.Name}.cs"
        // A family that reads a file of its own says what is wrong with it in the engine's voice.
        let atHome = type.Namespace == $"Arch.Analyzers.{rule.Category}" || (rule.IsEngine && type.Name != rule.Name)
        where !named || !atHome || (!rule.IsEngine && !File.Exists(Repository.Path(expected)))
        select $"{rule}: expected the class {rule.Name} in {expected}");

    [Fact]
    public void Rule_ExistsForEachDescriptor() => Complaints.None(
        from declared in RuleFacts.Declared
        let classes = RuleFacts.All.SingleOrDefault(rule => rule.Id == declared.Descriptor.Id)?.Classes.Length ?? 0
        where classes == 0
        select $"{declared.Descriptor.Id} {declared.Name}: no host runs a rule of this id; add it to its host in Catalogue.cs");

    [Fact]
    public void Tests_HoldEnoughCasesOfEitherSort() => Complaints.None(
        from rule in FamilyRules
        let reporting = Cases(rule, "_Reports")
        let silent = Cases(rule, "_IsSilent")
        where reporting < FewestCases || silent < FewestCases
        select $"{rule}: {reporting} cases named _Reports and {silent} named _IsSilent, at least {FewestCases} of either are expected in tests/Arch.Analyzers.Tests/{rule.Category}/{rule.Name}Tests.cs");

    [Fact]
    public void Message_IsAssertedWordForWord() => Complaints.None(
        from rule in FamilyRules
        where !SourceTree.Below($"tests/Arch.Analyzers.Tests/{rule.Category}", "Tests.cs").Any(file => Path.GetFileName(file.Path).StartsWith(rule.Name) && Message().IsMatch(file.Text))
        select $"{rule}: no test passes 'message:' in tests/Arch.Analyzers.Tests/{rule.Category}/{rule.Name}Tests.cs");

    [Fact]
    public void Twin_BreaksEachRule()
    {
        var twin = SourceTree.Below("samples/Orders.Broken", "").ToList();
        Complaints.None(
            from rule in FamilyRules
            where !twin.Any(file => file.Text.Contains(rule.Id))
            select $"{rule}: no line below samples/Orders.Broken is annotated with it");
    }

    [Fact]
    public void ReleaseFiles_ListEachRuleAsItIs()
    {
        var listed = new[] { "Shipped", "Unshipped" }.SelectMany(name => File.ReadAllLines(Repository.Path("src", "Arch.Analyzers", $"AnalyzerReleases.{name}.md")))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(cells => RuleId.IsRuleId(cells[0])).ToList();
        Complaints.None(
            from rule in RuleFacts.All
            let severity = rule.Descriptor.IsEnabledByDefault ? rule.Descriptor.DefaultSeverity.ToString() : "Disabled"
            let line = string.Join(" | ", rule.Id, rule.Category, severity, rule.Name)
            where !listed.Any(cells => string.Join(" | ", cells) == line)
            select $"{rule}: add '{line}' to AnalyzerReleases.Unshipped.md");
        Complaints.None(
            from cells in listed
            where RuleFacts.Declared.All(rule => rule.Descriptor.Id != cells[0])
            select $"{cells[0]}: AnalyzerReleases lists it, but no descriptor has this id");
        Complaints.None(
            from cells in listed
            group cells by cells[0] into same
            where same.Count() > 1
            select $"{same.Key}: AnalyzerReleases lists it more than once");
    }

    [Fact]
    public void Title_SaysWhatToDo() => Complaints.None(
        from rule in RuleFacts.All
        let title = rule.Descriptor.Title.ToString()
        where title.Length is 0 or > LongestTitle || title.EndsWith('.') || IdAnywhere().IsMatch(title) || !char.IsUpper(title[0])
        select $"{rule}: the title '{title}' is longer than {LongestTitle} characters, ends with a period, holds an id or starts small ({rule.Category}Rules.cs)");

    [Fact]
    public void Message_IsOneLineThatFitsTheErrorList() => Complaints.None(
        from rule in RuleFacts.All
        let message = rule.Descriptor.MessageFormat.ToString()
        where message.Length is 0 or > LongestMessage || message.Contains('\n') || message.TrimEnd() != message
        select $"{rule}: the message is empty, longer than {LongestMessage} characters or has line breaks ({rule.Category}Rules.cs)");

    [Fact]
    public void Message_NumbersItsPlaceholders() => Complaints.None(
        from rule in RuleFacts.All
        let numbers = Placeholder().Matches(rule.Descriptor.MessageFormat.ToString()).Select(match => int.Parse(match.Groups[1].Value)).Distinct().Order()
        where !numbers.SequenceEqual(Enumerable.Range(0, numbers.Count()))
        select $"{rule}: the placeholders of the message are {string.Join(", ", numbers)}; number them from 0 without a gap ({rule.Category}Rules.cs)");

    [Fact]
    public void Description_TellsWhyInTwoToFourSentences() => Complaints.None(
        from rule in RuleFacts.All
        let description = rule.Descriptor.Description.ToString()
        let sentences = SentenceEnd().Count(description)
        where !description.EndsWith('.') || sentences is < 2 or > 4
        select $"{rule}: the description has {sentences} sentences; two to four say why it matters and what is looked at ({rule.Category}Rules.cs)");

    [Fact]
    public void Severity_IsNeverErrorByDefault() => Complaints.None(
        from rule in RuleFacts.All
        where rule.Descriptor.DefaultSeverity is DiagnosticSeverity.Error or DiagnosticSeverity.Hidden
        select $"{rule}: the default severity is Warning or Info ({rule.Category}Rules.cs)");

    [Fact]
    public void SoftFindings_AreDeclared() => Complaints.None(
        from rule in FamilyRules
        let calls = SourceTree.Below($"src/Arch.Analyzers/{rule.Category}", ".cs")
            .Any(file => rule.Classes.Any(type => file.Path.EndsWith($"/{type.Name}.cs", StringComparison.Ordinal)) && file.Text.Contains(".Soft("))
        where calls != rule.HasSoftFindings && !SharesItsClass(rule)
        select $"{rule}: 'soft: true' of the descriptor and the use of Soft in the rule disagree ({rule.Category}Rules.cs)");

    /// <summary>Rules that exclude each other share one class, which has the name of the first.</summary>
    private static bool SharesItsClass(RuleFacts rule) =>
        RuleFacts.AllClasses.Any(other => RuleFacts.DescriptorsOf(other) is { Length: > 1 } shared && shared.Skip(1).Any(descriptor => descriptor.Id == rule.Id));

    private static int Cases(RuleFacts rule, string ending) => typeof(RuleConventions).Assembly.GetTypes()
        .Where(type => type.Namespace == $"Arch.Analyzers.Tests.{rule.Category}" && type.Name.StartsWith(rule.Name) && type.Name.EndsWith("Tests"))
        .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .Where(method => method.Name.Contains(ending))
        .Sum(Rows);

    private static int Rows(MethodInfo method) => method.GetCustomAttribute<FactAttribute>() switch
    {
        TheoryAttribute => method.GetCustomAttributes<DataAttribute>().Sum(data => data.GetData(method).Count()),
        null => 0,
        _ => 1,
    };

    [GeneratedRegex(@"^ARCH\d{4}$")]
    private static partial Regex Id();

    [GeneratedRegex(@"ARCH\d")]
    private static partial Regex IdAnywhere();

    [GeneratedRegex(@"\{(\d)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"[.:](?=\s|$)")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\bmessage: |GetMessage\(")]
    private static partial Regex Message();
}
