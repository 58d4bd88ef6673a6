import { CodeDeployClient, PutLifecycleEventHookExecutionStatusCommand } from "@aws-sdk/client-codedeploy";
import { DescribeListenersCommand, DescribeTargetHealthCommand, ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";

const balancer = new ElasticLoadBalancingV2Client();
const patience = 90_000;

/** Before customers reach the new tasks: each of them must say that its servers answer. */
export async function handler(event) {
  const isReady = await until(Date.now() + patience, allReady);
  await new CodeDeployClient().send(new PutLifecycleEventHookExecutionStatusCommand({
    deploymentId: event.DeploymentId,
    lifecycleEventHookExecutionId: event.LifecycleEventHookExecutionId,
    status: isReady ? "Succeeded" : "Failed",
  }));
}

async function until(end, check) {
  for (; Date.now() < end; await new Promise(resolve => setTimeout(resolve, 3000))) {
    if (await check()) return true;
  }
  return false;
}

async function allReady() {
  const { Listeners } = await balancer.send(new DescribeListenersCommand({ ListenerArns: [process.env.TEST_LISTENER] }));
  const action = Listeners[0].DefaultActions[0];
  const TargetGroupArn = action.TargetGroupArn ?? action.ForwardConfig.TargetGroups.find(group => group.Weight !== 0).TargetGroupArn;
  const { TargetHealthDescriptions: tasks } = await balancer.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
  const answers = await Promise.all(tasks.map(({ Target: { Id, Port } }) => isReady(`http://${Id}:${Port}/health/ready`)));
  return answers.length > 0 && answers.every(Boolean);
}

async function isReady(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5000) })).ok;
  } catch {
    return false;
  }
}
