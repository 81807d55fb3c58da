import type { StoredInterface } from "../model";
import type { ActionContext } from "../wire";
import { refuse } from "./codes";
import { authorize, Parameters } from "./parameters";

/** Every load balancer has the same listener. */
const LISTENER = {
  listenerId: "1551000000000000001",
  listenerName: "web",
  protocol: "TCP",
  listenerPort: "80",
};

/** DescribeBackends (the service zlb): which address of which instance a load balancer uses; it names no vNIC. */
export function describeBackends(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const loadBalancerId = parameters.required("loadBalancerId");
  const listenerId = parameters.optional("listenerId") ?? LISTENER.listenerId;
  parameters.only(["loadBalancerId", "listenerId"]);
  const behind = context.seen.interfaces().filter((entry) => entry.loadBalancerId === loadBalancerId);
  if (behind.length === 0) throw refuse(context.call, "OPERATION_FAILED_RESOURCE_NOT_FOUND");
  authorize(context);
  return { backends: listenerId === LISTENER.listenerId ? behind.map(backendItem) : [] };
}

function backendItem({ instanceId, privateIps }: StoredInterface): Record<string, unknown> {
  return {
    instanceId,
    privateIpAddress: privateIps.find(({ primary }) => primary)?.address ?? null,
    weight: 100,
    backendPort: 80,
    ...LISTENER,
  };
}
