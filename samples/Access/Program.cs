using Amazon.S3;
using Amazon.SQS;
using Receipts;

var builder = Host.CreateApplicationBuilder(args);

builder.Services.AddDefaultAWSOptions(builder.Configuration.GetAWSOptions());
builder.Services.AddAWSService<IAmazonSQS>();
builder.Services.AddAWSService<IAmazonS3>();
builder.Services.Configure<ReceiptOptions>(builder.Configuration.GetSection("Receipts"));
builder.Services.AddSingleton<ReceiptStore>();
builder.Services.AddHostedService<ReceiptWorker>();

// ECS sends SIGKILL 30 seconds after SIGTERM.
builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(25));

await builder.Build().RunAsync();
