import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { exampleCertificate, exampleKey } from "./example-certificate";

/** What a proxy was asked for: "CONNECT host:port", or the method and the whole URL of a plain request. */
export interface Proxied {
  readonly asked: string;
  readonly authorization: string | undefined;
}

/**
 * A proxy on loopback. It knows the names of hosts that nobody else does: all of them are one server of this machine,
 * behind TLS where it is asked for a tunnel.
 */
export class ProxyServer {
  readonly requests: Proxied[] = [];
  /** A status to refuse with, in place of letting through. */
  refusal: number | undefined;
  /** The connections that it holds open. */
  readonly tunnels = new Set<Duplex>();

  private constructor(
    private readonly proxy: Server,
    private readonly front: Server,
  ) {}

  /** @param target the plain server that all hosts are */
  static async start(target: string): Promise<ProxyServer> {
    const forward = (incoming: IncomingMessage, answer: ServerResponse) => {
      const { method, headers, url = "/" } = incoming;
      const path = url.startsWith("http://") ? url.slice(new URL(url).origin.length) : url;
      const onward = request(`${target}${path}`, { method, headers }, (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answer);
      });
      onward.on("error", () => answer.destroy());
      incoming.pipe(onward);
    };
    const front = createTlsServer({ key: exampleKey, cert: exampleCertificate }, forward);
    const proxy = createServer();
    const started = new ProxyServer(proxy, front);
    proxy.on("request", (incoming: IncomingMessage, answer: ServerResponse) => {
      if (started.refuses(incoming)) answer.writeHead(started.refusal ?? 500).end();
      else forward(incoming, answer);
    });
    proxy.on("connect", (incoming: IncomingMessage, socket: Socket) => {
      if (started.refuses(incoming)) socket.end(`HTTP/1.1 ${started.refusal} Refused\r\n\r\n`);
      else tunnel(socket, started.portOf(front));
    });
    for (const server of [proxy, front]) {
      server.on("connection", (socket: Socket) => {
        started.tunnels.add(socket);
        // A client that is refused may close at once.
        socket.on("error", () => socket.destroy());
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    }
    return started;
  }

  get host(): string {
    return `127.0.0.1:${this.portOf(this.proxy)}`;
  }

  async close(): Promise<void> {
    for (const socket of this.tunnels) socket.destroy();
    for (const server of [this.proxy, this.front]) {
      await new Promise<void>((resolve) => server.close(() => resolve()));
    }
  }

  private refuses({ method, url, headers }: IncomingMessage): boolean {
    this.requests.push({ asked: `${method} ${url}`, authorization: headers["proxy-authorization"] });
    return this.refusal !== undefined;
  }

  private portOf(server: Server): number {
    return (server.address() as AddressInfo).port;
  }
}

function tunnel(socket: Socket, port: number): void {
  const onward = connect(port, "127.0.0.1", () =>
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n"),
  );
  for (const [from, to] of [
    [socket, onward],
    [onward, socket],
  ] as const) {
    from.pipe(to);
    from.on("error", () => to.destroy());
  }
}
