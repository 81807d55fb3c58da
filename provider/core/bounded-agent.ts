import { AsyncLocalStorage } from "node:async_hooks";
import type * as http from "node:http";
import { answerRecorder } from "./answer-watch";
import { maxAnswerBytes, NoHttpAnswer } from "./http";
import { noConnection } from "./no-connection";
import { onTunnelRefused, type Route } from "./route";

interface Target {
  readonly host?: string | null;
  readonly port?: number | string | null;
}

/** A method of Node's agents that their type declarations leave out. */
interface RequestTaker {
  addRequest(request: http.ClientRequest, target: Target): void;
}

const currentExchange = new AsyncLocalStorage<Exchange>();

/**
 * One call through a vendor's client that has no limits itself and keeps little of an answer. The exchange records the
 * status and the headers. When something ends the call before the whole answer has come, it also ends the request.
 */
export class Exchange {
  status: number | undefined;
  headers: Readonly<http.IncomingHttpHeaders> = {};
  private readonly record = answerRecorder();
  private request: http.ClientRequest | undefined;
  private isOver = false;
  private reject: (reason: NoHttpAnswer) => void = () => undefined;

  constructor(private readonly route: Route) {}

  /**
   * Returns the result of the client's work. Rejects with `NoHttpAnswer` when the whole answer did not come in time.
   */
  async run<T>(timeoutMs: number, work: () => Promise<T>): Promise<T> {
    const broken = new Promise<never>((_, reject) => {
      this.reject = reject;
    });
    const late = `${this.route.title} did not answer within ${timeoutMs / 1_000} s.`;
    const timer = setTimeout(() => this.breakOff(late), timeoutMs);
    try {
      return await Promise.race([currentExchange.run(this, work), broken]);
    } finally {
      clearTimeout(timer);
      this.isOver = true;
    }
  }

  /**
   * Takes a request of the client. A request after the end of the call is not sent, because nobody would receive its
   * answer.
   */
  begin(request: http.ClientRequest): void {
    if (this.isOver) throw new Error("the call is over");
    this.request = request;
    request.on("error", (error: NodeJS.ErrnoException) =>
      this.breakOff(noConnection(this.route.title, error.code)),
    );
    onTunnelRefused(request, this.route, (reason) => this.breakOff(reason));
    request.once("response", (response) => this.watch(response));
  }

  private watch(response: http.IncomingMessage): void {
    this.record(response);
    this.status = response.statusCode;
    this.headers = { ...response.headers };
    // Without this, the client would follow a redirect, even of a write, and send the signature to another place.
    delete response.headers.location;
    let bytes = 0;
    const push = response.push.bind(response);
    // This is not a listener, because a listener before the client's own would take the first chunk from it.
    response.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
      bytes += chunk?.length ?? 0;
      if (bytes <= maxAnswerBytes) return push(chunk, encoding);
      this.breakOff(`the answer of ${this.route.title} is longer than ${maxAnswerBytes} bytes.`);
      return false;
    };
    response.once("close", () => {
      if (!response.complete) this.breakOff(`the answer of ${this.route.title} broke off.`);
    });
  }

  private breakOff(reason: string): void {
    if (this.isOver) return;
    this.isOver = true;
    this.reject(new NoHttpAnswer(reason));
    this.request?.destroy(new Error("broken off"));
  }
}

/** The agent of a route, for exchanges of a vendor's client. It goes to one origin only, so that credentials go nowhere else. */
export function boundedAgent({ agent, origin }: Route): http.Agent {
  const taker = agent as http.Agent & RequestTaker;
  const take = taker.addRequest.bind(agent);
  const home = `${origin.hostname}:${origin.port || (origin.protocol === "http:" ? 80 : 443)}`;
  taker.addRequest = (request, target) => {
    if (`${bracketed(target.host)}:${target.port}` !== home) throw new Error("it goes to another host");
    currentExchange.getStore()?.begin(request);
    take(request, target);
  };
  return agent;
}

function bracketed(host: string | null | undefined): string {
  return host?.includes(":") && !host.startsWith("[") ? `[${host}]` : (host ?? "");
}
