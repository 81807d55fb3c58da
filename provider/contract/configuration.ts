/** One key of the stack's configuration, as documentation and a schema show it. */
export interface ConfigurationKey {
  readonly text: string;
  /** The values that it can have; undefined: any text. */
  readonly values?: readonly string[];
  /** It may only be set with `--secret`. */
  readonly isSecret?: true;
  readonly default?: string;
  readonly example?: string;
  /** Undefined: the provider reads it. "program": the constructor of a resource does, and hands it on as an argument. */
  readonly readBy?: "program";
  /** The environment variable that sets the same and comes first. */
  readonly variable?: string;
}

/** Keys by name, without the `eni:` before it. The program's process loads the tables, so they are plain values. */
export type ConfigurationTable = Readonly<Record<string, ConfigurationKey>>;

/** The keys that are the same for all clouds. */
export const commonConfiguration = {
  preflight: {
    text: "The default of the argument `preflight`: whether preview looks things up in the cloud.",
    values: ["on", "strict", "off"],
    default: "on",
  },
  driftCheck: {
    text: "Whether a plain `preview` and `up` look for drift, too, as a refresh does. `up` then corrects what the preview has shown.",
    values: ["true", "false"],
    default: "false",
  },
} as const satisfies ConfigurationTable;
