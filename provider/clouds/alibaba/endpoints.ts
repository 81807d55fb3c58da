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

/** Regions whose endpoint of VPC is the central one, from the endpoint map of the vendor's SDK 7.3.2. */
const centralVpcRegions = new Set([
  ...["cn-hangzhou", "cn-hangzhou-finance", "cn-shanghai-finance-1", "cn-shenzhen-finance-1"],
  ...["cn-north-2-gov-1", "cn-beijing-gov-1", "cn-wuhan", "cn-fujian"],
]);

export interface Endpoints {
  readonly ecs: string;
  readonly vpc: string;
  readonly sts: string;
  readonly isDefault: boolean;
}

/**
 * The endpoints of the calls: the configured one (a private endpoint, the emulator), else the region's documented ones.
 */
export function findEndpoints(place: Place, surroundings: Surroundings): Endpoints {
  const configured = configuredEndpoint(surroundings, "alibabaEndpoint", configuration.alibabaEndpoint);
  const vpc = configuredEndpoint(surroundings, "alibabaVpcEndpoint", configuration.alibabaVpcEndpoint);
  const sts = configuredEndpoint(surroundings, "alibabaStsEndpoint", configuration.alibabaStsEndpoint);
  const regionId = regionInHost(place.regionId);
  const own = Object.hasOwn(exceptions, regionId) ? exceptions[regionId] : undefined;
  const ecs = configured ?? `https://${own ?? `ecs.${regionId}.aliyuncs.com`}`;
  // A configured endpoint that is not one of the vendor's hosts serves all products, as the emulator does.
  const forAll = configured && !/\.aliyuncs\.com(:|$)/.test(new URL(ecs).host) ? ecs : undefined;
  const vpcHost = centralVpcRegions.has(regionId) ? "vpc.aliyuncs.com" : `vpc.${regionId}.aliyuncs.com`;
  return {
    ecs,
    vpc: vpc ?? forAll ?? `https://${vpcHost}`,
    sts: sts ?? forAll ?? "https://sts.aliyuncs.com",
    isDefault: configured === undefined,
  };
}
