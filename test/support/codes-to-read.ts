import { type Api, apisOf } from "../../provider/contract/apis";
import { plainCode } from "../../provider/core/errors";
import { packageRoot } from "../../scripts/packed-package";
import { emulatedCodes } from "../../scripts/tables/emulated-codes";
import { type CloudCase, cloudCases } from "./cloud-cases";
import { codeOperations } from "./code-operations";
import { type CodeAtAction, means } from "./codes-at-actions";

/** The API of a case. */
export function apiOf({ cloud, place }: CloudCase): Api {
  const api = apisOf(cloud).find(({ generation }) => generation === (place.api ?? cloud.defaultApi));
  if (!api) throw new Error(`${cloud.title} has no API ${String(place.api)}`);
  return api;
}

/**
 * Each code of an API as the documentation spells it, once for each of its meanings, with an action that answers it. An
 * entry for any ending stands for all documented codes that begin like it.
 */
export function codesToRead(cloudCase: CloudCase): readonly CodeAtAction[] {
  const api = apiOf(cloudCase);
  const actions = Object.keys(codeOperations(cloudCase));
  const documented = emulatedCodes(packageRoot, api).map(({ code }) => code);
  return api.codes.flatMap((entry) => {
    const atAction = (code: string): readonly CodeAtAction[] => {
      const action = actions.find((each) => means(api.codes, code, each, entry));
      return action === undefined ? [] : [{ code, kind: entry.kind, action, entry }];
    };
    const spelled = documented.flatMap(atAction);
    return spelled.length > 0 ? spelled : atAction(plainCode(entry.code));
  });
}

/** The codes of an API that test/engine/codes.test.ts provokes and reads; none while the API has no case. */
export function readCodes(api: Api): ReadonlySet<string> {
  const cases = cloudCases.filter(
    ({ cloud, place }) => cloud === api.cloud && (place.api ?? cloud.defaultApi) === api.generation,
  );
  return new Set(cases.flatMap(codesToRead).map(({ code }) => code));
}
