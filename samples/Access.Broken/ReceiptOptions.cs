namespace Receipts;

public sealed class ReceiptOptions
{
    public string QueueUrl { get; set; } = "";

    public string Bucket { get; set; } = "";
}
