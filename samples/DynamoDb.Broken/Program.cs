using Amazon.DynamoDBv2;
using Parcels;

var builder = Host.CreateApplicationBuilder(args);

builder.Services.AddDefaultAWSOptions(builder.Configuration.GetAWSOptions());
builder.Services.AddAWSService<IAmazonDynamoDB>((config, _) =>
{
    // Left by a load test that wanted to see each error.
    config.MaxErrorRetry = 0; // ARCH2103
    config.ThrottleRetries = false; // ARCH2103
});
builder.Services.Configure<ParcelOptions>(builder.Configuration.GetSection("Parcels"));
builder.Services.AddSingleton<ScanWriter>();
builder.Services.AddSingleton<LastScans>();
builder.Services.AddSingleton<LateParcels>();
builder.Services.AddSingleton<Registration>();
builder.Services.AddSingleton<Handover>();
builder.Services.AddSingleton<Arrivals>();
builder.Services.AddSingleton<ParcelHistory>();
builder.Services.AddSingleton<ScanImport>();
builder.Services.AddHostedService<DepotFeed>();

await builder.Build().RunAsync();
