import { ModelWorld } from "./model-world";
import { playStory } from "./play-story";
import { sceneOf, sceneTitles } from "./scene";
import type { StoryStep } from "./story";

const attach: StoryStep = { do: "declare attachment", stack: "dev", name: "a", as: { of: 1, to: "running" } };
const create: StoryStep = { do: "declare interface", stack: "dev", name: "n", as: { variant: "first" } };
const up: StoryStep = { do: "up", stack: "dev" };

/** Histories that broke an invariant once, as the search found them. */
const stories: readonly { readonly name: string; readonly steps: readonly StoryStep[] }[] = [
  {
    // `--replace` found the interface of the run before by its marker and kept it, so the state had it twice. The run
    // ended before the deletion of the old entry, and the next run deleted the interface of the new one.
    name: "keeps the interface of an interrupted --replace that the state has twice",
    steps: [
      attach,
      { ...create, name: "m" },
      { do: "up", stack: "dev", limit: { target: ["m"] } },
      { do: "up", stack: "dev", limit: { replace: ["m"] }, interruptAtWrite: 1 },
    ],
  },
  {
    // The same, but with an attachment that failed. The next run was refused for ever.
    name: "goes on after a --replace that kept the interface, and a failed attach",
    steps: [
      create,
      up,
      { do: "declare attachment", stack: "dev", name: "a", as: { of: "n", to: "running" } },
      {
        do: "fault",
        action: "AttachNetworkInterface",
        fault: { kind: "fail", transition: "attach" },
        times: 1,
      },
      { do: "up", stack: "dev", limit: { replace: ["n"] } },
      up,
    ],
  },
  {
    // The caller identity is the same at every endpoint, so the guard of the account let it pass.
    name: "keeps the state when a refresh asks an endpoint that knows nothing",
    steps: [
      attach,
      create,
      up,
      { do: "refresh", stack: "dev", isElsewhere: true },
      { do: "refresh", stack: "dev" },
    ],
  },
  {
    // Where the describe shows no transitions, the `up` succeeds during the detach (docs/limits.md). Whatever follows must
    // be true again.
    name: "tells the truth after an up with a check for drift that follows an interrupted destroy",
    steps: [
      attach,
      up,
      { do: "fault", fault: { kind: "stuck", transition: "detach", resends: 1 }, times: 1 },
      { do: "destroy", stack: "dev", interruptAtWrite: 1 },
      { ...up, driftCheck: true },
      { do: "refresh", stack: "dev" },
    ],
  },
  {
    name: "sends a detach again that hangs since a destroy gave up, when an up wants the attachment back",
    steps: [
      attach,
      up,
      { do: "fault", fault: { kind: "stuck", transition: "detach", resends: 1 }, times: 1 },
      { do: "destroy", stack: "dev", interruptAtWrite: 1 },
    ],
  },
];

describe.each(sceneTitles)("histories that once went wrong, on %s", (title) => {
  const scene = sceneOf(title);
  let world: ModelWorld;
  beforeAll(async () => {
    world = await ModelWorld.open(scene.api.storeName);
  });
  afterAll(() => world.close());

  it.each(stories)("$name", async ({ steps }) => {
    await playStory(world, scene, steps);
  });
});
