using Amazon.DynamoDBv2;
using Refunds;

var builder = Host.CreateApplicationBuilder(args);

builder.Services.AddDefaultAWSOptions(builder.Configuration.GetAWSOptions());
builder.Services.AddAWSService<IAmazonDynamoDB>();
builder.Services.AddSingleton<RefundStore>();

await builder.Build().RunAsync();
