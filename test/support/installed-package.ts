import { createHash } from "node:crypto";
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
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
  const compiled = join(packageRoot, "dist", ".tsbuildinfo");
  const isCurrent = () => existsSync(stamp) && statSync(stamp).mtimeMs > statSync(compiled).mtimeMs;
  return await withFolderLock(
    `${folder}.lock`,
    () => {},
    async () => {
      if (isCurrent()) return folder;
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      const problems = await installPacked(folder);
      for (const problem of problems) console.warn(problem);
      writeFileSync(stamp, "");
      return folder;
    },
  );
}
