import { configuredEndpoint } from "../../core/endpoint";
import { configuration, type Surroundings } from "./configuration";

export interface Endpoint {
  readonly url: string;
  readonly isDefault: boolean;
}

/** The endpoint of the calls: the configured one (a gateway, the emulator), else the only one of all regions. */
export function findEndpoint(surroundings: Surroundings): Endpoint {
  const configured = configuredEndpoint(surroundings, "zenlayerEndpoint", configuration.zenlayerEndpoint);
  return { url: configured ?? "https://console.zenlayer.com", isDefault: configured === undefined };
}
