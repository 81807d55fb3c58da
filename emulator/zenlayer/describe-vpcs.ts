import type { StoredVpc } from "../model";
import type { ActionContext } from "../wire";
import { CREATED_TIME, resourceGroupItem, tagsItem } from "./interface-item";
import { readPaging } from "./paging";
import { authorize, Parameters } from "./parameters";
import { TAG_LIMIT } from "./settings";

const ID_LIMIT = 100;

/** DescribeVpcs: an unknown id is missing from the answer. VPCs have no tags here, and the account's first group. */
export function describeVpcs(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const paginate = readPaging(parameters);
  const ids = parameters.list("vpcIds", ID_LIMIT);
  const name = parameters.optional("name") ?? "";
  const cidr = parameters.optional("cidrBlock") ?? "";
  const [ownGroup = ""] = context.caller.account.resourceGroupIds ?? [];
  const isInGroup = (parameters.optional("resourceGroupId") ?? ownGroup) === ownGroup;
  const tagged = [...parameters.list("tagKeys", TAG_LIMIT), ...parameters.tags("tags", TAG_LIMIT)];
  parameters.only([
    ...["vpcIds", "name", "cidrBlock", "resourceGroupId", "tagKeys", "tags", "pageSize", "pageNum"],
  ]);
  authorize(context);
  const found = context.store
    .vpcs("zenlayer")
    .filter(
      (vpc) =>
        vpc.accountId === context.caller.account.id &&
        (ids.length === 0 || ids.includes(vpc.id)) &&
        vpc.name.includes(name) &&
        vpc.cidr.includes(cidr) &&
        isInGroup &&
        tagged.length === 0,
    );
  const { items, fields } = paginate(found);
  return { ...fields, dataSet: items.map((vpc) => vpcItem(context, vpc, ownGroup)) };
}

function vpcItem({ store }: ActionContext, vpc: StoredVpc, groupId: string): Record<string, unknown> {
  const held = store.interfaces("zenlayer").filter(({ vpcId }) => vpcId === vpc.id);
  return {
    vpcId: vpc.id,
    name: vpc.name,
    cidrBlock: vpc.cidr,
    ipv6CidrBlock:
      store.subnets("zenlayer").find(({ vpcId, ipv6Cidr }) => vpcId === vpc.id && ipv6Cidr)?.ipv6Cidr ?? null,
    mtu: 1500,
    isDefault: false,
    createTime: CREATED_TIME,
    usageIpv4Count: held.flatMap(({ privateIps }) => privateIps).length,
    usageIpv6Count: held.flatMap(({ ipv6 }) => ipv6).length,
    securityGroupId: store.securityGroups("zenlayer").find(({ vpcId }) => vpcId === vpc.id)?.id ?? null,
    dnsZoneIds: [],
    resourceGroup: resourceGroupItem(groupId),
    tags: tagsItem({}),
  };
}
