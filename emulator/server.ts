import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ADMIN_PREFIX, administer, type Controls } from "./admin";
import { answer, type Outcome, type Parts } from "./answer";
import { MAX_TIMER_MS } from "./timer";
import type { HttpReply, HttpRequest, Wire } from "./wire";

/** The largest body that is read. The clouds' own calls are far smaller. */
export const MAX_BODY_BYTES = 1024 * 1024;

interface Listening {
  readonly port?: number | undefined;
  readonly host?: string | undefined;
  readonly wires: readonly Wire[];
  readonly parts: Parts;
  readonly controls: Controls;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Runs something after a time, unless the server closes before. */
type Later = (ms: number, run: () => void) => void;

/** Listens on loopback; all clouds and the admin API on one port. */
export async function listen(options: Listening): Promise<RunningServer> {
  const timers = new Set<NodeJS.Timeout>();
  const later: Later = (ms, run) => {
    if (ms <= 0) {
      run();
      return;
    }
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        run();
      },
      Math.min(ms, MAX_TIMER_MS),
    );
    timers.add(timer);
  };
  const server = createServer((incoming, response) => {
    serve(incoming, response, options, later).catch((error) => answerFailure(error, response));
  });
  // Long, so that the server does not close an idle connection just as the client sends its next request.
  server.keepAliveTimeout = 60_000;
  server.on("clientError", (_error, socket) => {
    if (socket.writable) socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n");
  });
  server.on("connect", (_request, socket) => {
    socket.end("HTTP/1.1 405 Method Not Allowed\r\nconnection: close\r\n\r\n");
  });
  const host = options.host ?? "127.0.0.1";
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, host, () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    port,
    close: () => close(server, timers),
  };
}

async function close(server: Server, timers: Set<NodeJS.Timeout>): Promise<void> {
  for (const timer of timers) clearTimeout(timer);
  timers.clear();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  { wires, parts, controls }: Listening,
  later: Later,
): Promise<void> {
  const body = await readBody(incoming);
  if (body === undefined) {
    write(response, plain(413, `the request body is larger than ${MAX_BODY_BYTES} bytes`), true);
    return;
  }
  const request = readRequest(incoming, body);
  if (request === undefined) return write(response, plain(400, "the request target is not a URL"), false);
  if (request.path.startsWith(ADMIN_PREFIX)) {
    const allowed = isLoopback(incoming.socket.remoteAddress);
    const reply = allowed
      ? administer(request, parts, controls)
      : plain(403, "only programs on this machine can use the admin API");
    return write(response, reply, false);
  }
  const wire = wires.find((candidate) => candidate.recognises(request));
  if (wire === undefined) {
    return write(
      response,
      plain(404, "the request belongs to no emulated cloud; the admin API is under /_emulator/"),
      false,
    );
  }
  const outcome = answer(wire, request, parts);
  later(outcome.delayMs, () => {
    try {
      finish(outcome, incoming, response, later);
    } catch (error) {
      answerFailure(error, response);
    }
  });
}

/** An unexpected error ends one request, never the emulator. */
function answerFailure(error: unknown, response: ServerResponse): void {
  const { socket } = response;
  if (socket == null || socket.destroyed) return;
  if (response.headersSent) {
    socket.destroy();
    return;
  }
  console.error("the emulator failed to answer:", error);
  write(response, plain(500, `the emulator failed to answer: ${(error as Error).message}`), true);
}

function finish(outcome: Outcome, incoming: IncomingMessage, response: ServerResponse, later: Later): void {
  switch (outcome.end) {
    case "reply":
      write(response, outcome.reply, false);
      return;
    case "truncated":
      sendHalf(response, outcome.reply);
      return;
    case "padded":
      sendPadded(response, outcome.reply, outcome.bytes);
      return;
    case "drip":
      sendSlowly(response, outcome.reply, outcome.msPerByte, later);
      return;
    case "reset":
      incoming.socket.resetAndDestroy();
      return;
    case "close":
      incoming.socket.destroy();
      return;
    case "hang":
      return;
    default: {
      const never: never = outcome;
      throw new Error(`unknown outcome ${JSON.stringify(never)}`);
    }
  }
}

/** Statuses that have no body: a client would read one as the start of the next answer. */
const BODILESS = new Set([204, 304]);

function write(response: ServerResponse, reply: HttpReply, last: boolean): void {
  const bodiless = BODILESS.has(reply.status);
  const body = Buffer.from(bodiless ? "" : reply.body);
  response.writeHead(reply.status, {
    ...reply.headers,
    ...(bodiless ? {} : { "content-length": body.length }),
    ...(last ? { connection: "close" } : {}),
  });
  response.end(body);
}

/** Announces the length of the whole body, sends half of it and closes the connection. */
function sendHalf(response: ServerResponse, reply: HttpReply): void {
  const body = Buffer.from(reply.body);
  response.writeHead(reply.status, { ...reply.headers, "content-length": body.length });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
}

const PADDING = Buffer.alloc(64 * 1024, " ");

/** Without a length in its head, so that only a client that counts can tell. As fast as the client reads. */
function sendPadded(response: ServerResponse, reply: HttpReply, bytes: number): void {
  const body = Buffer.from(reply.body);
  let left = bytes - body.length;
  response.writeHead(reply.status, reply.headers);
  response.write(body);
  const fill = (): void => {
    while (left > 0 && !response.destroyed) {
      const chunk = PADDING.subarray(0, left);
      left -= chunk.length;
      if (!response.write(chunk)) return;
    }
    response.end();
  };
  response.on("drain", fill);
  fill();
}

function sendSlowly(response: ServerResponse, reply: HttpReply, msPerByte: number, later: Later): void {
  const body = Buffer.from(reply.body);
  let sent = 0;
  response.writeHead(reply.status, { ...reply.headers, "content-length": body.length });
  response.flushHeaders();
  const sendNext = (): void => {
    if (response.destroyed) return;
    response.write(body.subarray(sent, sent + 1));
    sent += 1;
    if (sent < body.length) later(msPerByte, sendNext);
    else response.end();
  };
  later(msPerByte, sendNext);
}

function isLoopback(address = ""): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}

/** The whole body; undefined when it is too long. The bytes after the limit are read and dropped. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    length += (chunk as Buffer).length;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk as Buffer);
    else if (length > 8 * MAX_BODY_BYTES) break;
  }
  return length > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks);
}

/** The target may also be a whole URL, as clients send it to a forward proxy (RFC 9112 §3.2.2). */
function readRequest(incoming: IncomingMessage, body: Buffer): HttpRequest | undefined {
  const target = incoming.url ?? "/";
  const origin = /^https?:\/\/[^/?#]*/i.exec(target)?.[0] ?? "";
  const local = target.slice(origin.length);
  const mark = local.indexOf("?");
  const path = (mark < 0 ? local : local.slice(0, mark)) || "/";
  if (!path.startsWith("/")) return undefined;
  return {
    method: incoming.method ?? "GET",
    target,
    path,
    rawQuery: mark < 0 ? "" : local.slice(mark + 1),
    headers: incoming.headers,
    body,
    receivedAt: Date.now(),
  };
}

export function plain(status: number, text: string): HttpReply {
  return { status, headers: { "content-type": "text/plain; charset=utf-8" }, body: `${text}\n` };
}
