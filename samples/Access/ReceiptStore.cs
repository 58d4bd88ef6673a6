using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;

namespace Receipts;

/// <summary>Keeps receipts in S3, one object per message.</summary>
public sealed class ReceiptStore(IAmazonS3 s3, IOptions<ReceiptOptions> options)
{
    public Task SaveAsync(string id, string receipt, CancellationToken cancellation) =>
        s3.PutObjectAsync(new PutObjectRequest { BucketName = options.Value.Bucket, Key = $"receipts/{id}.json", ContentBody = receipt }, cancellation);
}
