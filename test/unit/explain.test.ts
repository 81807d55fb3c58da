import { readFileSync } from "node:fs";
import { join } from "node:path";
import { explainCommand } from "../../cli/explain";
import type { Explanation } from "../../cli/explain/explanation";
import { cloudFolders, cloudNames } from "../../provider/clouds";
import { apisOf } from "../../provider/contract/apis";
import { cloudErrorOf, findCode, plainCode } from "../../provider/core/errors";
import { packageRoot } from "../../scripts/packed-package";

const width = 100;
const apis = cloudNames.flatMap((name) => apisOf(cloudFolders[name].cloud()));
const entries = apis.flatMap((api) => api.codes.map((entry) => ({ api, entry, code: entry.code })));
/** Without the breaks between lines. */
const joined = (text = "") => text.replace(/\s+/g, " ");
const explained = (code: string, options = {}) => explainCommand(code, options, width);
const asJson = (code: string | undefined, options = {}): readonly Explanation[] =>
  JSON.parse(explainCommand(code, { json: true, ...options }, width).out ?? "");

describe.each(apis)("each code of $title", (api) => {
  it("is explained with the words of the failed call, by the command that the message of the call names", () => {
    expect.assertions(3 * api.codes.length);
    for (const { code, actions, meaning } of api.codes) {
      const answer = { cloudTitle: "A", action: actions[0] ?? "B", code: plainCode(code) };
      const { message } = cloudErrorOf(api.codes, answer, {});
      const [, words = "", command = ""] =
        /^A answered \w+ with [\w.]+: (.+) \(more: `npx pulumi-eni explain (\S+)`\)$/.exec(message) ?? [];
      expect(words).toContain(meaning);
      const { exitCode, out } = explained(command, { cloud: api.cloud.name });
      expect(exitCode).toBe(0);
      expect(joined(out)).toContain(`${code}: ${words}`);
    }
  });

  it("is found in every spelling", () => {
    const spellings: readonly ((code: string) => string)[] = [
      (code) => code.toLowerCase(),
      (code) => code.toUpperCase(),
      (code) => code.replace(/[._]/g, ""),
      (code) => code.replace(/[._]/g, "-"),
      (code) => ` ${code.replace(/[._]/g, " ")}`,
    ];
    const missed = api.codes.flatMap(({ code }) =>
      spellings
        .map((spell) => spell(plainCode(code)))
        .filter((written) => !asJson(written).some((found) => found.code === code)),
    );
    expect(missed).toEqual([]);
  });

  it("has the rules that name it as causes", () => {
    const listed = asJson(undefined, { list: true, cloud: api.cloud.name }).filter(
      (found) => found.api === api.generation,
    );
    const named = listed.flatMap(({ code, causes }) => causes.map(({ rule }) => `${rule}: ${code}`));
    const wanted = api.rules.flatMap(({ name, codes }) =>
      codes.map((code) => `${name}: ${findCode(api.codes, code)?.code}`),
    );
    expect([...new Set(named)].sort()).toEqual([...new Set(wanted)].sort());
  });
});

