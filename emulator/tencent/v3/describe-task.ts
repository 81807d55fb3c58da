import type { ActionContext } from "../../wire";
import { findTask } from "../tasks";
import { refuse } from "./codes";
import { authorize, Parameters, regionOf } from "./parameters";

const statusWord = { running: "RUNNING", success: "SUCCESS", failed: "FAILED" } as const;

/** DescribeVpcTaskResult: the id is the request id of the call that was accepted. */
export function describeVpcTaskResult(context: ActionContext): Record<string, unknown> {
  const parameters = Parameters.of(context, ["TaskId"]);
  regionOf(context);
  const id = parameters.required("TaskId");
  if (id === "") throw refuse("InvalidParameterValue");
  const task = findTask(context, id);
  if (task === undefined) throw refuse("ResourceNotFound");
  authorize(context);
  return { Status: statusWord[task.status], Output: task.output, Result: [] };
}
