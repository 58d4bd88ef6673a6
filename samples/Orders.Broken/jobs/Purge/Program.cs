// Worked until the program was moved to .NET 10: there SIGTERM does not raise ProcessExit.
var removed = new Queue<string>(["first", "second", "third"]);
AppDomain.CurrentDomain.ProcessExit += (_, _) => // ARCH3013
{
    while (removed.TryDequeue(out var order))
        Console.WriteLine(order);
};
Thread.Sleep(Timeout.Infinite);
