import type { ProviderHost } from "../support/provider-process";
import { ModelWorld } from "./model-world";
import { ProcessWorld } from "./process-world";
import type { Scene } from "./scene";
import type { World } from "./world";

/** What a history is played with. */
export interface Level {
  /** 1 (the default): the provider in this process, on a virtual clock. 2: real provider processes, over gRPC. */
  readonly level?: 1 | 2 | undefined;
  /** What starts the provider processes. */
  readonly host?: ProviderHost | undefined;
}

export function openWorld({ api }: Scene, { level = 1 }: Level): Promise<World> {
  return level === 2 ? ProcessWorld.open(api.storeName) : ModelWorld.open(api.storeName);
}
