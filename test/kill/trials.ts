import { kills, points } from "./points";
import type { Trial } from "./try-kill";

/** Every point with every way to end a run that makes a difference there; the recoveries take turns. */
export const trials: readonly Trial[] = points.flatMap((point, index) =>
  kills
    // The provider of a frozen engine has done its work: its end changes nothing.
    .filter((kill) => !(point.freezes && kill === "SIGKILL of the provider"))
    .flatMap((kill, turn): Trial[] => {
      const recovery = point.recoveries[(index + turn) % point.recoveries.length];
      return recovery === undefined ? [] : [{ point, kill, recovery }];
    }),
);
