import { readFileSync } from "node:fs";

/**
 * What two tools find in the tarball: publint reads the manifest's entries, arethetypeswrong resolves each of them with
 * TypeScript in every mode of module resolution. Neither needs the registry.
 */
export async function entryProblems(tarball: string): Promise<readonly string[]> {
  const content = new Uint8Array(readFileSync(tarball));
  return [...(await manifestProblems(content)), ...(await typeProblems(content))];
}

async function manifestProblems(content: Uint8Array<ArrayBuffer>): Promise<readonly string[]> {
  const { publint } = await import("publint");
  const { formatMessage } = await import("publint/utils");
  const { messages, pkg } = await publint({ pack: { tarball: content.buffer }, strict: true });
  return messages.map(
    (message) => `publint: ${formatMessage(message, pkg, { color: false }) ?? message.code}`,
  );
}

async function typeProblems(content: Uint8Array): Promise<readonly string[]> {
  const { checkPackage, createPackageFromTarballData } = await import("@arethetypeswrong/core");
  const checked = await checkPackage(createPackageFromTarballData(content));
  if (!checked.types) return ["arethetypeswrong: the package has no types"];
  return checked.problems.map(({ kind, ...where }) => `arethetypeswrong: ${kind} ${JSON.stringify(where)}`);
}
