using System.Diagnostics;

namespace Arch.Benchmarks;

/// <summary>What something takes: CPU time, because wall time on a shared machine measures the neighbours, and allocated bytes.</summary>
internal readonly record struct Cost(double Milliseconds, double Megabytes)
{
    public static Cost operator -(Cost left, Cost right) => new(left.Milliseconds - right.Milliseconds, left.Megabytes - right.Megabytes);

    public static Cost Of(Action action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var process = Process.GetCurrentProcess();
        var bytes = GC.GetTotalAllocatedBytes(true);
        var cpu = process.TotalProcessorTime;
        action();
        process.Refresh();
        return new((process.TotalProcessorTime - cpu).TotalMilliseconds, (GC.GetTotalAllocatedBytes(true) - bytes) / 1e6);
    }

    public static Cost Median(IReadOnlyCollection<Cost> costs) => new(Median(costs.Select(cost => cost.Milliseconds)), Median(costs.Select(cost => cost.Megabytes)));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>The standard error of the mean of the times.</summary>
    public static double Error(IReadOnlyCollection<Cost> costs)
    {
        var mean = costs.Average(cost => cost.Milliseconds);
        return costs.Count < 2 ? 0 : Math.Sqrt(costs.Sum(cost => (cost.Milliseconds - mean) * (cost.Milliseconds - mean)) / (costs.Count - 1) / costs.Count);
    }
}
