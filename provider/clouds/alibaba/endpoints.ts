import type { Place } from "../../contract/cloud";
import { configuredEndpoint, regionInHost } from "../../core/endpoint";
import { configuration, type Surroundings } from "./configuration";

/** Regions whose endpoint does not follow the pattern, from the endpoint map of the vendor's SDK 7.11.6. */
const exceptions: Readonly<Record<string, string>> = {
  "cn-hangzhou": "ecs-cn-hangzhou.aliyuncs.com",
  "cn-hangzhou-finance": "ecs.aliyuncs.com",
  "cn-shanghai-finance-1": "ecs-cn-hangzhou.aliyuncs.com",
  "cn-shenzhen-finance-1": "ecs-cn-hangzhou.aliyuncs.com",
  "cn-north-2-gov-1": "ecs.aliyuncs.com",
};

export interface Endpoints {
  readonly ecs: string;
  readonly sts: string;
  readonly isDefault: boolean;
}

/**
 * The endpoints of the calls: the configured one (a private endpoint, the emulator), else the region's documented ones.
 */
export function findEndpoints(place: Place, surroundings: Surroundings): Endpoints {
  const configured = configuredEndpoint(surroundings, "alibabaEndpoint", configuration.alibabaEndpoint);
  const sts = configuredEndpoint(surroundings, "alibabaStsEndpoint", configuration.alibabaStsEndpoint);
  const regionId = regionInHost(place.regionId);
  const own = Object.hasOwn(exceptions, regionId) ? exceptions[regionId] : undefined;
  const ecs = configured ?? `https://${own ?? `ecs.${regionId}.aliyuncs.com`}`;
  return {
    ecs,
    // A configured endpoint that is not one of the vendor's hosts serves both products, as the emulator does.
    sts:
      sts ??
      (configured && !/\.aliyuncs\.com(:|$)/.test(new URL(ecs).host) ? ecs : "https://sts.aliyuncs.com"),
    isDefault: configured === undefined,
  };
}
