import type { z } from "zod/v3";
import type { Credentials } from "./credentials";
import { type CloudAnswer, CloudError } from "./errors";
import { quoted } from "./quoted";

/** A call and the settings that say where it goes. */
export interface Call extends Pick<CloudAnswer, "cloudTitle" | "action"> {
  readonly endpoint: string;
  /** How to set the endpoint: the variable, and the command that configures it. */
  readonly endpointSetting: string;
}

/** No answer, or none of the cloud: whether a write was done is not known. */
export function noAnswer(call: Call, what: string, httpStatus?: number): CloudError {
  return new CloudError(
    { cloudTitle: call.cloudTitle, action: call.action, httpStatus },
    {
      kind: "uncertain",
      meaning: what,
      remedy: `Check the network and the endpoint (${call.endpointSetting}); for the emulator: is it running?`,
    },
  );
}

/** An answer that the API cannot have given, as `what` of `noAnswer`. */
export function notOfTheApi(endpoint: string): string {
  return `the answer of ${endpoint} is not one of its API: a proxy or another server may have given it.`;
}

/** A refused key is told with the place it came from: that is what the reader has to put right. */
export function refusedKeys(
  failure: CloudError,
  call: Call,
  credentials: Pick<Credentials<unknown>, "source" | "remedy">,
): CloudError {
  return new CloudError(
    { cloudTitle: call.cloudTitle, action: call.action, code: failure.code, requestId: failure.requestId },
    {
      kind: "authentication",
      meaning: `${call.endpoint} does not accept the credentials.`,
      remedy: `They came from ${credentials.source()}. ${credentials.remedy()}`,
    },
  );
}

/** An answer that is not of its documented shape says nothing: neither "gone" nor "attached". */
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
      meaning: `the answer is not of its documented shape${where ? ` (at ${quoted(where)})` : ""}.`,
      remedy: "A proxy or another server may have given it: check the endpoint.",
    },
  );
}
