import { playAgain, type SearchOptions, search, tellFailure } from "./search";
import type { Share, ShareResult } from "./share";

/** Plays the histories of a share. */
export async function playShare(share: Share, open?: SearchOptions["open"]): Promise<ShareResult> {
  const options = open ? { ...share, open } : share;
  const { failure, ...figures } = share.again ? await playAgain(options, share.again) : await search(options);
  return { ...share, ...figures, story: failure && tellFailure(failure) };
}
