using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Arch.Analyzers.Cloud;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3010: a container that asks for more time to stop than Fargate gives.</summary>
internal sealed class StopTimeoutTooLong() : FileRule([FileKind.Json, FileKind.Yaml], LifecycleRules.StopTimeoutTooLong)
{
    /// <summary>Seconds.</summary>
    public const int Most = 120;

    public override bool IsWorthReading(ArchFile file) => file.MentionsInAnyCase("stoptimeout") && Deployment.MayBeIn(file);

    public override void Check(ArchFile file, FileReport report)
    {
        var deployment = Deployment.Of(file, report.Arch);
        // Tasks of a template may share what a YAML alias stands for; it is one finding where it is written.
        var seen = new HashSet<TextSpan>();
        foreach (var task in deployment.Tasks)
        {
            if (!IsOnFargate(task, deployment))
                continue;
            foreach (var container in task.Containers)
            {
                foreach (var timeout in container.StopTimeout)
                {
                    if (timeout.IsKnown && Seconds(timeout.Text) is > Most and var seconds && seen.Add(timeout.Place!.Span))
                        Report(report, container, timeout, seconds);
                }
            }
        }
    }

    private static void Report(FileReport report, Container container, CloudValue timeout, long seconds)
    {
        var place = timeout.Place!;
        var reporter = timeout.Parameter is { } parameter ? report.WithLocations([parameter.Span]) : report;
        reporter.At(place, container.Name ?? "*", seconds);
    }

    /// <summary>What the task says itself, or else what a service of the template says that runs it.</summary>
    private static bool IsOnFargate(EcsTask task, Deployment deployment)
    {
        if (!task.SaysNothingOfCompatibility)
            return task.IsForFargate == true;
        return task.Id is not null && deployment.Services.Any(service => service.TaskId == task.Id && service.IsOnFargate);
    }

    private static long? Seconds(string? text) => long.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}
