import { trials } from "./trials";
import { nameOfTrial, tryKill } from "./try-kill";

/** `npm run test:kill` tries all of them; this one needs an engine that is stopped between a reply and its state. */
const sample = trials.filter(
  ({ point, kill }) => point.name === "attach succeeded, no state yet" && kill === "SIGKILL of the engine",
);

describe("a run that is killed, on every API", () => {
  it.each(sample.map((trial) => [nameOfTrial(trial), trial] as const))(
    "converges: %s",
    async (_name, trial) => {
      const { violations } = await tryKill(trial);
      expect(violations).toEqual([]);
    },
  );

  it("is killed at every boundary of each write", () => {
    expect(sample).toHaveLength(1);
    expect(trials).toHaveLength(50);
  });
});
