import { playShare } from "../../model/play-share";
import type { Share } from "../../model/share";
import { ProcessWorld } from "./process-world";

/** Plays the shares that it is sent, one after another, in a process of its own: its time goes by faster. */
async function work(share: Share): Promise<void> {
  process.send?.(await playShare(share, ({ api }) => ProcessWorld.open(api.storeName)));
}

process.on("message", (share: Share) => void work(share));
process.on("disconnect", () => process.exit());
