import type { Surroundings } from "../../contract/cloud";
import { configuredEndpoint } from "../../core/endpoint";

export interface Endpoint {
  readonly url: string;
  readonly isDefault: boolean;
}

/** Where calls go: what is configured (a gateway, the emulator), else the one endpoint of all regions. */
export function findEndpoint(surroundings: Surroundings): Endpoint {
  const configured = configuredEndpoint(surroundings, "PULUMI_ENI_ZENLAYER_ENDPOINT", "zenlayerEndpoint");
  return { url: configured ?? "https://console.zenlayer.com", isDefault: configured === undefined };
}
