import type { ActionContext } from "../../wire";
import { addressQuota, interfaceQuota } from "../create";
import { refuse } from "./codes";
import { authorize, Parameters, regionOf } from "./parameters";

const TYPE_LIMIT = 100;

/** The quotas of the page that the emulator keeps to. */
const QUOTAS: Readonly<Record<string, (context: ActionContext) => number>> = {
  "vpc-max-enis": interfaceQuota,
  "eni-max-private-ips": addressQuota,
};

/** DescribeVpcLimits: quotas of the account, by name; they do not say how much is used. */
export function describeVpcLimits(context: ActionContext): Record<string, unknown> {
  const parameters = Parameters.of(context, ["LimitTypes"]);
  regionOf(context);
  const types = parameters.texts("LimitTypes", TYPE_LIMIT);
  if (!parameters.has("LimitTypes")) parameters.required("LimitTypes");
  const VpcLimitSet = types.map((LimitType) => {
    const quota = Object.hasOwn(QUOTAS, LimitType) ? QUOTAS[LimitType] : undefined;
    if (quota === undefined) {
      throw refuse("InvalidParameterValue", `The emulator does not know the limit "${LimitType}".`);
    }
    return { LimitType, LimitValue: quota(context) };
  });
  authorize(context);
  return { VpcLimitSet };
}
