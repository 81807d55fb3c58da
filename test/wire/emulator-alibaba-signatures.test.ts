import { canonicalQuery } from "../../emulator/alibaba/canonical-query";
import { percentEncode } from "../../emulator/alibaba/percent-encode";
import { signV1, stringToSignV1 } from "../../emulator/alibaba/signature-v1";
import {
  canonicalRequestV3,
  parseAuthorizationV3,
  sha256Hex,
  signV3,
  stringToSignV3,
} from "../../emulator/alibaba/signature-v3";

describe("Alibaba's signatures", () => {
  it("computes the published example of version 1", () => {
    const params = new Map(
      Object.entries({
        AccessKeyId: "testid",
        Action: "DescribeRegions",
        Format: "XML",
        SignatureMethod: "HMAC-SHA1",
        SignatureNonce: "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf",
        SignatureVersion: "1.0",
        Timestamp: "2016-02-23T12:46:24Z",
        Version: "2014-05-26",
        Signature: "is not part of it",
      }),
    );
    expect(signV1("testsecret", stringToSignV1("get", params))).toBe("OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
  });

  it("computes the published example of version 3", () => {
    const payloadHash = sha256Hex("");
    const headers: Record<string, string> = {
      host: "ecs.cn-shanghai.aliyuncs.com",
      "x-acs-action": "RunInstances",
      "x-acs-content-sha256": payloadHash,
      "x-acs-date": "2023-10-26T10:22:32Z",
      "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
      "x-acs-version": "2014-05-26",
    };
    const canonical = canonicalRequestV3({
      method: "POST",
      path: "/",
      query: new Map([
        ["RegionId", "cn-shanghai"],
        ["ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"],
      ]),
      header: (name) => headers[name] ?? "",
      signedHeaders: Object.keys(headers),
      payloadHash,
    });
    expect(sha256Hex(canonical)).toBe("7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259");
    expect(signV3("YourAccessKeySecret", stringToSignV3(canonical))).toBe(
      "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
    );
  });

  it("sorts parameters by their names, whatever comes after the name", () => {
    const params = new Map([
      ["Id.2", "b"],
      ["Id.10", "c"],
      ["Id.1", "a b"],
      ["Id", ""],
    ]);
    expect(canonicalQuery(params)).toBe("Id=&Id.1=a%20b&Id.10=c&Id.2=b");
  });

  it("encodes by RFC 3986", () => {
    expect(percentEncode("a b*c!'()~-_.é")).toBe("a%20b%2Ac%21%27%28%29~-_.%C3%A9");
  });

  it.each(["", "ACS3-HMAC-SHA256", "ACS3-HMAC-SHA256 Credential=", "Bearer x", "ACS3-HMAC-SHA256 =,=,="])(
    "does not read %p as an authorization",
    (header) => {
      expect(parseAuthorizationV3(header)).toBeUndefined();
    },
  );
});
