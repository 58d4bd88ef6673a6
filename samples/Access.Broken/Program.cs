using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using Receipts;

var builder = Host.CreateApplicationBuilder(args);
var aws = builder.Configuration.GetSection("AWS");
var region = RegionEndpoint.GetBySystemName(aws["Region"]);

// Left by an attempt to make the tools of a container use the same account.
Environment.SetEnvironmentVariable("AWS_SESSION_TOKEN", aws["SessionToken"]); // ARCH1003
if (string.IsNullOrEmpty(builder.Configuration["AWS:SecretKey"])) // ARCH1003
    Console.WriteLine("no secret key is configured, the archive will be read-only");

builder.Services.AddSingleton<IAmazonSQS>(_ => new AmazonSQSClient(aws["AccessKey"], aws["SecretKey"], region)); // ARCH1002
builder.Services.AddSingleton<IAmazonS3>(_ => new AmazonS3Client(
    new BasicAWSCredentials(ArchiveAccount.KeyId, aws["ArchiveSecretKey"]), region)); // ARCH1002
builder.Services.Configure<ReceiptOptions>(builder.Configuration.GetSection("Receipts"));
builder.Services.AddSingleton<ReceiptStore>();
builder.Services.AddHostedService<ReceiptWorker>();

// ECS sends SIGKILL 30 seconds after SIGTERM.
builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(25));

await builder.Build().RunAsync();
