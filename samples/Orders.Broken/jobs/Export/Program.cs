// Writes orders to a file, one after the other. Each deployment cuts it in the middle of one.
var orders = new Queue<string>(["first", "second", "third"]);
while (true) // ARCH3001
{
    if (orders.TryDequeue(out var order))
        await File.AppendAllTextAsync("orders.csv", order);
    await Task.Delay(TimeSpan.FromSeconds(1));
}
