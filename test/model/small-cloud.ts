import type { InterfaceView } from "../../provider/contract/observation";

/** One interface and two instances as values: what the pure parts of the provider are played against. */
export interface SmallCloud {
  readonly status: "available" | "attaching" | "attached" | "detaching" | "deleting" | "gone";
  readonly holder: string | undefined;
  /** When the transition ends; undefined when there is none. */
  readonly endsAtMs: number | undefined;
}

export type Write =
  | { readonly do: "attach"; readonly to: string }
  | { readonly do: "detach"; readonly from: string }
  | { readonly do: "delete" };

/** The state after everything that is due. */
export function settled(cloud: SmallCloud, nowMs: number): SmallCloud {
  if (cloud.endsAtMs === undefined || nowMs < cloud.endsAtMs) return cloud;
  switch (cloud.status) {
    case "attaching":
      return { ...cloud, status: "attached", endsAtMs: undefined };
    case "detaching":
      return { status: "available", holder: undefined, endsAtMs: undefined };
    case "deleting":
      return { status: "gone", holder: undefined, endsAtMs: undefined };
    default:
      return cloud;
  }
}

/** The state after a write; undefined when the cloud refuses it. */
export function written(cloud: SmallCloud, write: Write, endsAtMs: number): SmallCloud | undefined {
  switch (write.do) {
    case "attach":
      return cloud.status === "available" ? { status: "attaching", holder: write.to, endsAtMs } : undefined;
    case "detach":
      return cloud.status === "attached" && cloud.holder === write.from
        ? { ...cloud, status: "detaching", endsAtMs }
        : undefined;
    case "delete":
      return cloud.status === "available" ? { ...cloud, status: "deleting", endsAtMs } : undefined;
    default:
      return write satisfies never;
  }
}

/** What a look shows; undefined: nothing. */
export function viewOfCloud({ status, holder }: SmallCloud): InterfaceView | undefined {
  if (status === "gone") return undefined;
  return {
    id: "eni-1",
    kind: "secondary",
    status,
    cloudStatus: status,
    holder,
    addresses: [],
    ipv6Addresses: [],
    vpcId: "vpc-1",
    zoneId: "zone-1",
    managedByService: false,
    coldPlugOnly: false,
  };
}
