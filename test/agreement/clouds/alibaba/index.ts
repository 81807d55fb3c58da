import { type AgreementCloud, caseOf } from "../../combination";
import { sceneOf } from "../../scene";
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
    spaces,
    impossible,
    sceneOf: (operation, choice) => sceneOf(words, operation, choice, ownParts(operation, choice)),
  },
];
