import {
  type Inputs,
  type InterfaceInputs,
  isOnInterface,
  type OperationName,
  type Scene,
} from "./combination";
import type { Choice, Impossible } from "./dimensions";
import { type InterfaceSeed, type OwnParts, sceneOf, type Vocabulary } from "./scene";

/** The choice of a pair whose interface is free and there, once it is made. */
export function asMade(choice: Choice): Choice {
  return { kind: "secondary", ...choice, where: "here", state: "available" };
}

/** What cannot be of a pair, asked only where there is one. */
export function ofPairs({ why, when }: Impossible): Impossible {
  return {
    why,
    when: (choice) => {
      const operation = choice.operation as OperationName;
      if (isOnInterface(operation)) return false;
      return when(operation === "create-and-attach" ? asMade(choice) : choice);
    },
  };
}

/**
 * The scene of an attach to a free interface, without this interface: the program makes it in the same run.
 *
 * @param declaredOf the arguments that make it as it is in the scene of the attach
 */
export function madeSceneOf(
  words: Vocabulary,
  choice: Choice,
  own: OwnParts,
  declaredOf: (subject: InterfaceSeed) => Readonly<Record<string, unknown>>,
): Scene {
  const scene = sceneOf(words, "attach", asMade(choice), own);
  const { interfaces = [] } = scene.scenario;
  const made = interfaces.find(({ id }) => id === words.interfaceId("subject"));
  if (made === undefined || scene.order.do !== "attach") throw new Error("the scene has nothing to attach");
  const { networkInterfaceId: _unknown, ...attachment } = scene.order.inputs;
  const inputs: InterfaceInputs = { ...words.place, ...declaredOf(made) };
  return {
    ...scene,
    scenario: { ...scene.scenario, interfaces: interfaces.filter((entry) => entry !== made) },
    order: { do: "create and attach", inputs, attachment: attachment as Inputs },
    steps: [{ step: "create", networkInterfaceId: "", instanceId: "", declared: inputs }, ...scene.steps],
    made,
  };
}
