// Writes what has come in, a line at a time. Each deployment cuts it between two lines, and nobody writes what is left.
var lines = new Queue<string>(["first", "second", "third"]);
while (true) // ARCH3001
{
    if (lines.TryDequeue(out var line))
        Console.WriteLine(line);
    await Task.Delay(TimeSpan.FromSeconds(1));
}
