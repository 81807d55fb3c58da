import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withFolderLock } from "../../scripts/folder-lock";
import { installPacked, packageRoot } from "../../scripts/packed-package";

/**
 * A folder whose node_modules holds the package as its tarball installs it. `npm test` prepares one; a test
 * that is run alone prepares it here, and again when the package was compiled since.
 */
export async function installedPackage(): Promise<string> {
  if (process.env.PULUMI_ENI_TEST_INSTALLED) return process.env.PULUMI_ENI_TEST_INSTALLED;
  const name = createHash("sha256").update(packageRoot).digest("hex").slice(0, 12);
  const folder = join(tmpdir(), `pulumi-eni-installed-${name}`);
  const stamp = join(folder, "complete");
  const isCurrent = () => existsSync(stamp) && statSync(stamp).mtimeMs > compiledAtMs();
  return await withFolderLock(
    `${folder}.lock`,
    () => {},
    async () => {
      if (isCurrent()) return folder;
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      const { problems } = await installPacked(folder);
      for (const problem of problems) console.warn(problem);
      writeFileSync(stamp, "");
      return folder;
    },
  );
}

/** When the newest compiled file was written. */
function compiledAtMs(): number {
  const dist = join(packageRoot, "dist");
  const times = ["provider", "emulator", "cli", "plugin"]
    .filter((name) => existsSync(join(dist, name)))
    .flatMap((name) =>
      readdirSync(join(dist, name), { recursive: true }).map((file) => join(dist, name, String(file))),
    )
    .map((file) => statSync(file).mtimeMs);
  return Math.max(0, ...times);
}
