import { type AgreementCloud, caseOf, isOnInterface } from "../../combination";
import { creationSceneOf } from "../../creation-scene";
import { asMade, madeSceneOf, ofPairs } from "../../made-scene";
import { sceneOf } from "../../scene";
import { creation, declaredOf } from "./creation";
import { impossible } from "./impossible";
import { ownParts } from "./scene";
import { spaces } from "./spaces";
import { words } from "./vocabulary";
import { zenlayerWire } from "./wire";

export const apis: readonly AgreementCloud[] = [
  {
    api: "zenlayer",
    cloudCase: caseOf("zenlayer"),
    wire: zenlayerWire,
    deniedCodes: ["AUTHFAILURE_UNAUTHORIZED_OPERATION"],
    spaces,
    impossible: impossible.map(ofPairs),
    sceneOf: (operation, choice) => {
      if (isOnInterface(operation)) return creationSceneOf(creation, operation, choice);
      if (operation !== "create-and-attach")
        return sceneOf(words, operation, choice, ownParts(operation, choice));
      return madeSceneOf(words, choice, ownParts("attach", asMade(choice)), declaredOf);
    },
  },
];
