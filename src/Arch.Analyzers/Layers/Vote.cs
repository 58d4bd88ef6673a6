namespace Arch.Analyzers.Layers;

/// <summary>How much a statement about a layer counts: a higher one beats any number of lower ones.</summary>
internal enum Rank
{
    Nothing,
    Convention,
    Assembly,
    Namespace,
    Project,
    Trait,
    Type,
}

/// <summary>
/// Decides between the layers that several patterns name. The most specific statement wins, wherever it stands: two branches that each add a pattern
/// merge to the same model. Where two are equally specific, there is no layer.
/// </summary>
internal struct Vote
{
    private Rank _rank;
    private int _weight;
    private bool _isTie;
    private Layer? _layer;

    public readonly Layer? Winner => _isTie ? null : _layer;

    public void Cast(Layer layer, Rank rank, int weight)
    {
        if (rank < _rank || (rank == _rank && weight < _weight))
            return;
        _isTie = rank == _rank && weight == _weight && (_isTie || _layer != layer);
        (_rank, _weight, _layer) = (rank, weight, layer);
    }

    public static Rank RankOf(Subject subject) => subject switch
    {
        Subject.Namespace => Rank.Namespace,
        Subject.Assembly => Rank.Assembly,
        Subject.Type => Rank.Type,
        _ => Rank.Trait,
    };
}
