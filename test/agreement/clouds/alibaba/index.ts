import { type AgreementCloud, caseOf, isOnInterface } from "../../combination";
import { creationSceneOf } from "../../creation-scene";
import { asMade, madeSceneOf, ofPairs } from "../../made-scene";
import { sceneOf } from "../../scene";
import { creation, declaredOf, impossibleCreations } from "./creation";
import { impossible } from "./impossible";
import { ownParts } from "./scene";
import { spaces } from "./spaces";
import { words } from "./vocabulary";
import { alibabaWire } from "./wire";

export const apis: readonly AgreementCloud[] = [
  {
    api: "alibaba",
    cloudCase: caseOf("alibaba"),
    wire: alibabaWire,
    deniedCodes: ["Forbidden.RAM"],
    spaces,
    impossible: [...impossibleCreations, ...impossible.map(ofPairs)],
    sceneOf: (operation, choice) => {
      if (isOnInterface(operation)) return creationSceneOf(creation, operation, choice);
      if (operation !== "create-and-attach")
        return sceneOf(words, operation, choice, ownParts(operation, choice));
      return madeSceneOf(words, choice, ownParts("attach", asMade(choice)), declaredOf);
    },
  },
];
