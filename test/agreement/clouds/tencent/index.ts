import { type AgreementCloud, caseOf, isOnInterface } from "../../combination";
import { creationSceneOf } from "../../creation-scene";
import { asMade, madeSceneOf, ofPairs } from "../../made-scene";
import { sceneOf } from "../../scene";
import type { RawCalls } from "../../wire";
import { creationOf, declaredOf, impossibleCreations, unchangedInV2, undocumentedInV3 } from "./creation";
import { impossible, leftOutOfV2 } from "./impossible";
import { ownParts } from "./scene";
import { spacesOf } from "./spaces";
import { wordsOf } from "./vocabulary";
import { tencentV2Wire, tencentV3Wire } from "./wire";

function tencentCloud(api: string, title: string, wire: RawCalls): AgreementCloud {
  const isV2 = title === "tencent v2";
  const cloudCase = caseOf(title);
  const words = wordsOf(cloudCase.place);
  const creation = creationOf(words, isV2);
  return {
    api,
    cloudCase,
    wire,
    // The API v2 asks the API v3 for instances and networks.
    deniedCodes: isV2 ? ["4101", "UnauthorizedOperation"] : ["UnauthorizedOperation"],
    spaces: spacesOf(isV2),
    impossible: [
      isV2 ? unchangedInV2 : undocumentedInV3,
      ...impossibleCreations,
      ...[...(isV2 ? leftOutOfV2 : []), ...impossible].map(ofPairs),
    ],
    sceneOf: (operation, choice) => {
      if (isOnInterface(operation)) return creationSceneOf(creation, operation, choice);
      if (operation !== "create-and-attach")
        return sceneOf(words, operation, choice, ownParts(words, isV2, operation, choice));
      const free = asMade({ ...choice, vpcId: choice.place === "vpc" ? "other" : "right" });
      const own = ownParts(words, isV2, "attach", free);
      return madeSceneOf(words, free, own, (subject) => declaredOf(words, subject));
    },
  };
}

export const apis: readonly AgreementCloud[] = [
  tencentCloud("tencent-v3", "tencent", tencentV3Wire),
  tencentCloud("tencent-v2", "tencent v2", tencentV2Wire),
];
