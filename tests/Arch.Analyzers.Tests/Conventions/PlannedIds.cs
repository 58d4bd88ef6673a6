namespace Arch.Analyzers.Tests.Conventions;

/// <summary>The ids that are given away, whether their rule exists yet or not. An id is never renamed and never used for anything else.</summary>
internal static class PlannedIds
{
    private static readonly (int First, int Last)[] Ranges =
    [
        (1001, 1010), (2001, 2004), (2101, 2109), (2201, 2207), (2301, 2305), (3001, 3017), (4001, 4007), (4010, 4016),
        (5001, 5011), (6001, 6014), (7001, 7014), (8001, 8004), (8006, 8006), (9001, 9005),
    ];

    public static bool Contain(string id) => int.Parse(id[4..]) is var number && Ranges.Any(range => range.First <= number && number <= range.Last);
}
