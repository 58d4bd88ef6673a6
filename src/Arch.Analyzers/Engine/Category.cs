namespace Arch.Analyzers.Engine;

/// <summary>The categories of rules: each is a folder, a namespace and the id range that <see cref="Descriptor"/> checks.</summary>
internal static class Category
{
    public const string Access = nameof(Access);
    public const string Redis = nameof(Redis);
    public const string DynamoDb = nameof(DynamoDb);
    public const string Sql = nameof(Sql);
    public const string Search = nameof(Search);
    public const string Lifecycle = nameof(Lifecycle);
    public const string Layers = nameof(Layers);
    public const string Network = nameof(Network);
    public const string Edge = nameof(Edge);
    public const string Delivery = nameof(Delivery);
    public const string Messaging = nameof(Messaging);
    public const string Engine = nameof(Engine);

    /// <summary>The category whose range holds this id.</summary>
    public static string Of(string id) => id.Substring(4, 2) switch
    {
        "10" => Access,
        "20" => Redis,
        "21" => DynamoDb,
        "22" => Sql,
        "23" => Search,
        "30" => Lifecycle,
        "40" => Layers,
        "50" => Network,
        "60" => Edge,
        "70" => Delivery,
        "80" => Messaging,
        _ => Engine,
    };
}
