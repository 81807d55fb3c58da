import { z } from "zod/v3";
import type { TaskOutcome } from "../../contract/cloud";
import { CloudError } from "../../core/errors";
import { wholeNumber } from "../../core/whole-number";
import type { TencentClient } from "./client";
import type { TencentClientV2 } from "./client-v2";

const action = "DescribeVpcTaskResult";

const shape = z.object({ Status: z.string(), Output: z.string().nullish() });

/** One edition of the documentation has the answer under `data`. */
const statusShape = z.object({ status: wholeNumber, output: z.string().nullish() });
const shapeV2 = z.union([z.object({ data: statusShape }).transform((answer) => answer.data), statusShape]);

const states: Readonly<Record<string, TaskOutcome["state"]>> = {
  SUCCESS: "succeeded",
  FAILED: "failed",
  RUNNING: "running",
};
const statesV2: Readonly<Record<number, TaskOutcome["state"]>> = {
  0: "succeeded",
  1: "failed",
  2: "running",
};

/** The task of an asynchronous call of the API v3. Its id is the request id of that call. */
export function findTask(client: TencentClient, taskId: string): Promise<TaskOutcome> {
  return unknownIfRefused(async () => {
    const { Status, Output } = await client.read(action, { TaskId: taskId }, shape);
    return { state: states[Status.toUpperCase()] ?? "unknown", output: Output || undefined };
  });
}

/** The task of an asynchronous call of the API v2. */
export function findTaskV2(client: TencentClientV2, taskId: string): Promise<TaskOutcome> {
  return unknownIfRefused(async () => {
    const { status, output } = await client.read(action, { taskId }, shapeV2);
    return { state: statesV2[status] ?? "unknown", output: output || undefined };
  });
}

/** A task that the cloud does not show yet or any more, or not to these keys, says nothing. */
async function unknownIfRefused(ask: () => Promise<TaskOutcome>): Promise<TaskOutcome> {
  try {
    return await ask();
  } catch (error) {
    const isRefused =
      error instanceof CloudError && ["settle", "refused", "permission", "unknown"].includes(error.kind);
    if (isRefused) return { state: "unknown" };
    throw error;
  }
}
