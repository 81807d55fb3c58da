import type { PulumiResult } from "./pulumi-program";

/** What a command of Pulumi gave, where it must end well; else its whole output is the failure. */
export async function succeeds(result: Promise<PulumiResult>): Promise<PulumiResult> {
  const settled = await result;
  if (settled.exitCode !== 0) throw new Error(settled.text);
  return settled;
}
