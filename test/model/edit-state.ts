import type { Stage } from "./stage";
import type { StoryStep } from "./story";

type Edit = Extract<StoryStep, { do: "taint" | "state delete" | "state rename" | "state move" }>;

/** Carries out a command that only edits the state. The provider does not hear of it. */
export function editState({ stacks, ledger }: Stage, step: Edit): void {
  const stack = stacks["stack" in step ? step.stack : step.from];
  const found = stack.state.find(stack.urn(step.name));
  if (!found) return;
  if (step.do === "taint") {
    stack.state.put(found, { ...found, isTainted: true });
    return;
  }
  if (step.do === "state rename") {
    const urn = stack.urn(step.to);
    if (!stack.state.find(urn)) stack.state.put(found, { ...found, urn });
    return;
  }
  const hasDependents = stack.state.resources.some(({ dependencies }) => dependencies.includes(found.urn));
  if (found.isProtected || hasDependents) return;
  if (step.do === "state delete") {
    stack.state.put(found, undefined);
    ledger.released.add(found.id);
    return;
  }
  const target = stacks[step.to];
  const urn = target.urn(step.name);
  if (found.dependencies.length > 0 || target.state.find(urn)) return;
  stack.state.put(found, undefined);
  // The outputs keep the old URN until the next update.
  target.state.add({ ...found, urn });
}
