using Constructs;

namespace Orders.Deploy;

/// <summary>What differs between teams and deployments: <c>-c name=value</c>.</summary>
internal sealed record Settings(string Domain, string Zone, string Office, string Image, string? OnCall, bool IsBlueGreen)
{
    /// <summary>The name under which CloudFront finds the load balancer.</summary>
    public string Origin => "origin." + Domain;

    public static Settings Of(Node node)
    {
        string Value(string name, string otherwise) => node.TryGetContext(name) as string ?? otherwise;
        return new(
            Value("domain", "orders.example.com"), Value("zone", "Z00000000EXAMPLE"), Value("office", "203.0.113.0/24"), Value("image", "1.4.2"),
            node.TryGetContext("on-call") as string,
            Value("deployment", "rolling") switch
            {
                "rolling" => false,
                "blue-green" => true,
                var other => throw new ArgumentException($"'{other}' is no deployment; use rolling or blue-green"),
            });
    }

    public static Dictionary<string, object> Context(string[] arguments) => arguments
        .Where(static argument => argument != "-c")
        .Select(static argument => argument.Split('=', 2) is [var name, var value] ? (name, value) : throw new ArgumentException($"'{argument}' is not name=value"))
        .ToDictionary(static pair => pair.name, static pair => (object)pair.value);
}
