import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CloudName } from "../../emulator";
import { runCommand } from "../../scripts/run-command";
import { readOnlyKeyOf } from "../support/accounts";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { readPage } from "../support/markdown-pages";
import { ProxyServer } from "../support/proxy-server";

const main = join(process.cwd(), "dist/cli/main.js");
const oneHourAhead = join(process.cwd(), "dist/test/support/clock-one-hour-ahead.js");

interface Shown {
  readonly exitCode: number | null;
  readonly text: string;
  readonly errors: string;
}

describe("pulumi-eni doctor", () => {
  const emulator = emulatorOfSuite();
  const home = mkdtempSync(join(tmpdir(), "pulumi-eni-doctor-"));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  /** Runs the command with these variables and no others. */
  const runIn = async (environment: Record<string, string>, args: readonly string[]): Promise<Shown> => {
    const { exitCode, stdout, stderr } = await runCommand(process.execPath, [main, "doctor", ...args], {
      cwd: home,
      // Without it the vendor's chain would ask a metadata service, which this machine does not have.
      env: {
        PATH: process.env.PATH,
        HOME: home,
        ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
        ...environment,
      },
    });
    return { exitCode, text: stdout, errors: stderr };
  };
  const run = (args: readonly string[], environment: Record<string, string> = {}) =>
    runIn({ ...emulator.environment(), ...environment }, args);
  /** The variables of a cloud with another value in place of the exported one. */
  const having = (cloud: CloudName, half: "accessKeyId" | "accessKeySecret", value: string) => {
    const exported = emulator.credentials[cloud][half];
    const names = Object.entries(emulator.environment()).filter(([, given]) => given === exported);
    return Object.fromEntries(names.map(([name]) => [name, value]));
  };
  /** One check, with its lines as one. */
  const check = ({ text }: Shown, name: string) =>
    text
      .replaceAll(/\n {13}/g, " ")
      .split("\n")
      .find((line) => line.slice(13).startsWith(`${name}`));
  /** Without what differs from run to run, and with each check on one line. */
  const settled = (text: string) =>
    text
      .replaceAll(/\n {13}/g, " ")
      .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, "http://127.0.0.1:4510")
      .replaceAll(/in \d+ ms/g, "in 47 ms");
  const writes = () =>
    emulator.journal
      .entries({ foreign: false })
      .map(({ action }) => action)
      .filter((action) => !/^(Describe|Get)/.test(action));

  it("checks every cloud with keys in lines of 100 columns, changes nothing, and shows no secret", async () => {
    const shown = await run([]);
    expect(shown).toMatchObject({ exitCode: 0, errors: "" });
    for (const title of ["Alibaba Cloud, region", "Tencent Cloud, API v3, region", "Zenlayer, region"]) {
      expect(shown.text).toContain(title);
    }
    expect(shown.text.split("\n").filter((line) => line.length > 100)).toEqual([]);
    expect(shown.text).not.toMatch(/failed {7}/);
    expect(shown.text).not.toContain("\u001b");
    for (const { accessKeyId, accessKeySecret } of Object.values(emulator.credentials)) {
      expect(shown.text).not.toContain(accessKeySecret);
      expect(shown.text).not.toContain(accessKeyId);
    }
    expect(emulator.journal.entries({ foreign: false })).not.toHaveLength(0);
    expect(writes()).toEqual([]);
  });

  it("prints what its page shows", async () => {
    const page = readPage("docs/doctor.md").text;
    const blocks = [...page.matchAll(/^```text\n(.*?)^```$/gms)].map(([, block = ""]) => settled(block));
    const args = ["--cloud", "zenlayer", "--region", "asia-east-1"];
    const good = await run(args);
    const bad = await run(args, { NODE_OPTIONS: `--require ${oneHourAhead}` });
    expect(blocks).toEqual([good, bad].map(({ text }) => settled(text)));
  });

  it("checks the legacy API in the VPC that is named", async () => {
    const args = ["--cloud", "tencent", "--api", "v2", "--region", "ap-guangzhou"];
    const without = await run(args);
    expect(check(without, "vpc:DescribeNetworkInterfaces (vpc v2)")).toMatch(/^not checked .*--vpc\.$/);
    const named = await run([...args, "--vpc", "vpc-main0001"]);
    expect(check(named, "vpc:DescribeNetworkInterfaces (vpc v2)")).toMatch(/^ok .*Permitted\./);
    expect(named).toMatchObject({ exitCode: 0, errors: "" });
    expect(writes()).toEqual([]);
  });

  it.each([
    ["alibaba", "SignatureDoesNotMatch", "ALIBABA_CLOUD_ACCESS_KEY_ID", "Check the access key's secret."],
    ["tencent", "AuthFailure.SignatureFailure", "TENCENTCLOUD_SECRET_ID", "Check"],
    ["zenlayer", "AUTHFAILURE_SIGNATURE_FAILURE", "ZENLAYERCLOUD_ACCESS_KEY_ID", "password is wrong"],
  ] as const)(
    "names the place of a wrong secret, and what the code means: %s",
    async (cloud, code, source, hint) => {
      const shown = await run(["--cloud", cloud], having(cloud, "accessKeySecret", "wrong-secret-0001"));
      expect(shown.exitCode).toBe(1);
      const line = check(shown, "credentials");
      expect(line).toMatch(/^failed {7}credentials: /);
      for (const part of [code, source, hint]) expect(line).toContain(part);
      expect(check(shown, "endpoint")).toMatch(/^ok /);
      expect(check(shown, "permissions")).toMatch(/^not checked /);
      expect(shown.text).not.toContain("wrong-secret-0001");
    },
  );

  it("says that a token has expired", async () => {
    emulator.faults.add({ kind: "error", cloud: "alibaba", code: "InvalidSecurityToken.Expired", times: 9 });
    const shown = await run(["--cloud", "alibaba"]);
    expect(shown.exitCode).toBe(1);
    expect(check(shown, "credentials")).toMatch(/^failed .*the security token .*expired\. Get a new token\./);
  });

  it.each([
    ["alibaba", "http://127.0.0.1:9", "(ECONNREFUSED). Nothing listens on this port."],
    ["tencent", "http://127.0.0.1:9", "(ECONNREFUSED). Nothing listens on this port."],
    ["zenlayer", "http://127.0.0.1:9", "(ECONNREFUSED). Nothing listens on this port."],
    ["zenlayer", "https://no-such-host.invalid", /\((ENOTFOUND|EAI_AGAIN)\)\. (No|The) name server/],
  ] as const)("says why %s cannot be reached at %s", async (cloud, endpoint, reason) => {
    const variable = `PULUMI_ENI_${cloud.toUpperCase()}_ENDPOINT`;
    const shown = await run(["--cloud", cloud], { [variable]: endpoint });
    expect(shown.exitCode).toBe(1);
    const line = check(shown, `endpoint ${endpoint}`);
    expect(line).toMatch(/^failed /);
    expect(line).toMatch(reason);
    expect(line).toContain(variable);
    for (const name of ["clock", "credentials", "permissions"]) {
      expect(check(shown, name)).toMatch(/^not checked /);
    }
  });

  it("says that a proxy refuses, and when NO_PROXY goes past it, without its password", async () => {
    const proxy = await ProxyServer.start(emulator.url);
    try {
      proxy.refusal = 403;
      const behind = {
        PULUMI_ENI_ZENLAYER_ENDPOINT: "https://cloud.invalid",
        HTTPS_PROXY: `http://someone:very-secret@${proxy.host}`,
      };
      const refused = await run(["--cloud", "zenlayer"], behind);
      expect(refused.exitCode).toBe(1);
      expect(check(refused, "endpoint")).toContain(
        `through the proxy http://${proxy.host} (HTTPS_PROXY): the proxy refused (HTTP 403).`,
      );
      expect(refused.text).not.toContain("very-secret");
      const past = await run(["--cloud", "zenlayer"], {
        ...behind,
        PULUMI_ENI_ZENLAYER_ENDPOINT: emulator.url,
        HTTP_PROXY: behind.HTTPS_PROXY,
      });
      expect(check(past, "endpoint")).toContain(
        "HTTP_PROXY is set, but this machine is always reached without",
      );
    } finally {
      await proxy.close();
    }
  });

  it.each([
    ["alibaba", "InvalidTimeStamp.Expired", "15 minutes"],
    ["tencent", "AuthFailure.SignatureExpire", "5 minutes"],
    ["zenlayer", "AUTHFAILURE_SIGNATURE_EXPIRED", "5 minutes"],
  ])(
    "blames this machine's clock, and not the keys, when it is an hour off: %s",
    async (cloud, code, limit) => {
      const shown = await run(["--cloud", cloud], { NODE_OPTIONS: `--require ${oneHourAhead}` });
      expect(shown.exitCode).toBe(1);
      expect(check(shown, "clock")).toMatch(
        new RegExp(`^failed .*clock is 60 minutes ahead\\. .* more than ${limit} off\\. Set it`),
      );
      expect(check(shown, "credentials")).toMatch(/^not checked .*clock has to be right first/);
      expect(check(shown, "credentials")).toContain(code);
    },
  );

  it.each(["alibaba", "tencent", "zenlayer"] as const)(
    "asks for nothing that a key for reading may not do: %s",
    async (cloud) => {
      const { accessKeyId, accessKeySecret } = readOnlyKeyOf(emulator, cloud);
      const shown = await run(["--cloud", cloud], {
        ...having(cloud, "accessKeyId", accessKeyId),
        ...having(cloud, "accessKeySecret", accessKeySecret),
      });
      expect(shown).toMatchObject({ exitCode: 0, errors: "" });
      expect(shown.text).toMatch(/^not checked {2}\S+[ :]AttachNetworkInterface: Needed to attach/m);
      expect(writes()).toEqual([]);
      expect(
        emulator.journal.entries({ cloud }).filter(({ code }) => /auth|forbid/i.test(code ?? "")),
      ).toEqual([]);
    },
  );

  it.each([
    ["alibaba", "ecs:DescribeInstances", "the permission ecs:DescribeInstances"],
    ["tencent", "cvm:DescribeInstances", "the permission cvm:DescribeInstances"],
    ["zenlayer", "zec DescribeInstances", "the permission for this call"],
  ] as const)("names the permission that is missing: %s", async (cloud, name, remedy) => {
    const [account] = emulator.store.accounts(cloud);
    const key = { ...emulator.credentials[cloud], deniedActions: ["DescribeInstances"] };
    emulator.seed({
      accounts: [
        {
          cloud,
          id: account?.id ?? "",
          keys: [
            {
              accessKeyId: key.accessKeyId,
              accessKeySecret: key.accessKeySecret,
              deniedActions: key.deniedActions,
            },
          ],
        },
      ],
    });
    const shown = await run(["--cloud", cloud]);
    expect(shown.exitCode).toBe(1);
    expect(check(shown, name)).toMatch(/^failed /);
    expect(check(shown, name)).toContain(remedy);
    expect(check(shown, "credentials")).toMatch(/^ok /);
  });

  it("says where it looked when there are no keys, and how to ask for one cloud", async () => {
    const nothing = await runIn({}, []);
    expect(nothing).toMatchObject({ exitCode: 1, errors: "" });
    expect(nothing.text).toContain("No cloud was checked, because no keys were found.");
    expect(nothing.text).toContain("doctor --cloud zenlayer");
    const asked = await runIn({}, ["--cloud", "zenlayer"]);
    expect(asked.exitCode).toBe(1);
    expect(check(asked, "keys")).toMatch(/^failed .*Looked at: eni: config, ZENLAYERCLOUD_ACCESS_KEY_ID/);
  });

  it("checks a cloud with half a key pair, and names the other half", async () => {
    const shown = await runIn({ TENCENTCLOUD_SECRET_ID: "AKIDhalf" }, []);
    expect(shown.exitCode).toBe(1);
    expect(check(shown, "configuration")).toMatch(
      /^failed .*TENCENTCLOUD_SECRET_ID without TENCENTCLOUD_SECRET_KEY/,
    );
    expect(shown.text).not.toContain("AKIDhalf");
  });

  it("prints JSON with --json, with the same exit code", async () => {
    const good = await run(["--cloud", "alibaba", "--region", "cn-hangzhou", "--json"]);
    const bad = await run(["--json"], having("zenlayer", "accessKeySecret", "wrong-secret-0001"));
    expect([good.exitCode, bad.exitCode]).toEqual([0, 1]);
    const read = ({ text }: Shown) =>
      JSON.parse(text) as {
        readonly ok: boolean;
        readonly examined: readonly { readonly cloud: string; readonly checks: readonly object[] }[];
      };
    expect(read(good)).toMatchObject({ ok: true, examined: [{ cloud: "alibaba", regionId: "cn-hangzhou" }] });
    expect(read(good).examined[0]?.checks).toContainEqual({
      name: "credentials",
      status: "ok",
      message: `Accepted. The account is ${emulator.credentials.alibaba.accountId}.`,
    });
    expect(read(bad).ok).toBe(false);
    expect(read(bad).examined.map(({ cloud }) => cloud)).toEqual(["alibaba", "tencent", "zenlayer"]);
  });

  it.each([
    [["--cloud", "nimbus"], "--cloud must be one of alibaba, tencent, zenlayer"],
    [["--api", "v2"], "name it with --cloud"],
    [["--cloud", "zenlayer", "--api", "v2"], "--api does not belong to Zenlayer."],
    [["--cloud", "tencent", "--api", "v9"], '--api must be "v3" or "v2".'],
    [["--cloud", "tencent", "--vpc", "main"], "--vpc must be the id of a VPC"],
    [["--show-secrets"], "--show-secrets needs --stack."],
  ])("refuses %p in one line", async (args, message) => {
    const shown = await run(args);
    expect(shown).toMatchObject({ exitCode: 1, text: "" });
    expect(shown.errors).toContain(message);
    expect(shown.errors.trim()).not.toContain("\n");
  });
});
