using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Amazon.DynamoDBv2.Model
{
    public class AttributeValue
    {
        public string S { get; set; }
    }

    public class WriteRequest;

    public class KeysAndAttributes;

    public class AmazonDynamoDBRequest : AmazonWebServiceRequest;

    public class BatchWriteItemRequest : AmazonDynamoDBRequest
    {
        public Dictionary<string, List<WriteRequest>> RequestItems { get; set; } = [];
    }

    public class BatchWriteItemResponse : AmazonWebServiceResponse
    {
        public Dictionary<string, List<WriteRequest>> UnprocessedItems { get; set; } = [];
    }

    public class BatchGetItemRequest : AmazonDynamoDBRequest
    {
        public Dictionary<string, KeysAndAttributes> RequestItems { get; set; } = [];
    }

    public class BatchGetItemResponse : AmazonWebServiceResponse
    {
        public Dictionary<string, List<Dictionary<string, AttributeValue>>> Responses { get; set; } = [];

        public Dictionary<string, KeysAndAttributes> UnprocessedKeys { get; set; } = [];
    }

    public class GetItemRequest : AmazonDynamoDBRequest
    {
        public string TableName { get; set; }
    }

    public class GetItemResponse : AmazonWebServiceResponse
    {
        public Dictionary<string, AttributeValue> Item { get; set; } = [];
    }

    public class PutItemRequest : AmazonDynamoDBRequest
    {
        public string TableName { get; set; }
    }

    public class PutItemResponse : AmazonWebServiceResponse;

    public class QueryRequest : AmazonDynamoDBRequest
    {
        public string TableName { get; set; }

        public string FilterExpression { get; set; }

        public Dictionary<string, AttributeValue> ExclusiveStartKey { get; set; } = [];

        public int Limit { get; set; }
    }

    public class QueryResponse : AmazonWebServiceResponse
    {
        public List<Dictionary<string, AttributeValue>> Items { get; set; } = [];

        public int Count { get; set; }

        public Dictionary<string, AttributeValue> LastEvaluatedKey { get; set; } = [];
    }

    public class ScanRequest : AmazonDynamoDBRequest
    {
        public string TableName { get; set; }

        public Dictionary<string, AttributeValue> ExclusiveStartKey { get; set; } = [];

        public int Limit { get; set; }
    }

    public class ScanResponse : AmazonWebServiceResponse
    {
        public List<Dictionary<string, AttributeValue>> Items { get; set; } = [];

        public Dictionary<string, AttributeValue> LastEvaluatedKey { get; set; } = [];
    }

    public class ProvisionedThroughputExceededException(string message) : AmazonDynamoDBException(message);

    public class RequestLimitExceededException(string message) : AmazonDynamoDBException(message);

    public class InternalServerErrorException(string message) : AmazonDynamoDBException(message);

    public class ConditionalCheckFailedException(string message) : AmazonDynamoDBException(message);

    public class CancellationReason
    {
        public string Code { get; set; }
    }

    public class TransactionCanceledException(string message) : AmazonDynamoDBException(message)
    {
        public List<CancellationReason> CancellationReasons { get; set; } = [];
    }
}

namespace Amazon.DynamoDBv2
{
    public class AmazonDynamoDBException(string message) : AmazonServiceException(message);

    public class AmazonDynamoDBConfig : ClientConfig
    {
        public override string ServiceVersion => "2012-08-10";

        public override string UserAgent => "";

        public override string RegionEndpointServiceName => "dynamodb";

        
    }

    public interface IAmazonDynamoDB : IAmazonService, IDisposable
    {
        BatchWriteItemResponse BatchWriteItem(BatchWriteItemRequest request);

        Task<BatchWriteItemResponse> BatchWriteItemAsync(BatchWriteItemRequest request, CancellationToken cancellationToken = default);

        Task<BatchWriteItemResponse> BatchWriteItemAsync(Dictionary<string, List<WriteRequest>> requestItems, CancellationToken cancellationToken = default);

        Task<BatchGetItemResponse> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken = default);

        GetItemResponse GetItem(GetItemRequest request);

        Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default);

        PutItemResponse PutItem(PutItemRequest request);

        Task<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default);

        QueryResponse Query(QueryRequest request);

        Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default);

        Task<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken = default);
    }
}
