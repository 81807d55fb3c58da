import { readFileSync } from "node:fs";
import { join } from "node:path";
import { codes } from "../../emulator/tencent/v3/codes";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { type Tc3Request, tc3, v2 } from "./emulator-tencent-caller";
import { requests } from "./tencent-refusals/requests";
import {
  attach,
  cloud,
  create,
  describeMany,
  instances,
  key,
  made,
  modify,
  nobody,
  type Params,
  pair,
  type Row,
  retag,
  tag,
  untag,
} from "./tencent-refusals/row";
import { states } from "./tencent-refusals/states";
import { tagService } from "./tencent-refusals/tags";

/** Each code that a request to the store provokes. Several rows have one code only where another check refuses. */
const rows: readonly Row[] = [...requests, ...states, ...tagService];

/** Codes that other tests of this folder provoke, because no JSON body can. */
const elsewhere = [
  "AuthFailure.InvalidAuthorization",
  "AuthFailure.SecretIdNotFound",
  "AuthFailure.SignatureExpire",
  "AuthFailure.SignatureFailure",
  "AuthFailure.TokenFailure",
  "InvalidAction",
  "InvalidRequest",
  "NoSuchProduct",
  "NoSuchVersion",
  "UnauthorizedOperation.PrimaryIp",
  "UnsupportedProtocol",
  "UnsupportedRegion",
  "UnsupportedOperation.IdempotentParameterMismatch",
  "UnsupportedOperation.IdempotentProcessing",
  "UnsupportedOperation.MutexOperationTaskRunning",
];

const emulator = emulatorOfSuite();

const ask = (action: string, params: Params, more: Tc3Request = {}) => {
  const version = [tag, untag, retag].includes(action) ? "2018-08-13" : "2017-03-12";
  return tc3(emulator, { action, version, body: JSON.stringify(params), ...more });
};

describe("API v3", () => {
  it.each(
    rows.map((row) => ({ what: `${row[0]} to ${row[1]} ${JSON.stringify(row[2])}`.slice(0, 150), row })),
  )("answers $what", async ({ row: [code, action, params, seed] }) => {
    // A seeded state must not end before the request comes.
    emulator.transitions.setDuration(60_000);
    if (seed !== undefined) emulator.seed(seed);
    if (code === "LimitExceeded.ActionLimited") await ask(action, params);
    expect(await ask(action, params)).toMatchObject({ Error: { Code: code } });
  });

  it.each<readonly [string, Params, string]>([
    [describeMany, { NetworkInterfaceIds: [nobody], Limit: 1000 }, "InvalidParameterValue.Range"],
    [describeMany, { Limit: 1000 }, "InvalidParameterValue.Range"],
    [instances, { Offset: -1 }, "InvalidParameterValue.Range"],
    ["DescribeInstancesStatus", { Limit: "5" }, "InvalidParameter"],
    [
      create,
      { ...made, VpcId: "vpc-nobody01", SecondaryPrivateIpAddressCount: -1 },
      "InvalidParameterValue.Range",
    ],
    [
      create,
      { ...made, VpcId: "vpc-nobody01", PrivateIpAddresses: [{ PrivateIpAddress: "x" }] },
      "InvalidParameterValue.Malformed",
    ],
    [create, { ...made, VpcId: "vpc-nobody01", SecurityGroupIds: ["x"] }, "InvalidParameterValue.Malformed"],
    [modify, { NetworkInterfaceId: nobody, SecurityGroupIds: ["x"] }, "InvalidParameterValue.Malformed"],
    [describeMany, { NetworkInterfaceIds: [nobody] }, "ResourceNotFound"],
    [instances, {}, "UnauthorizedOperation"],
  ])("%s: looks at the parameters %p before anything else", async (action, params, code) => {
    emulator.seed(key({ deniedActions: ["*"] }));
    expect(await ask(action, params)).toMatchObject({ Error: { Code: code } });
  });

  it("answers InvalidParameterValue.NotUtf8EncodingError to bytes that are not UTF-8", async () => {
    const { Error: error } = await tc3(emulator, {
      bytes: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
    });
    expect(error?.Code).toBe("InvalidParameterValue.NotUtf8EncodingError");
  });
});

type Fact = readonly [code: string, by: string];

const factsOf = (folder: string): Fact[] => {
  const text = readFileSync(join(__dirname, "../../../emulator", folder, "FACTS.md"), "utf8");
  return [...text.matchAll(/^\| `([A-Za-z0-9.]+)` +\| (request|fault) +\|/gm)].map(
    ([, code = "", by = ""]) => [code, by],
  );
};

describe("FACTS.md of API v3", () => {
  const facts = factsOf("tencent/v3");

  it("lists every code of the table once", () => {
    expect(facts.map(([code]) => code).sort()).toEqual(Object.keys(codes).sort());
  });

  it("marks as request exactly the codes that a request provokes", () => {
    const provoked = [
      ...rows.map(([code]) => code),
      ...elsewhere,
      "InvalidParameterValue.NotUtf8EncodingError",
    ];
    const listed = facts.filter(([, by]) => by === "request").map(([code]) => code);
    expect([...listed].sort()).toEqual([...new Set(provoked)].sort());
  });

  const scripted = facts.filter(([, by]) => by === "fault");
  it.each(scripted)("is right about a scripted %s: HTTP 200 and its own text", async (code) => {
    emulator.faults.add({ cloud, kind: "error", code });
    const { Error: error } = await ask(attach, pair);
    expect(error?.Code).toBe(code);
    expect(error?.Message).not.toBe("The request is refused.");
  });
});

describe("FACTS.md of API v2", () => {
  const facts = factsOf("tencent/v2");

  it("lists the common numbers and the module's words", () => {
    expect(facts.map(([code]) => code)).toEqual(
      expect.arrayContaining(["4000", "6200", "InvalidVpc.NotFound"]),
    );
    expect(new Set(facts.map(([code]) => code)).size).toBe(facts.length);
  });

  it.each(facts)("is right about a scripted %s", async (code) => {
    emulator.faults.add({ cloud, kind: "error", code });
    const answer = await v2(emulator, attach, {});
    expect(answer.codeDesc ?? String(answer.code)).toBe(code);
    expect(answer.message).not.toMatch(/The request is refused/);
  });
});
