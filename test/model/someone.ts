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
  switch (step.do) {
    case "someone detaches":
      stage.act({ act: "detach", cloud, interfaceId });
      return;
    case "someone deletes":
      stage.act({ act: "delete", cloud, interfaceId });
      return;
    case "someone assigns an address":
      stage.act({ act: "assign-ip", cloud, interfaceId });
      return;
    case "someone renames":
      stage.act({ act: "set-interface", cloud, interfaceId, set: { name: "by-hand" } });
      return;
    case "someone attaches":
      if (!stage.hasInstance(step.to)) return;
      stage.act({ act: "attach", cloud, interfaceId, instanceId: scene.instanceId(step.to) });
      return;
    default:
      step satisfies never;
  }
}

const actsOnInstance = {
  "someone starts": "start",
  "someone stops": "stop",
  "someone releases": "release-instance",
} as const;
