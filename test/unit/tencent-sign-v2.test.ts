import { signV2, stringToSign } from "../../provider/clouds/tencent/sign-v2";

/** The worked examples of "Signature Method" of the legacy API, with the key pair that they print. */
describe("the signature of Tencent's API v2", () => {
  const secretKey = "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA";
  const request = (parameters: Record<string, string>) =>
    ({ method: "GET", host: "cvm.api.qcloud.com", path: "/v2/index.php", parameters }) as const;
  const shared = {
    Action: "DescribeInstances",
    Nonce: "11886",
    SecretId: "AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA",
    Timestamp: "1465185768",
  };

  it("is the published one with HmacSHA1", () => {
    const parameters = { ...shared, Region: "gz", "instanceIds.0": "ins-09dx96dg", limit: "20", offset: "0" };
    expect(stringToSign(request(parameters))).toBe(
      "GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&Nonce=11886&Region=gz&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA&Timestamp=1465185768&instanceIds.0=ins-09dx96dg&limit=20&offset=0",
    );
    expect(signV2(request(parameters), secretKey, "HmacSHA1")).toBe("NSI3UqqD99b/UJb4tbG/xZpRW64=");
  });

  it("is the published one with HmacSHA256", () => {
    const parameters = {
      ...shared,
      "InstanceIds.0": "ins-09dx96dg",
      Region: "ap-guangzhou",
      SignatureMethod: "HmacSHA256",
    };
    expect(signV2(request(parameters), secretKey, "HmacSHA256")).toBe(
      "0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s=",
    );
  });

  it("takes values as they are, and signs an underscore in a name as a point unless it leads", () => {
    expect(stringToSign(request({ a_b_c: "1 &=ü", _x: "2", B: "" }))).toBe(
      "GETcvm.api.qcloud.com/v2/index.php?B=&_x=2&a.b.c=1 &=ü",
    );
  });
});
