using Amazon.DynamoDBv2;
using Parcels;

var builder = Host.CreateApplicationBuilder(args);

// The retries of the client stay as they are: they hide the throttling that is part of how DynamoDB works.
builder.Services.AddDefaultAWSOptions(builder.Configuration.GetAWSOptions());
builder.Services.AddAWSService<IAmazonDynamoDB>();
builder.Services.Configure<ParcelOptions>(builder.Configuration.GetSection("Parcels"));
builder.Services.AddSingleton<ScanWriter>();
builder.Services.AddSingleton<LastScans>();
builder.Services.AddSingleton<ParcelHistory>();
builder.Services.AddSingleton<LateParcels>();
builder.Services.AddSingleton<Registration>();
builder.Services.AddSingleton<Handover>();
builder.Services.AddHostedService<DepotFeed>();

await builder.Build().RunAsync();
