import { shiftClock } from "./shifted-clock";

/** A process that preloads this file has a clock that is one hour behind. */
shiftClock(-3_600_000);
