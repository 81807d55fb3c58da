import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "./packed-package";
import { differences, generateSdks, replaceSdks } from "./sdk/generated-sdks";

/** Writes the SDKs for Python and Go from sdk/schema.json; `--check` only compares. It needs Go. */
async function main(words: readonly string[]): Promise<void> {
  const sdk = join(packageRoot, "sdk");
  const fresh = mkdtempSync(join(tmpdir(), "pulumi-eni-sdk-"));
  try {
    await generateSdks(sdk, fresh);
    const stale = differences(sdk, fresh);
    if (!words.includes("--check")) replaceSdks(sdk, fresh);
    else if (stale.length > 0) throw new Error(`Out of date: ${stale.join(", ")}. Run \`npm run sdk\`.`);
    console.log(stale.length === 0 ? "the SDKs are up to date" : `wrote ${stale.length} files`);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
