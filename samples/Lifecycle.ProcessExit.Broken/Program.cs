// Worked until the program was moved to .NET 10: there SIGTERM does not raise ProcessExit.
var lines = new Queue<string>(["first", "second", "third"]);
AppDomain.CurrentDomain.ProcessExit += (_, _) => // ARCH3013
{
    while (lines.TryDequeue(out var line))
        Console.WriteLine(line);
};
Thread.Sleep(Timeout.Infinite);
