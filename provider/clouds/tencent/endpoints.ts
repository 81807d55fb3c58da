import type { Place } from "../../contract/cloud";
import { configuredEndpoint, regionInHost } from "../../core/endpoint";
import { configuration, type Surroundings } from "./configuration";

export interface Endpoints {
  readonly vpc: string;
  readonly cvm: string;
  readonly sts: string;
  readonly tag: string;
  /** The API v2 of the product VPC. */
  readonly vpcV2: string;
  /** Whether the endpoint of the API in use is the documented one. */
  readonly isDefault: boolean;
}

type Product = "vpc" | "cvm" | "sts" | "tag";

const domainV3 = "tencentcloudapi.com";
const domainV2 = "api.qcloud.com";

/** The endpoints of the calls: the configured one (a private endpoint, the emulator), else the documented ones. */
export function findEndpoints(place: Place, surroundings: Surroundings): Endpoints {
  const configured = configuredEndpoint(surroundings, "tencentEndpoint", configuration.tencentEndpoint);
  const configuredV2 = configuredEndpoint(surroundings, "tencentV2Endpoint", configuration.tencentV2Endpoint);
  const regionId = regionInHost(place.regionId);
  const of = (product: Product) =>
    (configured && placeProduct(product, configured)) ?? `https://${defaultHost(product, regionId)}`;
  const foreign = configured !== undefined && !isHostOf(configured, domainV3);
  return {
    vpc: of("vpc"),
    cvm: of("cvm"),
    sts: of("sts"),
    tag: of("tag"),
    vpcV2: configuredV2 ?? (foreign ? configured : `https://vpc.${domainV2}`),
    isDefault: place.api === "v2" ? configuredV2 === undefined && !foreign : configured === undefined,
  };
}

/** The financial regions have their own hosts. */
function defaultHost(product: Product, regionId: string): string {
  return regionId.endsWith("-fsi") ? `${product}.${regionId}.${domainV3}` : `${product}.${domainV3}`;
}

/**
 * The product's host at the vendor ("vpc.internal.…" also gives the names of the other products). Undefined when the
 * configured host is one of the API v2. Any other host serves all products, as the emulator does.
 */
function placeProduct(product: Product, configured: string): string | undefined {
  if (isHostOf(configured, domainV2)) return undefined;
  if (!isHostOf(configured, domainV3)) return configured;
  const url = new URL(configured);
  const host = url.host.replace(/^(vpc|cvm|sts|tag)\./, "");
  return `${url.protocol}//${product}.${host}`;
}

function isHostOf(endpoint: string, domain: string): boolean {
  const { hostname } = new URL(endpoint);
  return hostname === domain || hostname.endsWith(`.${domain}`);
}
