var builder = WebApplication.CreateBuilder(args);

builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMinutes(5)); // ARCH3005

var app = builder.Build();
app.MapGet("/quotes/{symbol}", (string symbol) => Results.Ok(new { symbol, price = 42m }));
app.Run(); // ARCH3009
