import type { CloudName } from "../../emulator";

export interface Attachment {
  regionId: string;
  networkInterfaceId: string;
  instanceId: string;
}

/** What the quickstart does on one cloud: ids of the emulator's default scenario. */
export interface Tour {
  /** How `--cloud` names it. */
  name: string;
  title: string;
  /** Whose store of the emulator tells what really happened. */
  store: CloudName;
  /** The root program's own defaults for this cloud, by resource name. */
  attachments: Record<string, Attachment>;
  /** The one that someone else will detach. */
  detachedByOthers: string;
  /** An attachment that the cloud would never allow, and what its refusal must speak of. */
  forbidden: { attachment: Attachment; mentions: RegExp };
}

const regionId = "cn-hangzhou";
const running = "i-bp1running0000000001";
const stopped = "i-bp1stopped0000000001";

export const tours: Tour[] = [
  {
    name: "alibaba",
    title: "Alibaba Cloud",
    store: "alibaba",
    attachments: {
      data: { regionId, networkInterfaceId: "eni-bp1free0000000000001", instanceId: running },
      backup: { regionId, networkInterfaceId: "eni-bp1free0000000000002", instanceId: running },
      spare: { regionId, networkInterfaceId: "eni-bp1free0000000000003", instanceId: stopped },
    },
    detachedByOthers: "backup",
    forbidden: {
      attachment: { regionId, networkInterfaceId: "eni-bp1primary0000000002", instanceId: running },
      mentions: /primary/i,
    },
  },
];
