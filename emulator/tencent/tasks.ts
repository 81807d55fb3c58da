import type { StoredInterface, StoredTask } from "../model";
import type { InterfacePatch } from "../store";
import type { TransitionKind } from "../transitions";
import type { ActionContext } from "../wire";

interface TaskRequest {
  readonly taskId: string;
  readonly kind: TransitionKind;
  readonly entry: StoredInterface;
  readonly instanceId?: string;
  readonly patch?: InterfacePatch;
}

/** Starts a transition with a task, whose status the client can ask for. */
export function startTask(context: ActionContext, request: TaskRequest): void {
  const { taskId, kind, entry, instanceId, patch } = request;
  const { call, caller, clock, store, transitions } = context;
  store.putTask({
    cloud: "tencent",
    accountId: caller.account.id,
    id: taskId,
    action: call.action,
    resourceId: entry.id,
    status: "running",
    output: "",
    createdAt: clock.now(),
  });
  transitions.begin({
    kind,
    cloud: "tencent",
    interfaceId: entry.id,
    action: call.action,
    instanceId,
    patch,
    taskId,
    requestText: JSON.stringify(call.params),
  });
}

/** The task of an asynchronous call whose change is made at once. */
export function putDoneTask(
  { store, call, caller, clock }: ActionContext,
  id: string,
  resourceId: string,
): void {
  store.putTask({
    ...{ cloud: "tencent", accountId: caller.account.id, id, action: call.action, resourceId },
    ...{ status: "success", output: "", createdAt: clock.now() },
  });
}

/** Gives a call that was sent again its own task, which ends with the task of the earlier call. */
export function followTask(context: ActionContext, taskId: string, earlierId: string | undefined): void {
  const earlier = earlierId === undefined ? undefined : context.store.task("tencent", earlierId);
  if (earlier === undefined) return;
  context.store.putTask({
    ...earlier,
    id: taskId,
    action: context.call.action,
    follows: earlier.follows ?? earlier.id,
  });
}

/** The current state of a task, when it belongs to the caller. */
export function findTask(context: ActionContext, id: string): StoredTask | undefined {
  const task = context.store.task("tencent", id);
  if (task === undefined || task.accountId !== context.caller.account.id) return undefined;
  return task.follows === undefined ? task : context.store.task("tencent", task.follows);
}

/** The id of the task whose transition is running. */
export function runningTask(context: ActionContext, interfaceId: string): string | undefined {
  const isRunning = (task: StoredTask): boolean =>
    task.resourceId === interfaceId && task.status === "running" && task.follows === undefined;
  return context.store.tasks("tencent").find(isRunning)?.id;
}

/** Detach removes the elastic addresses from the interface. The account keeps them and pays for them. */
export function withoutPublicIps(entry: StoredInterface): InterfacePatch {
  return { privateIps: entry.privateIps.map(({ publicIp: _removed, ...ip }) => ip) };
}
