import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCredentials } from "../../provider/clouds/alibaba/credentials";

/** The vendor's library looks in the real home, where there is no such profile; ours says why. */
describe("a profile of Alibaba Cloud that gives no keys", () => {
  const name = "no-such-profile-of-a-test";
  let homeDirectory: string;
  beforeEach(() => {
    homeDirectory = mkdtempSync(join(tmpdir(), "eni-alibaba-"));
    mkdirSync(join(homeDirectory, ".aliyun"));
  });
  afterEach(() => rmSync(homeDirectory, { recursive: true, force: true }));

  it.each([
    ["cannot be read", undefined, "the file cannot be read (ENOENT)"],
    ["is no JSON", "very-secret", "the file is not JSON"],
    ["is of another shape", "[]", "the file has no profile of this name"],
    [
      "has others",
      JSON.stringify({ profiles: [{ name: "default" }] }),
      "the file has no profile of this name",
    ],
    ["has it", JSON.stringify({ profiles: [{ name, mode: "AK" }] }), "the profile gives no credentials"],
  ])("is told with what is wrong when the file %s", async (_, text, wrong) => {
    if (text !== undefined) writeFileSync(join(homeDirectory, ".aliyun", "config.json"), text);
    const { get } = findCredentials(name, { config: () => undefined, environment: {}, homeDirectory });
    await expect(get()).rejects.toThrow(`profile "${name}" of ~/.aliyun/config.json: ${wrong}.`);
  });
});
