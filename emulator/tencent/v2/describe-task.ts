import type { ActionContext } from "../../wire";
import { findTask } from "../tasks";
import { refuse } from "./codes";
import { isPageStyle } from "./envelope";
import { authorize, Parameters, regionOf } from "./parameters";

const statusNumber = { success: 0, failed: 1, running: 2 } as const;

/** DescribeVpcTaskResult: 0 is done, 1 is failed, 2 is running. */
export function describeVpcTaskResult(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  regionOf(context);
  const taskId = parameters.integer("taskId", 0, Number.MAX_SAFE_INTEGER);
  if (taskId === undefined) throw refuse("4000", "taskId is missing");
  const task = findTask(context, String(taskId));
  if (task === undefined) throw refuse("5000", "the task does not exist");
  authorize(context);
  const fields = { status: statusNumber[task.status] };
  return isPageStyle(context.store) ? { data: fields } : fields;
}