describe("an explanation", () => {
  it("says what the code means, what pulumi-eni does, what preview sees, and where to read on", () => {
    expect(explained("invalid nic lb associated").out).toBe(`Zenlayer

INVALID_NIC_LB_ASSOCIATED: a private address of the vNIC is a backend server of a load balancer.
Remove the address from the load balancer's backend servers, then run the command again.

Calls     DetachNetworkInterface
Kind      refused. Someone must change something first. pulumi-eni does not repeat the call.
Preview   It sees these causes:
          - load-balancer: A vNIC cannot be detached while one of its private addresses is a backend
            of a load balancer. Preview: warning. What to do: Remove it from the load balancer's
            backend servers first.
Source    ZEC 2025-09-01, error codes of the action
Page      docs/codes.md#zenlayer-invalid-nic-lb-associated`);
  });

  it("says when preview cannot see it coming, and tells apart what is only seen before a deletion", () => {
    expect(explained("Throttling.User").out).toMatch(/^Preview {3}It cannot see this coming\.$/m);
    const { out = "" } = explained("INVALID_NIC_PRIMARY_CANT_DELETE");
    expect(out).toMatch(
      /cannot see this coming\.\nDeletion {2}These causes .+\n +- primary-interface-delete: /,
    );
  });

  it("takes a code with any ending, as the provider does, and the last part of a code that only one has", () => {
    expect(asJson("Throttling.Anything").map(({ code }) => code)).toEqual(["Throttling*"]);
    expect(asJson("LimitExceeded.TagAnything").map(({ code }) => code)).toEqual(["LimitExceeded.Tag*"]);
    expect(asJson("inValidEniState").map(({ code }) => code)).toEqual(["InvalidOperation.InvalidEniState"]);
  });

  it("has every meaning of a code that differs between clouds, generations or calls", () => {
    expect(asJson("ResourceNotFound").map(({ actions }) => actions)).toEqual([
      [],
      ["CreateNetworkInterface"],
      ["ModifyNetworkInterfaceAttribute"],
    ]);
    const parameter = asJson("InvalidParameter");
    expect(new Set(parameter.map(({ cloud }) => cloud))).toEqual(new Set(["alibaba", "tencent"]));
    expect(asJson("InvalidParameter", { cloud: "tencent" }).every(({ cloud }) => cloud === "tencent")).toBe(
      true,
    );
  });

  it.each(entries)(
    "of $code of $api.title fits the line, has no colour, and an anchor",
    ({ code, entry }) => {
      const { out = "" } = explained(code);
      const tooLong = out.split("\n").filter((line) => line.length > width);
      expect(tooLong).toEqual([]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with it.
      expect(out).not.toMatch(/\u001b|undefined/);
      expect(out).toContain(entry.source.split(" ")[0]);
    },
  );

  it("names a place of the page about codes that is there", () => {
    const page = readFileSync(join(packageRoot, "docs/codes.md"), "utf8");
    const missing = asJson(undefined, { list: true }).filter(
      ({ page: place }) => !page.includes(`<a id="${place.replace("docs/codes.md#", "")}"></a>`),
    );
    expect(missing).toEqual([]);
  });

  it("breaks lines for a narrow terminal", () => {
    const { out = "" } = explainCommand("Throttling", {}, 60);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(60);
  });
});

describe("the list of codes", () => {
  it("has one line for each entry of each table", () => {
    const lines = explainCommand(undefined, { list: true }, width).out?.split("\n") ?? [];
    expect(lines).toHaveLength(entries.length);
    const missing = entries.filter(
      ({ api, code, entry }) =>
        !lines.some(
          (line) =>
            line.startsWith(api.cloud.name) &&
            line.includes(` ${code} `) &&
            line.includes(` ${entry.kind} `) &&
            line.endsWith(entry.meaning),
        ),
    );
    expect(missing).toEqual([]);
  });

  it("is that of one cloud on demand", () => {
    const lines = explainCommand(undefined, { list: true, cloud: "zenlayer" }, width).out?.split("\n") ?? [];
    expect(lines.every((line) => line.startsWith("zenlayer "))).toBe(true);
    expect(lines).toHaveLength(cloudFolders.zenlayer.cloud().codes.length);
  });
});

describe("what cannot be explained", () => {
  it.each([
    [
      "InvalidOperation.InvalidEniStat",
      {},
      /^no cloud documents .+ Did you mean InvalidOperation\.InvalidEniState\?/,
    ],
    ["InvalidEniStat", {}, /Did you mean InvalidOperation\.InvalidEniState\?/],
    // Without its underscores it would begin like Tencent's OperationDenied*.
    ["OPERATION_DENIED_NOTHING", {}, /^no cloud documents/],
    ["EniState", {}, /Did you mean InvalidOperation\.InvalidEniState\?/],
    [
      "Something.Else",
      {},
      /^no cloud documents the code "Something\.Else" .+ `npx pulumi-eni explain --list`/,
    ],
    ["…", {}, /^no cloud documents the code "…"/],
    [
      "InvalidParameter",
      { cloud: "zenlayer" },
      /is a code of Alibaba Cloud and Tencent Cloud, not of Zenlayer/,
    ],
    ["InvalidParameter", { cloud: "aws" }, /^--cloud must be alibaba, tencent or zenlayer, not "aws"$/],
    ["InvalidParameter", { list: true }, /^give either a code, or --list/],
    [undefined, {}, /^give either a code, or --list/],
  ])("is told for %s %p, with the next step", (code, options, message) => {
    const { exitCode, out, error } = explainCommand(code, options, width);
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: undefined });
    expect(error).toMatch(message);
    expect(error).not.toContain("\n");
  });

  it("suggests the nearest code first, and not more than five", () => {
    const { error = "" } = explained("NotFound");
    expect(error.match(/\.NotFound/g)).toHaveLength(5);
  });
});
