import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Trap } from "./named-faults";

/** Where the redirects lead: what is asked here followed one, with its signature. */
export interface SetTrap extends Trap {
  readonly caught: readonly string[];
  readonly close: () => Promise<void>;
}

export async function setTrap(): Promise<SetTrap> {
  const caught: string[] = [];
  const server = createServer(({ method, url }, response) => {
    caught.push(`${method} ${url}`);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `http://127.0.0.1:${port}`, caught, close };
}
