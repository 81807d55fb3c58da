import type { FaultKind } from "../../emulator";

/** Something that goes wrong with the calls of one action. */
export interface NamedFault {
  readonly name: string;
  readonly fault: FaultKind;
  /** The actions that it can befall; default: all. */
  readonly befalls?: RegExp;
  /** How often it strikes; default: as the operation allows. */
  readonly strikes?: readonly Strike[];
}

/** The first call of the action, the second one, or all of them. */
export type Strike = "once" | "later" | "always";

/** Where the redirects lead: a server that must never be asked. */
export interface Trap {
  readonly url: string;
}

const page = (status: number) => ({
  ...{ kind: "http", status, contentType: "text/html" },
  body: `<html><body>${status}</body></html>`,
});

/** What networks, proxies and clouds do to calls, beside the codes that the documentation lists. */
export function namedFaults({ url }: Trap): readonly NamedFault[] {
  const redirect = (status: number): FaultKind => ({
    ...{ kind: "http", status, body: "" },
    headers: { location: `${url}/elsewhere` },
  });
  return [
    { name: "throttle", fault: { kind: "throttle" } },
    { name: "500", fault: { kind: "http", status: 500, body: "" } },
    { name: "503", fault: { kind: "http", status: 503, body: "", headers: { "retry-after": "1" } } },
    {
      name: "429 of a proxy",
      fault: { kind: "http", status: 429, body: "slow down", contentType: "text/plain" },
    },
    { name: "502 with HTML", fault: { ...page(502), kind: "http" } },
    { name: "200 with HTML", fault: { ...page(200), kind: "http" } },
    { name: "truncated", fault: { kind: "truncated" } },
    { name: "wrong types", fault: { kind: "wrong-types" } },
    { name: "no fields", fault: { kind: "garbage" } },
    { name: "empty", fault: { kind: "garbage", body: "" } },
    { name: "50 MB", fault: { kind: "huge", bytes: 50 * 1024 * 1024 } },
    { name: "slow drip", fault: { kind: "drip", msPerByte: 1_000 } },
    { name: "hang", fault: { kind: "hang" } },
    { name: "reset before", fault: { kind: "reset-before" } },
    { name: "reset after commit", fault: { kind: "reset-after" } },
    { name: "reply lost", fault: { kind: "lost-reply" } },
    { name: "delivered twice, first answer", fault: { kind: "duplicate", answers: "first" } },
    { name: "delivered twice, second answer", fault: { kind: "duplicate", answers: "second" } },
    {
      name: "stale for 2 s",
      fault: { kind: "stale-describe", ms: 2_000 },
      befalls: /^(Describe|Get|List)/,
      strikes: ["always"],
    },
    { name: "redirect 302", fault: redirect(302) },
    { name: "redirect 307", fault: redirect(307) },
  ];
}

/** Something that is wrong with all calls of a process, whatever they ask for. */
export const placeFaults = [
  "DNS failure",
  "TLS failure",
  "nobody listens",
  "clock +1 h",
  "clock -1 h",
] as const;
export type PlaceFault = (typeof placeFaults)[number];
