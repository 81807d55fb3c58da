import type { Properties } from "../../provider/contract/properties";
import { typeToken } from "../../provider/resource";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import type { ProviderHost } from "../support/provider-host";

/** The few things that all histories are about: so few that they meet often. */
export const interfaceSlots = [1, 2, 3] as const;
export type InterfaceSlot = (typeof interfaceSlots)[number];
export const instanceSlots = ["running", "busy", "stopped"] as const;
export type InstanceSlot = (typeof instanceSlots)[number];
export const stackNames = ["dev", "prod"] as const;
export type StackName = (typeof stackNames)[number];
export const attachmentNames = ["a", "b", "c"] as const;
export const interfaceNames = ["m", "n"] as const;
export type AttachmentName = (typeof attachmentNames)[number];
export type InterfaceName = (typeof interfaceNames)[number];
export type ResourceName = AttachmentName | InterfaceName;

/** How a created interface is declared: as at first, changed in place, or so that it is replaced. */
export type Variant = "first" | "changed" | "replaced";

/** One API under test, with the ids of these few things. */
export class Scene {
  constructor(
    readonly api: CloudCase,
    private readonly own: InterfaceCase,
    readonly host: ProviderHost = "dynamic",
  ) {}

  interfaceId(slot: InterfaceSlot): string {
    return this.api.free(slot);
  }

  instanceId(slot: InstanceSlot): string {
    return this.api[slot];
  }

  /** The documented codes of the API. */
  get codes(): readonly string[] {
    return (this.api.codes ?? this.api.cloud.codes).map(({ code }) => code);
  }

  /** A region in which none of these things is. */
  get otherRegion(): string {
    return otherRegions[this.api.storeName] ?? "elsewhere-1";
  }

  /** @param stack as Pulumi names it, which `pulumi stack rename` changes */
  urn(stack: string, name: ResourceName, isInComponent = false): string {
    const kind = this.isInterface(name) ? this.own.kind : this.api.kind;
    const type = this.host === "dynamic" ? typeToken(kind) : `eni:${kind}`;
    return `urn:pulumi:${stack}::shop::${isInComponent ? `${componentType}$` : ""}${type}::${name}`;
  }

  isInterface(name: ResourceName): name is InterfaceName {
    return interfaceNames.some((known) => known === name);
  }

  /** The arguments of a created interface. One cloud refuses a name that another interface of the VPC has. */
  argumentsOf(variant: Variant, stack: StackName, name: InterfaceName): Properties {
    const { declared, changed, replaced } = this.own;
    const more = variant === "changed" ? changed : variant === "replaced" ? replaced : {};
    const args: Properties = { ...this.api.place, ...declared, ...more };
    return { ...args, name: `${args.name}-${stack}-${name}` };
  }
}

/** The type of the component into which resources go. */
export const componentType = "shop:index:Group";

const otherRegions: Readonly<Record<string, string>> = {
  alibaba: "cn-beijing",
  tencent: "ap-shanghai",
  zenlayer: "asia-southeast-1",
};

export const sceneTitles: readonly string[] = cloudCases.map(({ title }) => title);

export function sceneOf(title: string, host?: ProviderHost): Scene {
  const api = cloudCases.find((each) => each.title === title);
  const own = interfaceCases.find((each) => each.title === title);
  if (!api || !own) throw new Error(`There is no API "${title}"; the APIs are ${sceneTitles.join(", ")}.`);
  return new Scene(api, own, host);
}
