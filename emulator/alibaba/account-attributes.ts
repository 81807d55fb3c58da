import type { ActionContext } from "../wire";
import { interfaceQuota } from "./create";
import { authorize, describeRegion, invalid, Parameters } from "./parameters";

const NAME_LIMIT = 8;
const INTERFACES = "max-elastic-network-interfaces";

/** DescribeAccountAttributes: of the quotas on its page, the emulator has the one of interfaces. */
export function describeAccountAttributes(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  // What ZoneId does for a quota of the region, no page says.
  parameters.only(["AttributeName"]);
  describeRegion(context, parameters);
  const names = parameters.list("AttributeName", NAME_LIMIT);
  if (names.some((name) => name !== INTERFACES)) throw invalid("AttributeName");
  authorize(context);
  return {
    AccountAttributeItems: {
      AccountAttributeItem: [
        {
          AttributeName: INTERFACES,
          AttributeValues: { ValueItem: [{ Value: String(interfaceQuota(context)) }] },
        },
      ],
    },
  };
}
