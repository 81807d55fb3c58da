import * as http from "node:http";
import * as https from "node:https";
import { longestAnswerBytes } from "./http";

interface Target {
  readonly host?: string | null;
  readonly port?: number | string | null;
}

/** Node's agents have this method, which its type declarations leave out. */
interface RequestTaker {
  addRequest(request: http.ClientRequest, target: Target): void;
}

/**
 * Connections for a vendor's client that bounds nothing itself: they are kept, they go to one origin only, so that a
 * redirect does not carry credentials elsewhere, and an answer that is too long is broken off.
 */
export function boundedAgent(origin: URL): http.Agent {
  const isPlain = origin.protocol === "http:";
  const agent = isPlain ? new http.Agent({ keepAlive: true }) : new https.Agent({ keepAlive: true });
  const taker = agent as http.Agent & RequestTaker;
  const take = taker.addRequest.bind(agent);
  const home = `${origin.hostname}:${origin.port || (isPlain ? 80 : 443)}`;
  taker.addRequest = (request, target) => {
    if (`${bracketed(target.host)}:${target.port}` !== home) {
      throw new Error(`the answer of ${origin.origin} leads to another host, which is not followed`);
    }
    request.once("response", (response) => watch(request, response));
    take(request, target);
  };
  return agent;
}

function bracketed(host: string | null | undefined): string {
  return host?.includes(":") && !host.startsWith("[") ? `[${host}]` : (host ?? "");
}

/** A vendor's client may wait for ever for the rest of an answer that broke off: it hears of errors of the request only. */
function watch(request: http.ClientRequest, response: http.IncomingMessage): void {
  let bytes = 0;
  response.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > longestAnswerBytes)
      request.destroy(new Error(`the answer is longer than ${longestAnswerBytes} bytes`));
  });
  response.once("close", () => {
    if (!response.complete) request.emit("error", new Error("the answer broke off"));
  });
}
