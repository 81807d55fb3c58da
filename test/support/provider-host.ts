/** What starts the provider: Pulumi's host of dynamic providers, or the engine as a plugin. */
export type ProviderHost = "dynamic" | "plugin";
