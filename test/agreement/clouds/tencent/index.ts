import { type AgreementCloud, caseOf } from "../../combination";
import { sceneOf } from "../../scene";
import type { RawCalls } from "../../wire";
import { impossible, leftOutOfV2 } from "./impossible";
import { ownParts } from "./scene";
import { spacesOf } from "./spaces";
import { wordsOf } from "./vocabulary";
import { tencentV2Wire, tencentV3Wire } from "./wire";

function tencentCloud(api: string, title: string, wire: RawCalls): AgreementCloud {
  const isV2 = title === "tencent v2";
  const cloudCase = caseOf(title);
  const words = wordsOf(cloudCase.place);
  return {
    api,
    cloudCase,
    wire,
    spaces: spacesOf(isV2),
    impossible: isV2 ? [...leftOutOfV2, ...impossible] : impossible,
    sceneOf: (operation, choice) =>
      sceneOf(words, operation, choice, ownParts(words, isV2, operation, choice)),
  };
}

export const apis: readonly AgreementCloud[] = [
  tencentCloud("tencent-v3", "tencent", tencentV3Wire),
  tencentCloud("tencent-v2", "tencent v2", tencentV2Wire),
];
