import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { CloudCredentials, CloudName } from "../../emulator";

/** The file in which each cloud's own tools keep profiles, and its text for profiles with these names. */
const files: Readonly<
  Record<CloudName, { readonly path: string; readonly text: (names: readonly string[], key: Key) => string }>
> = {
  alibaba: {
    path: ".aliyun/config.json",
    text: (names, { accessKeyId: access_key_id, accessKeySecret: access_key_secret }) =>
      JSON.stringify({
        current: names[0],
        profiles: names.map((name) => ({ name, mode: "AK", access_key_id, access_key_secret })),
      }),
  },
  tencent: {
    path: ".tencentcloud/credentials",
    text: (names, { accessKeyId, accessKeySecret }) =>
      names
        .map((name) => `[${name}]\nsecret_id = ${accessKeyId}\nsecret_key = ${accessKeySecret}\n`)
        .join("\n"),
  },
  zenlayer: {
    path: ".zenlayer/credentials.json",
    text: (names, { accessKeyId: access_key_id, accessKeySecret: access_key_secret }) =>
      JSON.stringify(Object.fromEntries(names.map((name) => [name, { access_key_id, access_key_secret }]))),
  },
};

type Key = Pick<CloudCredentials, "accessKeyId" | "accessKeySecret">;

/**
 * Writes profiles that all have the same key. The provider keeps a session for each profile, so resources of different
 * profiles share neither looks nor what was learned of the cloud.
 */
export function writeProfiles(home: string, cloud: CloudName, key: Key, names: readonly string[]): void {
  const { path, text } = files[cloud];
  const file = join(home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text(names, key), { mode: 0o600 });
}
