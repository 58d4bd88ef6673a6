using System.Diagnostics;

namespace Orders.Tests.Deployment;

/// <summary>The hook of blue/green deployments, in Node.js as in Lambda: AWS is made up, the new task is a server on loopback.</summary>
public sealed class HookTests : IDisposable
{
    private const string Run = """
        import { createServer } from "node:http";
        import { handler } from "./ready.mjs";

        const answers = process.argv.slice(2).map(Number);
        const task = createServer((request, response) => {
          response.statusCode = request.url === "/health/ready" ? answers.length > 1 ? answers.shift() : answers[0] : 404;
          response.end();
        }).listen(0, "127.0.0.1", async () => {
          process.env.TEST_LISTENER = "test";
          process.env.TASK_PORT = task.address().port;
          // Waiting takes no time here, and each look at the clock ten seconds.
          let now = 0;
          Date.now = () => now += 10_000;
          const later = setTimeout;
          globalThis.setTimeout = (go, time, ...rest) => later(go, time === 3000 ? 0 : time, ...rest);
          await handler({ DeploymentId: "d-1", LifecycleEventHookExecutionId: "h-1" });
          process.exit();
        });
        """;

    private const string CodeDeploy = """
        export class CodeDeployClient { async send(command) { console.log(JSON.stringify(command)); } }
        export class PutLifecycleEventHookExecutionStatusCommand { constructor(input) { Object.assign(this, input); } }
        """;

    private const string LoadBalancing = """
        export class ElasticLoadBalancingV2Client { async send(command) { return command.answer(); } }
        export class DescribeListenersCommand {
          constructor({ ListenerArns: [arn] }) { this.arn = arn; }
          answer() {
            const groups = [{ TargetGroupArn: "blue", Weight: 0 }, { TargetGroupArn: "green", Weight: 1 }];
            return { Listeners: [{ DefaultActions: [{ ForwardConfig: { TargetGroups: this.arn === "test" ? groups : [] } }] }] };
          }
        }
        export class DescribeTargetHealthCommand {
          constructor({ TargetGroupArn }) { this.group = TargetGroupArn; }
          answer() { return { TargetHealthDescriptions: this.group === "green" ? [{ Target: { Id: "127.0.0.1", Port: process.env.TASK_PORT } }] : [] }; }
        }
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("orders-hook-").FullName;

    public HookTests()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Hooks", "ready.mjs"), Path.Combine(_directory, "ready.mjs"));
        File.WriteAllText(Path.Combine(_directory, "run.mjs"), Run);
        Write("client-codedeploy", CodeDeploy);
        Write("client-elastic-load-balancing-v2", LoadBalancing);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("Succeeded", "200")]
    [InlineData("Succeeded", "503", "503", "200")]
    [InlineData("Failed", "503")]
    public async Task Hook_SaysWhatTheNewTasksSay(string status, params string[] answers)
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["run.mjs", .. answers]) { WorkingDirectory = _directory, RedirectStandardOutput = true })!;
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.Equal($$"""{"deploymentId":"d-1","lifecycleEventHookExecutionId":"h-1","status":"{{status}}"}""", said.Trim());
    }

    private void Write(string package, string module)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_directory, "node_modules", "@aws-sdk", package)).FullName;
        File.WriteAllText(Path.Combine(folder, "package.json"), """{ "type": "module", "main": "index.js" }""");
        File.WriteAllText(Path.Combine(folder, "index.js"), module);
    }
}
