import { TencentClient } from "../../provider/clouds/tencent/client";
import { TencentClientV2 } from "../../provider/clouds/tencent/client-v2";
import { tencent } from "../../provider/clouds/tencent/cloud";
import type { Connection } from "../../provider/contract/cloud";

export const regionId = "ap-guangzhou";
export const credentials = {
  get: () => Promise.resolve({ secretId: "id", secretKey: "very-secret", token: undefined }),
  source: () => "the test",
  remedy: () => "Do this.",
};

type Source = ConstructorParameters<typeof TencentClient>[1];

export function clientV3(endpoint: string, source: Source = credentials, timeoutMs?: number): TencentClient {
  return new TencentClient({ endpoint, version: "2017-03-12", regionId }, source, timeoutMs);
}

export function clientV2(
  endpoint: string,
  source: Source = credentials,
  timeoutMs?: number,
): TencentClientV2 {
  return new TencentClientV2({ endpoint, regionId, signatureMethod: "HmacSHA256" }, source, timeoutMs);
}

/** A connection to a server that is no emulator. */
export function connectTo(endpoint: string, api: "v3" | "v2"): Connection {
  const config: Record<string, string> = {
    tencentSecretId: "id",
    tencentSecretKey: "k",
    tencentEndpoint: endpoint,
  };
  return tencent.connect(
    { regionId, profile: undefined, api, vpcId: api === "v2" ? "vpc-7t9nf3pu" : undefined },
    { config: (name) => config[name], environment: {}, homeDirectory: "/nowhere" },
  );
}
