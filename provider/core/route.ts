import * as http from "node:http";
import * as https from "node:https";
import type { HttpProxy } from "./proxy";

/** How requests get to an endpoint. */
export interface Route {
  /** Scheme, host and port. */
  readonly origin: URL;
  /** Connections are kept, because an operation makes many calls. Idle ones do not keep the process running. */
  readonly agent: http.Agent;
  /** For messages: the endpoint, and the proxy if there is one. */
  readonly title: string;
}

export function openRoute(endpoint: string, proxy: HttpProxy | undefined): Route {
  const origin = new URL(new URL(endpoint).origin);
  const title = proxy ? `${endpoint} through the proxy ${proxy.title}` : endpoint;
  const isPlain = origin.protocol === "http:";
  return { origin, title, agent: proxy ? throughProxy(proxy, isPlain) : direct(isPlain) };
}

function direct(isPlain: boolean): http.Agent {
  return isPlain ? new http.Agent({ keepAlive: true }) : new https.Agent({ keepAlive: true });
}

/**
 * A tunnel for https; a plain request goes to the proxy itself. The user is in a header, because the packages print the
 * URL in their debug output. They are loaded here, because most runs have no proxy.
 */
function throughProxy({ url, authorization }: HttpProxy, isPlain: boolean): http.Agent {
  const headers: http.OutgoingHttpHeaders = authorization ? { "Proxy-Authorization": authorization } : {};
  const options = { keepAlive: true, headers };
  if (isPlain) {
    const { HttpProxyAgent } = require("http-proxy-agent") as typeof import("http-proxy-agent");
    return new HttpProxyAgent(url, options);
  }
  const { HttpsProxyAgent } = require("https-proxy-agent") as typeof import("https-proxy-agent");
  const agent = new HttpsProxyAgent(url, options);
  // It would look for "https" in a request's options, which pop-core leaves out, or in the call stack, and then not
  // find a kept connection again.
  agent.isSecureEndpoint = () => true;
  return agent;
}

/** Calls back when the proxy does not open a tunnel for a request. Then the cloud has received nothing. */
export function onTunnelRefused(
  request: http.ClientRequest,
  { title }: Route,
  refused: (reason: string) => void,
): void {
  request.once("proxyConnect", ({ statusCode }: { readonly statusCode: number }) => {
    if (statusCode !== 200) refused(`no connection to ${title}: ${proxyRefusal(statusCode)}`);
  });
}

/** What the status of a proxy's own answer means. */
export function proxyRefusal(status: number): string {
  return status === 407
    ? `the proxy requires a user and a password (HTTP 407). Write them into the variable, as in "http://user:password@host:port".`
    : `the proxy refused (HTTP ${status}). Ask its administrator to allow this host, or add the host to NO_PROXY.`;
}
