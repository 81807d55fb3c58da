import { cloudNames } from "../../../provider/clouds";
import type { AgreementCloud } from "../combination";
import { withKeys } from "../keys";

/** What `clouds/<cloud>` here has of each registered cloud: one for each generation of its API. */
export const agreementClouds: readonly AgreementCloud[] = cloudNames.flatMap((name) => {
  const { apis }: { readonly apis: readonly AgreementCloud[] } = require(`./${name}`);
  return apis.map(withKeys);
});
