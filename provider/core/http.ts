import * as http from "node:http";
import * as https from "node:https";
import { answerRecorder } from "./answer-watch";
import { noConnection } from "./no-connection";
import { onTunnelRefused, type Route } from "./route";

/** The longest time from the request to the end of its answer. */
export const answerTimeoutMs = 15_000;
/** A describe of a hundred items is a tenth of this; more is no answer of an API. */
export const maxAnswerBytes = 8 * 1024 * 1024;

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<http.IncomingHttpHeaders>;
  readonly text: string;
}

/** No complete answer came. `reason` is what happened, in words that hold no part of the request. */
export class NoHttpAnswer extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

export interface HttpPost {
  /** Begins with a slash. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * One POST, in bounded time, with an answer of bounded size. A redirect is an answer like any other and is not
 * followed: it would carry the signature to another place.
 */
export function post(
  route: Route,
  { path, headers, body }: HttpPost,
  timeoutMs = answerTimeoutMs,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const { origin, agent, title } = route;
    const record = answerRecorder();
    const request = (origin.protocol === "http:" ? http : https).request(new URL(path, origin), {
      method: "POST",
      agent,
      headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
    });
    const fail = (reason: string) => {
      clearTimeout(timer);
      reject(new NoHttpAnswer(reason));
      request.destroy();
    };
    const timer = setTimeout(() => fail(`${title} did not answer within ${timeoutMs / 1_000} s.`), timeoutMs);
    request.on("error", (error: NodeJS.ErrnoException) => fail(noConnection(title, error.code)));
    onTunnelRefused(request, route, fail);
    request.on("response", (response) => {
      record(response);
      readBounded(response).then(
        (text) => {
          clearTimeout(timer);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        },
        (error: Error) => fail(`the answer of ${title} ${error.message}.`),
      );
    });
    request.end(body);
  });
}

async function readBounded(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxAnswerBytes) break;
      chunks.push(chunk);
    }
  } catch {
    throw new Error("broke off");
  }
  if (bytes > maxAnswerBytes) throw new Error(`is longer than ${maxAnswerBytes} bytes`);
  return Buffer.concat(chunks).toString("utf8");
}
