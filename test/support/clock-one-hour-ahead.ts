import { shiftClock } from "./shifted-clock";

/** A process that preloads this file has a clock that is one hour ahead. */
shiftClock(3_600_000);
