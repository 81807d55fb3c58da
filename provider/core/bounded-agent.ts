import { AsyncLocalStorage } from "node:async_hooks";
import type * as http from "node:http";
import { longestAnswerBytes, NoHttpAnswer } from "./http";
import { noConnection } from "./no-connection";
import { onTunnelRefused, type Route } from "./route";

interface Target {
  readonly host?: string | null;
  readonly port?: number | string | null;
}

/** Node's agents have this method, which its type declarations leave out. */
interface RequestTaker {
  addRequest(request: http.ClientRequest, target: Target): void;
}

const underWay = new AsyncLocalStorage<Exchange>();

/**
 * One call through a vendor's client that bounds nothing itself and keeps little of an answer: its status and headers
 * are noted here, and whatever ends it before there is a whole answer also ends the request.
 */
export class Exchange {
  status: number | undefined;
  headers: Readonly<http.IncomingHttpHeaders> = {};
  private request: http.ClientRequest | undefined;
  private isOver = false;
  private reject: (reason: NoHttpAnswer) => void = () => undefined;

  constructor(private readonly route: Route) {}

  /** The outcome of the client's work; `NoHttpAnswer` when no whole answer came in time. */
  async run<T>(timeoutMs: number, work: () => Promise<T>): Promise<T> {
    const broken = new Promise<never>((_, reject) => {
      this.reject = reject;
    });
    const late = `${this.route.title} did not answer within ${timeoutMs / 1_000} s.`;
    const timer = setTimeout(() => this.breakOff(late), timeoutMs);
    try {
      return await Promise.race([underWay.run(this, work), broken]);
    } finally {
      clearTimeout(timer);
      this.isOver = true;
    }
  }

  /** Takes a request of the client's. One that comes after the end would be heard by nobody: it is not sent. */
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
    this.status = response.statusCode;
    this.headers = { ...response.headers };
    // The client would follow a redirect, a write too, and carry the signature along.
    delete response.headers.location;
    let bytes = 0;
    const push = response.push.bind(response);
    // Not a listener: one that came before the client's own would take the first piece away from it.
    response.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
      bytes += chunk?.length ?? 0;
      if (bytes <= longestAnswerBytes) return push(chunk, encoding);
      this.breakOff(`the answer of ${this.route.title} is longer than ${longestAnswerBytes} bytes.`);
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

/** The agent of a route, for exchanges of a vendor's client: it leads to one origin only, so that nothing carries credentials elsewhere. */
export function boundedAgent({ agent, origin }: Route): http.Agent {
  const taker = agent as http.Agent & RequestTaker;
  const take = taker.addRequest.bind(agent);
  const home = `${origin.hostname}:${origin.port || (origin.protocol === "http:" ? 80 : 443)}`;
  taker.addRequest = (request, target) => {
    if (`${bracketed(target.host)}:${target.port}` !== home) throw new Error("it leads to another host");
    underWay.getStore()?.begin(request);
    take(request, target);
  };
  return agent;
}

function bracketed(host: string | null | undefined): string {
  return host?.includes(":") && !host.startsWith("[") ? `[${host}]` : (host ?? "");
}
