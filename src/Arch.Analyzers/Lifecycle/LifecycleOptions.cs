using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Lifecycle;

/// <summary>The options of ARCH30xx.</summary>
internal static class LifecycleOptions
{
    public static readonly NumberOption MinDelay = new(
        "ARCH3004.min_delay_ms", 1000, "Milliseconds of the shortest constant delay that is reported", 0, 86400000);

    public static readonly ListOption Waits = new(
        "ARCH3004.methods", "", "Further methods that wait and have an overload with a token", "'Namespace.Type.Method', separated by commas");

    public static readonly NumberOption GraceSeconds = new(
        "ARCH3005.grace_seconds", 30, "Seconds between SIGTERM and SIGKILL where no file says how many: on EC2 the container agent's setting ECS_CONTAINER_STOP_TIMEOUT", 1, 86400);

    public static readonly NumberOption MarginSeconds = new(
        "ARCH3005.margin_seconds", 0, "Seconds that the host must be done before SIGKILL", 0, 86400);

    public static readonly TextOption Container = new(
        "ARCH3005.container", "The container of the task definition, or the service of the compose file, that runs this project, where its name does not say so; all rules heed it", "the name of a container");

    public static readonly ChoiceOption Deployment = new(
        "ARCH3009.deployment", "How the program is deployed: as the files beside it say, in any case step by step, or in another way", "auto", "rolling", "none");

    public static readonly TextOption HealthPath = new(
        "ARCH3009.path", "The path of the health endpoint where no file names one", "a path that starts with '/'", static path => path[0] == '/', "/health");

    public static readonly ListOption HandledBy = new(
        "ARCH3001.handled_by", "", "What else handles SIGTERM here, by the name of a type or method that the program uses", "'Namespace.Type' or 'Type.Method', separated by commas");

    public static readonly ListOption TrackedBy = new(
        "ARCH3007.tracked_by", "", "Methods whose task need not be waited for, as something else keeps it", "names of methods, separated by commas");

    public static readonly ListOption KillersAllowed = new(
        "ARCH3006.allow", "", "Types and methods that may end the process, such as a watchdog", "'Namespace.Type' or 'Namespace.Type.Method', separated by commas");

    public static readonly ListOption ShellLessImages = new(
        "ARCH3011.images", "", "Beginnings of further names of base images without a shell", "beginnings of image names separated by commas");
}
