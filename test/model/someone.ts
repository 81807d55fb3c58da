import type { History } from "./history";
import type { StoryStep } from "./story";

type Deed = Extract<StoryStep, { do: `someone ${string}` }>;

/** Changes the cloud as someone else would, when what it is about exists. */
export function letSomeoneAct(history: History, step: Deed): void {
  const { scene, world } = history;
  const { cloud } = world;
  if ("instance" in step) {
    if (!history.hasInstance(step.instance)) return;
    const instanceId = scene.instanceId(step.instance);
    history.act({ act: actsOnInstance[step.do], cloud, instanceId });
    return;
  }
  const interfaceId = history.idOf(step.interface);
  if (interfaceId === undefined || !history.held().has(interfaceId)) return;
  if (step.do !== "someone attaches") {
    history.act({ act: step.do === "someone detaches" ? "detach" : "delete", cloud, interfaceId });
    return;
  }
  if (!history.hasInstance(step.to)) return;
  history.act({ act: "attach", cloud, interfaceId, instanceId: scene.instanceId(step.to) });
}

const actsOnInstance = {
  "someone starts": "start",
  "someone stops": "stop",
  "someone releases": "release-instance",
} as const;
