import { ModelWorld } from "./model-world";
import { mutants } from "./mutants";
import { playStory } from "./play-story";
import { sceneOf } from "./scene";
import { search } from "./search";
import { Violation } from "./violation";

/** On the cloud whose requests take the least time; it says which account a key belongs to. */
const scene = sceneOf("alibaba");

describe("a provider that is broken on purpose", () => {
  let world: ModelWorld;
  beforeAll(async () => {
    world = await ModelWorld.open(scene.api.storeName);
  });
  afterAll(() => world.close());

  it.each(mutants)("breaks an invariant when $name", async ({ sabotage, story, breaks }) => {
    const cause = await playStory(world, scene, story, sabotage).catch((error: unknown) => error);
    if (!(cause instanceof Violation)) throw cause;
    expect(breaks).toContain(cause.invariant);
  });

  it.each(mutants)("breaks none in the same history when it is whole: $name", async ({ story }) => {
    await playStory(world, scene, story);
  });

  it.each([
    "a transition counts as its end",
    "a read counts every interface that is not listed as gone, whatever the account is",
  ])("is found by the search when %s", async (name) => {
    const mutant = mutants.find((each) => each.name === name);
    const { failure } = await search({ api: "alibaba", runs: 400, seed: 7, ...mutant });
    expect(failure?.cause).toBeInstanceOf(Violation);
  });
});
