using Amazon.CDK;
using Orders.Deploy;

// The CDK's own tool says by CDK_OUTDIR where it wants the templates; without it the same program writes them by itself.
var app = new App(new AppProps { Outdir = System.Environment.GetEnvironmentVariable("CDK_OUTDIR") ?? "cdk.out", Context = Settings.Context(args) });
OrdersApp.Add(app);
Console.WriteLine(app.Synth().Directory);
