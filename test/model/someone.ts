import type { Stage } from "./stage";
import type { StoryStep } from "./story";

type Deed = Extract<StoryStep, { do: `someone ${string}` }>;

/** Changes the cloud as someone else would, when what it is about exists. */
export function letSomeoneAct(stage: Stage, step: Deed): void {
  const { scene, world } = stage;
  const { cloud } = world;
  if ("instance" in step) {
    if (!stage.hasInstance(step.instance)) return;
    const instanceId = scene.instanceId(step.instance);
    stage.act({ act: actsOnInstance[step.do], cloud, instanceId });
    return;
  }
  const interfaceId = stage.idOf(step.interface);
  if (interfaceId === undefined || !stage.held().has(interfaceId)) return;
  if (step.do !== "someone attaches") {
    stage.act({ act: step.do === "someone detaches" ? "detach" : "delete", cloud, interfaceId });
    return;
  }
  if (!stage.hasInstance(step.to)) return;
  stage.act({ act: "attach", cloud, interfaceId, instanceId: scene.instanceId(step.to) });
}

const actsOnInstance = {
  "someone starts": "start",
  "someone stops": "stop",
  "someone releases": "release-instance",
} as const;
