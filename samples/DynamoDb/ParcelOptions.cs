namespace Parcels;

public sealed class ParcelOptions
{
    /// <summary>Key: ParcelId and ScannedAt.</summary>
    public string ScanTable { get; set; } = "parcel-scans";

    /// <summary>Key: ParcelId. Its index ByDueDay holds the parcels that are still under way.</summary>
    public string ParcelTable { get; set; } = "parcels";

    /// <summary>The folder into which the depots put their files.</summary>
    public string Inbox { get; set; } = "inbox";
}
