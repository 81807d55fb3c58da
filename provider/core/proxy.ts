import { BlockList, isIP, isIPv4 } from "node:net";
import { UserError } from "./errors";
import { quoted } from "./quoted";

type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy through which an endpoint is reached. */
export interface HttpProxy {
  /** Without user and password. */
  readonly url: URL;
  /** The header for the proxy with the user; undefined when there is none. */
  readonly authorization: string | undefined;
  /** For messages: the proxy's address, and the variable that sets it. */
  readonly title: string;
}

/**
 * The proxy of an endpoint, from the environment; undefined when there is none. HTTPS_PROXY, HTTP_PROXY and NO_PROXY
 * have the same meaning as for the vendors' command lines (golang.org/x/net/http/httpproxy, Python's requests) and for
 * curl. We do not use the packages for Node, because for them "example.com" in NO_PROXY is only one host, and they do
 * not support networks.
 */
export function findProxy(endpoint: string, environment: Environment): HttpProxy | undefined {
  const url = new URL(endpoint);
  const [name, value] = readProxy(url, environment);
  return value && exceptionFor(url, environment) === undefined ? parseProxy(name, value) : undefined;
}

/** The way to an endpoint, for messages: through which proxy, or why through none. */
export function describeProxy(endpoint: string, environment: Environment): string {
  const url = new URL(endpoint);
  const [name, value] = readProxy(url, environment);
  if (!value) return `without a proxy (${name} is not set)`;
  const exception = exceptionFor(url, environment);
  return exception === undefined
    ? `through the proxy ${parseProxy(name, value).title}`
    : `without a proxy (${name} is set, but ${exception})`;
}

function readProxy({ protocol }: URL, environment: Environment): [name: string, value: string] {
  return read(environment, protocol === "http:" ? "http_proxy" : "https_proxy");
}

/** Why an endpoint is reached without the proxy of its scheme; undefined when there is no reason. */
function exceptionFor(url: URL, environment: Environment): string | undefined {
  if (isThisMachine(hostOf(url))) return "this machine is always reached without it";
  const [name, exceptions] = read(environment, "no_proxy");
  const isException = exceptions
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => entry !== "" && covers(entry, url));
  return isException ? `${name} lists this host` : undefined;
}

/** Most tools prefer the variable in lower case. */
function read(environment: Environment, variable: string): [name: string, value: string] {
  const small = environment[variable];
  const capitals = variable.toUpperCase();
  return small ? [variable, small] : [capitals, environment[capitals] ?? ""];
}

function parseProxy(name: string, value: string): HttpProxy {
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  // The value may contain a password, so it is not shown.
  if (!URL.canParse(full)) {
    throw new UserError(`${name} is not the URL of a proxy, such as "http://proxy.example:3128".`);
  }
  const url = new URL(full);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new UserError(
      `${name} names a proxy of the kind "${quoted(url.protocol.slice(0, -1))}"; pulumi-eni uses proxies of the kinds http and https only.`,
    );
  }
  const { username, password } = url;
  const user = `${decoded(username)}:${decoded(password)}`;
  const authorization =
    username || password ? `Basic ${Buffer.from(user, "utf8").toString("base64")}` : undefined;
  return { url: new URL(url.origin), authorization, title: `${url.origin} (${name})` };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "");
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** A server on this machine, such as the emulator, is never reached through a proxy. */
function isThisMachine(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost") || contains(loopback, host);
}

function contains(network: BlockList, host: string): boolean {
  return isIP(host) !== 0 && network.check(host, isIPv4(host) ? "ipv4" : "ipv6");
}

/** Whether an entry of NO_PROXY covers an endpoint: "*", a network, or a host or domain with or without a port. */
function covers(entry: string, url: URL): boolean {
  if (entry === "*") return true;
  const host = hostOf(url);
  const [, network = "", bits = ""] = /^([^/]+)\/(\d+)$/.exec(entry) ?? [];
  if (network) return isInNetwork(host, network, Number(bits));
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(entry) ?? [];
  const name = bracketed ?? plain ?? entry;
  if (port && port !== (url.port || (url.protocol === "http:" ? "80" : "443"))) return false;
  if (isIP(host)) return name === host;
  return name.startsWith(".") || name.startsWith("*.")
    ? host.endsWith(name.replace("*", ""))
    : host === name || host.endsWith(`.${name}`);
}

function isInNetwork(host: string, network: string, bits: number): boolean {
  const isFour = isIPv4(network);
  if (isIP(network) === 0 || bits > (isFour ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(network, bits, isFour ? "ipv4" : "ipv6");
  return contains(list, host);
}
