import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os, { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findCredentials as findAlibaba } from "../../provider/clouds/alibaba/credentials";
import { findCredentials as findTencent } from "../../provider/clouds/tencent/credentials";
import { findCredentials as findZenlayer } from "../../provider/clouds/zenlayer/credentials";

const secret = "canary0secret0must0never0be0seen";

/** Each file in which a cloud's tools keep keys, with a profile named "own". */
const files = [
  {
    path: ".aliyun/config.json",
    text: JSON.stringify({
      current: "own",
      profiles: [{ name: "own", mode: "AK", access_key_id: "id", access_key_secret: secret }],
    }),
    find: findAlibaba,
  },
  {
    path: ".tccli/own.credential",
    text: JSON.stringify({ secretId: "id", secretKey: secret }),
    find: findTencent,
  },
  {
    path: ".tencentcloud/credentials",
    text: `[own]\nsecret_id = id\nsecret_key = ${secret}\n`,
    find: findTencent,
  },
  {
    path: ".zenlayer/credentials.json",
    text: JSON.stringify({ own: { access_key_id: "id", access_key_secret: secret } }),
    find: findZenlayer,
  },
] as const;

describe.each(files)("keys in ~/$path", ({ path, text, find }) => {
  let homeDirectory: string;
  beforeEach(() => {
    homeDirectory = mkdtempSync(join(tmpdir(), "eni-mode-"));
    mkdirSync(join(homeDirectory, dirname(path)));
    writeFileSync(join(homeDirectory, path), text);
    // The vendor's SDK of Alibaba Cloud looks for the home directory itself.
    jest.spyOn(os, "homedir").mockReturnValue(homeDirectory);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(homeDirectory, { recursive: true, force: true });
  });

  const warningsAt = async (mode: number): Promise<readonly string[]> => {
    chmodSync(join(homeDirectory, path), mode);
    const warnings: string[] = [];
    const warn = (message: string) => warnings.push(message);
    const { get } = find("own", { config: () => undefined, environment: {}, homeDirectory, warn });
    for (let call = 0; call < 3; call += 1) expect(JSON.stringify(await get())).toContain(secret);
    return warnings;
  };

  it.each([0o644, 0o640, 0o602])("give one warning when others have access to the file", async (mode) => {
    const [warning, ...others] = await warningsAt(mode);
    expect(warning).toContain(`(mode 0${mode.toString(8)})`);
    expect(warning).toMatch(new RegExp(`Run \`chmod 600 .*${path.replaceAll(".", "\\.")}\``));
    expect(warning).not.toContain(secret);
    expect(others).toEqual([]);
  });

  it.each([0o600, 0o400])("give none when only their owner has", async (mode) => {
    expect(await warningsAt(mode)).toEqual([]);
  });
});
