/**
 * What the constant text in the state loads: a permanent subpath of the package. All of it is in the adapter of Pulumi's
 * host of dynamic providers.
 */
export { type ConfigReader, type ConfiguredProvider, handler } from "./adapters/dynamic";
