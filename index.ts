import * as pulumi from "@pulumi/pulumi";
import * as eni from "pulumi-eni";
import { samples } from "pulumi-eni/emulator";

/** What an attachment declares on every cloud, and what it declares on one alone. */
interface Attachment extends eni.AttachmentArgs {
  [argument: string]: unknown;
}

/** The same of an interface that the program makes itself, and the instance that it is attached to. */
interface OwnInterface extends eni.InterfaceArgs {
  instanceId?: string;
  [argument: string]: unknown;
}

interface Cloud {
  /** Undefined: its interfaces are only attached, not made. */
  NetworkInterface?: new (
    name: string,
    args: OwnInterface,
  ) => pulumi.CustomResource;
  NetworkInterfaceAttachment: new (
    name: string,
    args: Attachment,
  ) => pulumi.CustomResource & { macAddress: pulumi.Output<string> };
}

/** One program serves all clouds. Which arguments differ is known where it runs: each resource checks its own. */
const clouds = eni as Record<string, unknown> as Record<string, Cloud>;

const config = new pulumi.Config();
const cloudName = config.get("cloud") ?? "alibaba";

/** Out of the box: interfaces and instances that the emulator starts with. */
const sample = samples.find(({ name }) => name === cloudName);
const cloud = clouds[sample?.cloud ?? ""];
if (sample === undefined || cloud === undefined) {
  const names = samples.map(({ name }) => name).join(", ");
  throw new pulumi.RunError(`quickstart:cloud is "${cloudName}"; it can be ${names}`);
}

// Yours: pulumi config set --path 'attachments.data.networkInterfaceId' eni-… and so on.
const attachments: Record<string, Attachment> = config.getObject("attachments") ?? { ...sample.attachments };

// Made when it has a name: pulumi config set --path interface.name … (and interface.subnetId … and so on, for yours; the
// rest is the sample's).
const wanted = config.getObject<OwnInterface>("interface");
if (wanted) {
  const {
    attachments: { data },
    networkInterface,
  } = sample;
  if (cloud.NetworkInterface === undefined || networkInterface === undefined) {
    throw new pulumi.RunError(`quickstart:interface: programs make no interfaces on ${sample.title}`);
  }
  const { instanceId, ...args } = {
    name: "own",
    instanceId: data.instanceId,
    ...networkInterface,
    ...wanted,
  };
  const own = new cloud.NetworkInterface("own", args);
  // The region, and what else both kinds declare on this cloud.
  const shared = Object.fromEntries(Object.entries(args).filter(([argument]) => argument in data));
  attachments.own = { ...data, ...shared, instanceId, networkInterfaceId: own.id };
}

/** By these the guest tells its interfaces apart. */
export const macAddresses = Object.fromEntries(
  Object.entries(attachments).map(([name, args]) => {
    const attachment = new cloud.NetworkInterfaceAttachment(name, args);
    return [name, attachment.macAddress];
  }),
);
