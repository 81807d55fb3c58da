import { type AgreementCloud, caseOf } from "../../combination";
import { sceneOf } from "../../scene";
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
    spaces,
    impossible,
    sceneOf: (operation, choice) => sceneOf(words, operation, choice, ownParts(operation, choice)),
  },
];
