import { plainCode } from "../../provider/core/errors";
import { type CloudCase, hostedCases } from "../support/cloud-cases";
import { codeOperations, type ReadyCall } from "../support/code-operations";
import type { CodeAtAction } from "../support/codes-at-actions";
import { apiOf, codesToRead } from "../support/codes-to-read";
import { expectedRemedy } from "../support/expected-remedy";
import { providerFailureOf } from "../support/provider-error";
import { ServedCloud } from "../support/served-cloud";

interface Refused {
  readonly each: CodeAtAction;
  readonly ready: ReadyCall;
}

/** Answers a call with its code for as long as it lasts, and returns what the user reads. */
async function readMessage(
  { emulator }: ServedCloud,
  cloud: CloudCase["storeName"],
  { each: { code, action }, ready: { call, interfaceId } }: Refused,
): Promise<string> {
  const scope = { cloud, action, times: Number.POSITIVE_INFINITY };
  const match = interfaceId === undefined ? {} : { match: { interfaceId } };
  const fault = emulator.faults.add({ ...scope, ...match, kind: "error", code });
  const { message } = await providerFailureOf(call());
  emulator.faults.remove(fault);
  return message;
}

/** All codes in one process: those that name an interface at the same time, and then the others one by one. */
async function readMessages(
  served: ServedCloud,
  cloudCase: CloudCase,
  cases: readonly CodeAtAction[],
): Promise<ReadonlyMap<CodeAtAction, string>> {
  const { storeName } = cloudCase;
  const prepare = codeOperations(cloudCase);
  const all: Refused[] = [];
  for (const [number, each] of cases.entries()) {
    const ready = await prepare[each.action]?.(served, number);
    if (ready) all.push({ each, ready });
  }
  const read = async (refused: Refused) =>
    [refused.each, await readMessage(served, storeName, refused)] as const;
  const own = await Promise.all(all.filter(({ ready }) => ready.interfaceId !== undefined).map(read));
  const others = [];
  for (const refused of all.filter(({ ready }) => ready.interfaceId === undefined)) {
    others.push(await read(refused));
  }
  return new Map([...own, ...others]);
}

/** Every documented code, as a person reads it who runs Pulumi. */
describe.each(hostedCases)(
  "the message of a call that $title refuses, by the $host host",
  (cloudCase: CloudCase) => {
    const cases = codesToRead(cloudCase);
    let messages: ReadonlyMap<CodeAtAction, string>;

    beforeAll(async () => {
      const served = await ServedCloud.start(cloudCase);
      try {
        messages = await readMessages(served, cloudCase, cases);
      } finally {
        await served.close();
      }
    });

    it("is read for every entry of the table", () => {
      const read = new Set(cases.map(({ entry }) => entry));
      expect(apiOf(cloudCase).codes.filter((entry) => !read.has(entry))).toEqual([]);
    });

    it.each(cases)("explains $code of $action, and names the command that says more", (each) => {
      const { code, action, kind, entry } = each;
      const message = messages.get(each) ?? "";
      if (kind === "settle" && action === "DescribeInstances") {
        // That is how this call says that there is no such instance, and it is believed.
        expect(message).toContain(
          `Instance ${cloudCase.running} is not in region ${cloudCase.place.regionId}`,
        );
        return;
      }
      expect(message).toContain(`answered ${action} with ${code}: ${entry.meaning}`);
      expect(message).toMatch(expectedRemedy(entry, action));
      expect(message).toContain(`\`npx pulumi-eni explain ${plainCode(entry.code)}\``);
    });
  },
);
