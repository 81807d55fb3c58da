import { authorize } from "../../provider/clouds/zenlayer/sign";

/** Body, key and time of the worked example in Zenlayer's API introduction; signatures by the SDKs' algorithm. */
const example = {
  body: '{"pageSize":10,"pageNum":1,"zoneId":"HKG-A"}',
  host: "console.zenlayer.com",
  timestampSeconds: 1673361177,
};
const keys = { accessKeyId: "0D9UtpyKYcHxms5v", accessKeyPassword: "Gu5t9xGARNpq86cd98joQYCN3" };

describe("the ZC2 signature", () => {
  it.each([
    ["application/json; charset=utf-8", "efb356c32e55c781e10dc676da59462c22596d82e91c57803666243379555b2f"],
    ["application/json", "9fdd5117d611874c57b6514c5265c94aee7b716f33906836f9ebda1b56cbc119"],
  ])("equals the vector for the content type %s", (contentType, signature) => {
    expect(authorize({ ...example, contentType }, keys)).toBe(
      `ZC2-HMAC-SHA256 Credential=0D9UtpyKYcHxms5v, SignedHeaders=content-type;host, Signature=${signature}`,
    );
  });

  it("covers the body, the host with its port, and the time", () => {
    const sign = (more: Partial<typeof example>) =>
      authorize({ ...example, ...more, contentType: "application/json" }, keys);
    const signatures = [
      sign({}),
      sign({ body: "{}" }),
      sign({ host: "console.zenlayer.com:8443" }),
      sign({ timestampSeconds: example.timestampSeconds + 1 }),
    ];
    expect(new Set(signatures).size).toBe(4);
  });
});
