import type { Emulator } from "../../emulator";
import { denyActions, readOnlyKeyOf } from "../support/accounts";
import type { CloudCase } from "../support/cloud-cases";
import type { AgreementCloud, HiddenObstacle, LimitedKey, OperationName, Scene, Space } from "./combination";
import type { Choice, Dimension } from "./dimensions";

/** With every other unusual value, but not with two of them: a permission has no rule beside it. */
const key: Dimension = { name: "key", values: ["any", "reader", "blind"], reach: 2 };

const steps: readonly HiddenObstacle["step"][] = ["detach", "attach", "delete", "create", "change"];

/** The same combinations, and each operation also with keys that may not do everything. */
export function withKeys(cloud: AgreementCloud): AgreementCloud {
  const limited = ({ dimensions, depth }: Space): Space => ({ dimensions: [...dimensions, key], depth });
  const spaces = Object.fromEntries(
    Object.entries(cloud.spaces).map(([operation, space]) => [operation, limited(space)]),
  ) as Record<OperationName, Space>;
  return { ...cloud, spaces, sceneOf: (...asked) => limitedScene(cloud, asked[1], cloud.sceneOf(...asked)) };
}

function limitedScene({ deniedCodes }: AgreementCloud, choice: Choice, scene: Scene): Scene {
  if (choice.key !== "reader" && choice.key !== "blind") return scene;
  const why = "no describe tells what a key may do";
  const denied = steps.map((step) => ({ step, why, codes: deniedCodes, passes: false }));
  const isReader = choice.key === "reader";
  return {
    ...scene,
    key: choice.key,
    hiddenObstacles: isReader ? [...scene.hiddenObstacles, ...denied] : scene.hiddenObstacles,
  };
}

/** Takes the permissions from the key that program and wire use. */
export function limitKey(
  emulator: Emulator,
  { cloud, storeName, place }: CloudCase,
  limited: LimitedKey,
): void {
  if (limited === "reader") {
    denyActions(emulator, storeName, readOnlyKeyOf(emulator, storeName).deniedActions ?? []);
    return;
  }
  const { access } = cloud.connect(
    { profile: undefined, api: undefined, vpcId: undefined, ...place },
    { config: () => undefined, environment: {}, homeDirectory: "/nowhere" },
  );
  const describes = access.actions
    .map(({ action }) => action)
    .filter((action) => action.startsWith("Describe"));
  denyActions(emulator, storeName, describes);
}
