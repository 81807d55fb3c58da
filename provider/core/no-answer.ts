import type { z } from "zod/v3";
import type { Credentials } from "./credentials";
import { type CloudAnswer, CloudError } from "./errors";
import { quoted } from "./quoted";

/** A call, and the settings that decide where it goes. */
export interface Call extends Pick<CloudAnswer, "cloudTitle" | "action"> {
  readonly endpoint: string;
  /** How to set the endpoint: the variable, and the command that configures it. */
  readonly endpointSetting: string;
}

/** No answer, or not one of the cloud. It is unknown whether the cloud carried out a write. */
export function noAnswer(call: Call, what: string, httpStatus?: number): CloudError {
  return new CloudError(
    { cloudTitle: call.cloudTitle, action: call.action, httpStatus },
    {
      kind: "uncertain",
      meaning: what,
      remedy: `Check the network and the endpoint (${call.endpointSetting}). If it is the emulator, check that it runs.`,
    },
  );
}

/** For `noAnswer`: an answer that the API cannot have given. */
export function notOfTheApi(endpoint: string): string {
  return `the answer of ${endpoint} is not one of its API. A proxy or another server may have given it.`;
}

/** The error of a refused key. It names the place of the key, because the user must correct it there. */
export function refusedKeys(
  failure: CloudError,
  call: Call,
  credentials: Pick<Credentials<unknown>, "source" | "remedy">,
): CloudError {
  return new CloudError(
    { cloudTitle: call.cloudTitle, action: call.action, code: failure.code, requestId: failure.requestId },
    {
      ...failure.entry,
      remedy: `${failure.entry.remedy} The credentials for ${call.endpoint} came from ${credentials.source()}. ${credentials.remedy()}`,
    },
  );
}

/** An answer without its documented shape means nothing: not "gone", and not "attached". */
export function readAnswer<Shape extends z.ZodTypeAny>(
  call: Pick<CloudAnswer, "cloudTitle" | "action">,
  shape: Shape,
  answer: unknown,
): z.output<Shape> {
  const read = shape.safeParse(answer);
  if (read.success) return read.data;
  const where = read.error.issues[0]?.path.join(".");
  throw new CloudError(
    { cloudTitle: call.cloudTitle, action: call.action },
    {
      kind: "uncertain",
      meaning: `the answer does not have its documented form${where ? ` (at ${quoted(where)})` : ""}.`,
      remedy: "A proxy or another server may have given it: check the endpoint.",
    },
  );
}
