import { findEndpoints } from "../../provider/clouds/tencent/endpoints";

const find = (from: {
  regionId?: string;
  api?: string;
  environment?: Record<string, string>;
  config?: Record<string, string>;
}) =>
  findEndpoints(
    { regionId: from.regionId ?? "ap-guangzhou", api: from.api, profile: undefined, vpcId: undefined },
    { environment: from.environment ?? {}, config: (name) => from.config?.[name], homeDirectory: "/nowhere" },
  );

describe("Tencent's endpoints", () => {
  it("are the documented ones by default", () => {
    expect(find({})).toEqual({
      vpc: "https://vpc.tencentcloudapi.com",
      cvm: "https://cvm.tencentcloudapi.com",
      sts: "https://sts.tencentcloudapi.com",
      tag: "https://tag.tencentcloudapi.com",
      vpcV2: "https://vpc.api.qcloud.com",
      isDefault: true,
    });
  });

  it("are the region's own in the financial regions, which no other host reaches", () => {
    expect(find({ regionId: "ap-shanghai-fsi" })).toMatchObject({
      vpc: "https://vpc.ap-shanghai-fsi.tencentcloudapi.com",
      cvm: "https://cvm.ap-shanghai-fsi.tencentcloudapi.com",
      isDefault: true,
    });
  });

  it("are all one for a host that is not the vendor's: the emulator", () => {
    const environment = { PULUMI_ENI_TENCENT_ENDPOINT: "http://127.0.0.1:4510/" };
    const config = { tencentEndpoint: "elsewhere.example" };
    for (const api of ["v3", "v2"]) {
      expect(find({ environment, config, api })).toEqual({
        vpc: "http://127.0.0.1:4510",
        cvm: "http://127.0.0.1:4510",
        sts: "http://127.0.0.1:4510",
        tag: "http://127.0.0.1:4510",
        vpcV2: "http://127.0.0.1:4510",
        isDefault: false,
      });
    }
  });

  it.each([
    "vpc.internal.tencentcloudapi.com",
    "tag.internal.tencentcloudapi.com",
    "internal.tencentcloudapi.com",
  ])("are the products' siblings of the vendor's host %s", (tencentEndpoint) => {
    expect(find({ config: { tencentEndpoint } })).toEqual({
      vpc: "https://vpc.internal.tencentcloudapi.com",
      cvm: "https://cvm.internal.tencentcloudapi.com",
      sts: "https://sts.internal.tencentcloudapi.com",
      tag: "https://tag.internal.tencentcloudapi.com",
      vpcV2: "https://vpc.api.qcloud.com",
      isDefault: false,
    });
  });

  it("distinguish the two generations", () => {
    const environment = { PULUMI_ENI_TENCENT_V2_ENDPOINT: "https://v2.example:8443" };
    expect(find({ environment, api: "v2" })).toMatchObject({
      vpc: "https://vpc.tencentcloudapi.com",
      vpcV2: "https://v2.example:8443",
      isDefault: false,
    });
    expect(find({ environment, api: "v3" }).isDefault).toBe(true);
    const v2Host = { tencentEndpoint: "vpc.api.qcloud.com" };
    expect(find({ config: v2Host, api: "v2" })).toMatchObject({
      cvm: "https://cvm.tencentcloudapi.com",
      vpcV2: "https://vpc.api.qcloud.com",
    });
  });
});
