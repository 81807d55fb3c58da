import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  readonly url: string;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface ScriptedServer {
  readonly endpoint: string;
  /** The requests of this test, in their order. */
  readonly received: readonly Received[];
  /** How many connections this test has opened. */
  readonly connections: number;
  /** What the server answers; undefined: the test writes the response itself. */
  answer: (request: Received, response: ServerResponse) => Answer | undefined;
}

/** A server for each test of the suite that calls this, which answers what no emulator would. */
export function scriptedServer(): ScriptedServer {
  const received: Received[] = [];
  let server: Server;
  let endpoint = "";
  let connections = 0;
  const noAnswer = () => ({ status: 500, text: "this test has no answer" });
  const scripted: ScriptedServer = {
    get endpoint() {
      return endpoint;
    },
    received,
    get connections() {
      return connections;
    },
    answer: noAnswer,
  };

  const reply = (request: Received, response: ServerResponse) => {
    const answer = scripted.answer(request, response);
    if (!answer) return;
    const { status = 200, headers, text } = answer;
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
  };

  beforeEach(async () => {
    received.length = 0;
    connections = 0;
    scripted.answer = noAnswer;
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const arrived = {
          url: request.url ?? "",
          headers: request.headers,
          body: Buffer.concat(chunks).toString("utf8"),
        };
        received.push(arrived);
        reply(arrived, response);
      });
    });
    server.on("connection", () => connections++);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  return scripted;
}
