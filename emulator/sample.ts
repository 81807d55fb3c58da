/** The arguments of an attachment, as a program declares them. */
export interface SampleAttachment extends Readonly<Record<string, unknown>> {
  readonly regionId: string;
  readonly networkInterfaceId: string;
  readonly instanceId: string;
  /** Where the cloud has generations of its API: the one to call, and the VPC when that asks for it. */
  readonly api?: string;
  readonly vpcId?: string;
}

/** What a first program on a cloud can declare: ids of the default scenario. */
export interface Sample {
  /** The cloud's name, with the generation of its API where that is not the newest: "tencent-v2". */
  readonly name: string;
  readonly title: string;
  /** The instances that the attachments are made to, in words. */
  readonly instances: string;
  /** Interfaces that are free, with instances that accept them. */
  readonly attachments: {
    readonly data: SampleAttachment;
    readonly backup: SampleAttachment;
    readonly spare: SampleAttachment;
  };
  /** A primary interface with the instance that it belongs to: attached as named, and never to be detached. */
  readonly primary: SampleAttachment;
  /** The subnet that all of these are in. */
  readonly subnetId: string;
  /** The arguments of a new interface in it, which the instance of `data` accepts; undefined: programs make none. */
  readonly networkInterface?: Readonly<Record<string, unknown>> & {
    readonly regionId: string;
    readonly subnetId: string;
  };
}

/** The ids that a sample is made of. */
export interface SampleIds {
  /** The arguments that all attachments share. */
  readonly place: Pick<SampleAttachment, "regionId" | "api" | "vpcId">;
  readonly free: readonly [data: string, backup: string, spare: string];
  readonly running: string;
  /** A second instance that accepts interfaces. */
  readonly second: string;
  readonly primaryOfSecond: string;
}

/** The attachments of a sample: two on the running instance, one on the second. */
export function sampleAttachments({
  place,
  free: [data, backup, spare],
  running,
  second,
  primaryOfSecond,
}: SampleIds): Pick<Sample, "attachments" | "primary"> {
  const attach = (networkInterfaceId: string, instanceId: string) => ({
    ...place,
    networkInterfaceId,
    instanceId,
  });
  return {
    attachments: {
      data: attach(data, running),
      backup: attach(backup, running),
      spare: attach(spare, second),
    },
    primary: attach(primaryOfSecond, second),
  };
}
