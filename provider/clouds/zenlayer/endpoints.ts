import { withScheme } from "../../core/endpoint";
import type { Surroundings } from "../../lifecycle/cloud";

export interface Endpoint {
  readonly url: string;
  readonly isDefault: boolean;
}

/** Where calls go: what is configured (a gateway, the emulator), else the one endpoint of all regions. */
export function findEndpoint({ environment, config }: Surroundings): Endpoint {
  const configured = environment.PULUMI_ENI_ZENLAYER_ENDPOINT || config("zenlayerEndpoint") || undefined;
  return { url: withScheme(configured ?? "console.zenlayer.com"), isDefault: configured === undefined };
}
