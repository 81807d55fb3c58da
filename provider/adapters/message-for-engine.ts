import { UserError } from "../core/errors";

/** The text of a failure for the engine. A bug of ours has the stack, because a report needs it. */
export function messageForEngine(error: unknown): string {
  if (error instanceof UserError) return truncate(error.message);
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return truncate(`pulumi-eni has a bug; please report this: ${message}`);
}

/** A longer message breaks the connection to the engine. */
const maxMessageLength = 8_000;

function truncate(message: string): string {
  return message.length > maxMessageLength ? `${message.slice(0, maxMessageLength)}…` : message;
}
