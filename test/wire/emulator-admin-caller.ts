import type { Emulator } from "../../emulator";

/** One request to the admin API, and the JSON that it answers. */
export async function administer(emulator: Emulator, method: string, path: string, input?: unknown) {
  const reply = await fetch(`${emulator.url}/_emulator/${path}`, {
    method,
    ...(input === undefined ? {} : { body: JSON.stringify(input) }),
  });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
}
