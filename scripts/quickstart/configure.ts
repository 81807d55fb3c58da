import type { PulumiProgram } from "../pulumi-program";

export async function configure(program: PulumiProgram, key: string, value: string): Promise<void> {
  const result = await program.run(["config", "set", key, value]);
  if (result.exitCode !== 0) throw new Error(result.text);
}
