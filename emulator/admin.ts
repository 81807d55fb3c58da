import { z } from "zod";
import type { Act } from "./act";
import type { Parts } from "./answer";
import { isManualClock } from "./clock";
import { check, InvalidInput } from "./invalid-input";
import type { CloudName } from "./model";
import {
  cloudName,
  faultSchema,
  type Scenario,
  scenarioSchema,
  throttleSchema,
  transitionMsSchema,
} from "./scenario";
import type { Store } from "./store";
import type { HttpReply, HttpRequest } from "./wire";

export const ADMIN_PREFIX = "/_emulator/";

/** Functions of the emulator that the admin API calls too. */
export interface Controls {
  act(act: Act): void;
  seed(scenario: Scenario): void;
  reset(): void;
  environment(): Record<string, string>;
}

type Endpoint = (input: unknown, query: URLSearchParams, parts: Parts, controls: Controls) => unknown;

const cloudOf = (query: URLSearchParams): CloudName | undefined =>
  check(cloudName.optional(), query.get("cloud") ?? undefined, "cloud");
const oneOrMany = <T>(schema: z.ZodType<T>) =>
  z.preprocess((input) => (Array.isArray(input) ? input : [input]), z.array(schema));

const endpoints: Record<string, Endpoint> = {
  "GET state": (_input, query, { store }) => stateOf(store, cloudOf(query)),
  "GET journal": (_input, query, { journal }) => {
    const cloud = cloudOf(query);
    return {
      entries: journal.entries({ cloud, action: query.get("action") ?? undefined }),
      counts: journal.counts({ cloud }),
      dropped: journal.dropped,
    };
  },
  "DELETE journal": (_input, _query, { journal }) => journal.clear(),
  "POST seed": (input, _query, _parts, controls) => controls.seed(check(scenarioSchema, input, "seed")),
  "POST reset": (_input, _query, _parts, controls) => controls.reset(),
  "POST act": (input, _query, _parts, controls) => controls.act(input as Act),
  "GET faults": (_input, _query, { faults }) => ({
    faults: faults.list().map(({ id, fault, left, struck }) => ({
      id,
      fault: { ...fault, ...(fault.times === undefined ? {} : { times: inJson(fault.times) }) },
      left: inJson(left),
      struck,
    })),
  }),
  "POST faults": (input, _query, { faults }) => ({
    ids: check(oneOrMany(faultSchema), input, "faults").map((fault) => faults.add(fault)),
  }),
  "DELETE faults": (_input, _query, { faults }) => faults.clear(),
  "POST throttle": (input, _query, { throttles }) => {
    for (const throttle of check(oneOrMany(throttleSchema), input, "throttle")) throttles.add(throttle);
  },
  "DELETE throttle": (_input, _query, { throttles }) => throttles.clear(),
  "POST transition-ms": (input, _query, { transitions }) =>
    transitions.setDuration(
      check(z.strictObject({ transitionMs: transitionMsSchema }), input, "transition-ms").transitionMs,
    ),
  "POST clock": (input, _query, { clock }) => {
    const { advanceMs } = check(z.strictObject({ advanceMs: z.number().min(0) }), input, "clock");
    if (!isManualClock(clock))
      throw new InvalidInput("clock: this emulator uses the system's clock, which cannot be advanced");
    clock.advance(advanceMs);
    return { now: clock.now() };
  },
  "GET environment": (_input, _query, _parts, controls) => controls.environment(),
};

/** Answers a request under /_emulator/: JSON in, JSON out, no signature. */
export function administer(request: HttpRequest, parts: Parts, controls: Controls): HttpReply {
  const name = request.path.slice(ADMIN_PREFIX.length).replace(/\/$/, "");
  const endpoint = endpoints[`${request.method} ${name}`];
  if (endpoint === undefined) {
    const known = Object.keys(endpoints).join(", ");
    return json(404, {
      error: `${request.method} ${request.path} does not exist; the endpoints are ${known}`,
    });
  }
  try {
    const input = readJson(request.body);
    const result = endpoint(input, new URLSearchParams(request.rawQuery), parts, controls);
    return json(200, result ?? { ok: true });
  } catch (error) {
    if (error instanceof InvalidInput || error instanceof RangeError)
      return json(400, { error: error.message });
    throw error;
  }
}

/** JSON has no Infinity: "forever" stands for it in answers and in requests. */
const inJson = (times: number): number | "forever" =>
  times === Number.POSITIVE_INFINITY ? "forever" : times;

function readJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString("utf8"));
  } catch (error) {
    throw new InvalidInput(`the body is not JSON: ${(error as Error).message}`);
  }
}

function stateOf(store: Store, cloud: CloudName | undefined): Record<string, unknown> {
  return {
    interfaces: store.interfaces(cloud),
    instances: store.instances(cloud),
    vpcs: store.vpcs(cloud),
    subnets: store.subnets(cloud),
    securityGroups: store.securityGroups(cloud),
    tasks: store.tasks(cloud),
    accounts: store.accounts(cloud).map(({ keys, ...account }) => ({
      ...account,
      accessKeyIds: keys.map((key) => key.accessKeyId),
    })),
  };
}

function json(status: number, value: unknown): HttpReply {
  return { status, headers: { "content-type": "application/json" }, body: `${JSON.stringify(value)}\n` };
}
