/**
 * What the constant text in the state loads: a permanent subpath of the package. Its code is the adapter for Pulumi's
 * host of dynamic providers.
 */
export { type ConfigReader, type ConfiguredProvider, handler } from "./adapters/dynamic";
