import type { Finders } from "../contract/cloud";
import type { InstanceView, InterfaceView } from "../contract/observation";
import type { AreaList } from "./snapshot-cache";

/** The lists that the cloud has of everything in an area. Instances are listed by VPC where the cloud can do that. */
export function areaLists(
  { interfacesOfVpc, heldOfVpc, instancesOfVpc, instancesOfZone }: Finders,
  look: <T>(name: keyof Finders, call: () => Promise<T>) => Promise<T>,
): {
  readonly interfaces: AreaList<InterfaceView> | undefined;
  /** Undefined when `interfaces` also shows what counts against an instance's quota. */
  readonly held: AreaList<InterfaceView> | undefined;
  readonly instances: AreaList<InstanceView> | undefined;
} {
  return {
    interfaces: interfacesOfVpc && {
      areaOf: ({ vpcId }) => vpcId,
      page: (vpcId, page) => look("interfacesOfVpc", () => interfacesOfVpc(vpcId, page)),
    },
    held: heldOfVpc && {
      areaOf: ({ vpcId }) => vpcId,
      page: (vpcId, page) => look("heldOfVpc", () => heldOfVpc(vpcId, page)),
    },
    instances: instancesOfVpc
      ? {
          areaOf: ({ vpcId }) => vpcId,
          page: (vpcId, page) => look("instancesOfVpc", () => instancesOfVpc(vpcId, page)),
        }
      : instancesOfZone && {
          areaOf: ({ zoneId }) => zoneId,
          page: (zoneId, page) => look("instancesOfZone", () => instancesOfZone(zoneId, page)),
        },
  };
}
