import { type DynamicProvider, KeptFailure } from "../../provider/adapters/dynamic-host";
import { UserError } from "../../provider/core/errors";
import type { Sabotage } from "./provider-of-run";
import type { StoryStep } from "./story";
import type { Invariant } from "./violation";

/** A provider with one fault, and the invariants that it breaks. The search must find each. */
export interface Mutant {
  readonly name: string;
  readonly breaks: readonly Invariant[];
  readonly sabotage: Sabotage;
  /** The shortest history in which the fault shows, as the search found it. */
  readonly story: readonly StoryStep[];
}

const attach: StoryStep = { do: "declare attachment", stack: "dev", name: "a", as: { of: 1, to: "running" } };
const up: StoryStep = { do: "up", stack: "dev" };

function changed(change: (provider: DynamicProvider) => Partial<DynamicProvider>): Sabotage {
  return { provider: (provider) => ({ ...provider, ...change(provider) }) };
}

export const mutants: readonly Mutant[] = [
  {
    name: "a deletion detaches from the instance that a refresh has seen, not from the one in the id",
    breaks: ["A", "B", "C"],
    story: [
      attach,
      up,
      { do: "someone attaches", interface: 1, to: "busy" },
      { do: "destroy", stack: "dev", refresh: true },
    ],
    sabotage: changed((provider) => ({
      delete: (id, properties) => {
        const [interfaceId, instanceId] = id.split(":");
        const { attachedTo } = properties;
        const isElsewhere = instanceId !== undefined && typeof attachedTo === "string" && attachedTo !== "";
        return provider.delete(isElsewhere ? `${interfaceId}:${attachedTo}` : id, properties);
      },
    })),
  },
  {
    name: "a partial failure of a create is reported without the id",
    breaks: ["B", "D"],
    story: [
      { ...attach, as: { of: 1, to: "running", timeouts: { create: "3s" } } },
      { do: "fault", fault: { kind: "late-start", ms: 8_000 }, times: 1 },
      up,
      { do: "wait", ms: 60_000 },
      { do: "refresh", stack: "dev" },
    ],
    sabotage: changed((provider) => ({
      create: async (inputs) => {
        try {
          return await provider.create(inputs);
        } catch (error) {
          throw error instanceof KeptFailure ? new UserError(error.message) : error;
        }
      },
    })),
  },
  {
    name: "a deletion does not see that another resource owns the pair now",
    breaks: ["A", "B", "C"],
    story: [attach, up, { do: "rename", stack: "dev", name: "a", to: "b", withAlias: false }, up],
    sabotage: {
      claims: (claims) => {
        claims.ownerOf = () => undefined;
        claims.isCreatedAgain = () => false;
        return claims;
      },
    },
  },
  {
    name: "an update of an attachment does nothing",
    breaks: ["B", "C"],
    story: [attach, up, { do: "someone detaches", interface: 1 }, { do: "up", stack: "dev", refresh: true }],
    sabotage: changed((provider) => ({
      update: async (id, olds, news) =>
        id.includes(":") ? { outs: { ...olds, ...news } } : provider.update(id, olds, news),
    })),
  },
  {
    name: "a read counts every interface that is not listed as gone, whatever the account is",
    breaks: ["B", "H"],
    story: [attach, up, { do: "refresh", stack: "dev", account: "other" }],
    sabotage: changed((provider) => ({
      read: (id, properties) => provider.read(id, { ...properties, accountId: undefined }),
    })),
  },
  {
    name: "a transition counts as its end",
    breaks: ["C"],
    story: [attach, up],
    sabotage: {
      connection: (connection) => ({
        ...connection,
        find: {
          ...connection.find,
          interfaces: async (ids) =>
            (await connection.find.interfaces(ids)).map((view) =>
              view.status === "attaching" ? { ...view, status: "attached" } : view,
            ),
        },
      }),
    },
  },
  {
    name: "a deletion that fails counts as done",
    breaks: ["B", "C"],
    story: [
      attach,
      up,
      { do: "fault", fault: { kind: "fail", transition: "detach" }, times: 9 },
      { do: "destroy", stack: "dev" },
    ],
    sabotage: changed((provider) => ({
      delete: (id, properties) => provider.delete(id, properties).catch(() => undefined),
    })),
  },
  {
    name: "a deletion does not know what an interrupted run has created again",
    breaks: ["C"],
    story: [
      { do: "declare interface", stack: "dev", name: "m", as: { variant: "first" } },
      up,
      attach,
      { do: "up", stack: "dev", limit: { replace: ["m"] }, interruptAtWrite: 1 },
    ],
    sabotage: {
      claims: (claims) => {
        claims.noteRecorded = () => undefined;
        return claims;
      },
    },
  },
];
