import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { CloudName, Emulator, Scenario } from "../../emulator";

/** One resource of a fixture's program. */
export interface Declaration {
  readonly name: string;
  readonly resource: "NetworkInterface" | "NetworkInterfaceAttachment";
  readonly args: Readonly<Record<string, unknown>>;
  /** The logical name of the interface that it attaches, when the program creates that interface, too. */
  readonly attaches?: string;
  /** The id to look the resource up by, instead of creating it. */
  readonly get?: string;
}

/** A task of the cloud: it says how far an attach is. */
export type Task = ReturnType<Emulator["store"]["tasks"]>[number];

/** A state that an earlier version wrote, with its program and the content of the cloud. */
export interface StateFixture {
  /** The commit whose code wrote the state. */
  readonly writtenBy: string;
  readonly cloud: CloudName;
  readonly program: readonly Declaration[];
  /** The endpoint of the emulator then; the state contains it. */
  readonly endpoint: string;
  /** What differs from the emulator's default scenario. */
  readonly world: Scenario;
  readonly tasks: readonly Task[];
  /** What `pulumi stack export` printed. */
  readonly state: StackExport;
}

export interface StackExport {
  readonly version: number;
  readonly deployment: { readonly resources: readonly ExportedResource[] };
}

export interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly external?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly initErrors?: readonly string[];
}

/** Declares the resources of program.json, so that a test changes the program by writing that file only. */
const source = `
const eni = require("pulumi-eni");
const { cloud, program } = JSON.parse(require("fs").readFileSync("program.json", "utf8"));
const made = {};
for (const { name, resource, args, attaches, get } of program) {
  const Resource = eni[cloud][resource];
  const all = attaches ? { ...args, networkInterfaceId: made[attaches].id } : args;
  made[name] = get ? Resource.get(name, get, all) : new Resource(name, all);
}
`;

export function programFiles(cloud: CloudName, program: readonly Declaration[]): Record<string, string> {
  return { "index.js": source, "program.json": JSON.stringify({ cloud, program }) };
}

/** The credential profile that some of the resources name; it contains the emulator's key pair. */
export const profileName = "other";

/** Writes the profile into a home folder as each cloud's command line would. */
export function writeProfile(home: string, { credentials }: Pick<Emulator, "credentials">): void {
  const { alibaba, tencent, zenlayer } = credentials;
  const pair = (key: typeof alibaba) => ({
    access_key_id: key.accessKeyId,
    access_key_secret: key.accessKeySecret,
  });
  const files = {
    ".aliyun/config.json": { profiles: [{ name: profileName, mode: "AK", ...pair(alibaba) }] },
    [`.tccli/${profileName}.credential`]: {
      secretId: tencent.accessKeyId,
      secretKey: tencent.accessKeySecret,
    },
    ".zenlayer/credentials.json": { [profileName]: pair(zenlayer) },
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), JSON.stringify(content));
  }
}
