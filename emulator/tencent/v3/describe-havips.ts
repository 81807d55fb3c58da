import type { StoredInterface } from "../../model";
import type { ActionContext } from "../../wire";
import { CREATED_TIME } from "../words";
import { type Search, searchNetworks } from "./network-search";
import { Parameters } from "./parameters";

interface HaVip {
  readonly id: string;
  readonly accountId: string;
  readonly regionId: string;
  readonly bound: StoredInterface;
}

const FILTERS: Search<HaVip>["filters"] = {
  "havip-id": ({ id }) => [id],
  "havip-name": () => [],
  "vpc-id": ({ bound }) => [bound.vpcId],
  "subnet-id": ({ bound }) => [bound.subnetId],
  "address-ip": () => [],
  "havip-association.instance-id": ({ bound }) => [bound.id],
  "havip-association.instance-type": () => ["ENI"],
  "check-associate": () => ["true"],
  "cdc-id": () => [],
  type: () => ["NORMAL"],
};

/** DescribeHaVips: each interface with `havip` is bound to an HAVIP of its own, whose address is not modelled. */
export function describeHaVips(context: ActionContext): Record<string, unknown> {
  const parameters = Parameters.of(context, ["HaVipIds", "Filters", "Offset", "Limit"]);
  const all = context.seen
    .interfaces()
    .filter(({ havip }) => havip === true)
    .map((bound): HaVip => ({ ...bound, id: bound.id.replace(/^eni-/, "havip-"), bound }));
  const { total, page } = searchNetworks(context, parameters, {
    kind: "havip",
    ids: "HaVipIds",
    all,
    filters: FILTERS,
    paging: "number",
  });
  return { TotalCount: total, HaVipSet: page.map(haVipItem) };
}

function haVipItem({ id, bound }: HaVip): Record<string, unknown> {
  return {
    HaVipId: id,
    HaVipName: "",
    Vip: "",
    VpcId: bound.vpcId,
    SubnetId: bound.subnetId,
    NetworkInterfaceId: bound.id,
    InstanceId: bound.instanceId ?? "",
    AddressIp: "",
    State: "AVAILABLE",
    CreatedTime: CREATED_TIME,
    Business: "",
    HaVipAssociationSet: [{ InstanceId: bound.id, HaVipId: id, InstanceType: "ENI" }],
    CheckAssociate: true,
    CdcId: "",
    FlushedTime: "0000-00-00 00:00:00",
    TagSet: [],
  };
}
