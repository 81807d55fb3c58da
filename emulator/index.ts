export type { Act } from "./act";
export { type EmulatorClock, type ManualClock, manualClock } from "./clock";
export { type CloudSample, type KnownCloud as CloudName, samples } from "./clouds";
export { createEmulator, defaultScenario, type Emulator, type EmulatorOptions } from "./emulator";
export type { Fault, FaultKind, Faults } from "./faults";
export { InvalidInput } from "./invalid-input";
export type { Journal, JournalEntry } from "./journal";
export type {
  InstanceStatus,
  InterfaceKind,
  InterfaceStatus,
  StoredInstance,
  StoredInterface,
  TransitionKind,
} from "./model";
export type { SampleAttachment } from "./sample";
export { loadScenario, type Scenario } from "./scenario";
export type { Store } from "./store";
export type { Throttle, Throttles } from "./throttle";
export type { Duration, EndedTransition, TransitionMs, Transitions } from "./transitions";
export type { CloudCredentials } from "./wire";
