import type { CodeEntry, FailureKind } from "../../provider/core/errors";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { means } from "../support/codes-at-actions";
import { apiOf, codesToRead } from "../support/codes-to-read";
import type { Bench } from "./bench";
import { type Cell, type OperationName, operationNames } from "./cell";
import { namedFaults, placeFaults, type Strike, type Trap } from "./named-faults";
import { operations } from "./operations";

/** The actions that each operation of an API calls when all goes well, and how often. */
export type CalledActions = Readonly<Record<OperationName, Readonly<Record<string, number>>>>;

export async function findCalledActions(bench: Bench): Promise<CalledActions> {
  const called: Partial<Record<OperationName, Record<string, number>>> = {};
  for (const name of operationNames) {
    const scene = bench.nextScene();
    const { prepare, run, missed } = operations[name];
    const state = await prepare(scene, bench.others);
    bench.emulator.journal.clear();
    const answer = await run(scene, bench.run, "60s", state ?? { id: "", properties: {} });
    const wrong = missed(scene, answer);
    if (wrong) throw new Error(`${bench.cloudCase.title} ${name} fails without a fault: ${wrong}`);
    called[name] = bench.emulator.journal.counts();
    scene.end();
  }
  return called as CalledActions;
}

const bothStrikes: readonly Strike[] = ["once", "always"];
/** The second call of an action is mostly the look after a write. */
const everyStrike: readonly Strike[] = ["once", "later", "always"];

/** After these a call is sent again, or the operation looks again. After the others it ends, at the first of them. */
const passing: readonly FailureKind[] = ["throttled", "conflict", "nonce", "uncertain", "settle"];

const strikesOf = ({ kind }: CodeEntry): readonly Strike[] =>
  passing.includes(kind) ? bothStrikes : ["always"];

/** All cells of an API. */
export function cellsOf(cloudCase: CloudCase, called: CalledActions, trap: Trap): readonly Cell[] {
  const api = cloudCase.title;
  const { codes } = apiOf(cloudCase);
  const documented = [...new Set(codesToRead(cloudCase).map(({ code }) => code))];
  return operationNames.flatMap((operation) => {
    const atActions = Object.entries(called[operation]).flatMap(([action, times]) => [
      ...namedFaults(trap)
        .filter(({ befalls }) => befalls?.test(action) ?? true)
        .flatMap(({ name, fault, strikes = times > 1 ? everyStrike : bothStrikes }) =>
          strikes.map(
            (strike): Cell => ({ api, operation, name, strike, trouble: { of: "wire", action, fault } }),
          ),
        ),
      ...documented.flatMap((code) =>
        codes
          .filter((entry) => means(codes, code, action, entry))
          .flatMap((entry) =>
            strikesOf(entry).map((strike): Cell => {
              const fault = { kind: "error", code } as const;
              return { api, operation, name: code, strike, trouble: { of: "code", action, fault, entry } };
            }),
          ),
      ),
    ]);
    const everywhere = placeFaults.map((fault): Cell => {
      return { api, operation, name: fault, strike: "always", trouble: { of: "place", fault } };
    });
    return [...atActions, ...everywhere];
  });
}

export function caseOfApi(title: string): CloudCase {
  const found = cloudCases.find((cloudCase) => cloudCase.title === title);
  if (!found) throw new Error(`there is no API ${title}`);
  return found;
}
