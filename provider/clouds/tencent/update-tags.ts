import { z } from "zod/v3";
import type { Receipt, TagsRequest } from "../../contract/cloud";
import type { TencentClient } from "./client";

const receiptShape = z.object({ RequestId: z.string().nullish() });

/** How many tags one call can set, and how many it can remove: the page of ModifyResourceTags. */
const maxTagsPerCall = 10;

/** ModifyResourceTags of Tag 2018-08-13. The tag service identifies a resource by its six-part name. */
export async function updateTags(
  tag: TencentClient,
  owner: { readonly regionId: string; readonly accountId: string },
  { networkInterfaceId, set, remove }: TagsRequest,
): Promise<Receipt> {
  const added = Object.entries(set).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  const removed = remove.map((TagKey) => ({ TagKey }));
  let receipt: Receipt = { requestId: undefined };
  for (let done = 0; done < Math.max(added.length, removed.length); done += maxTagsPerCall) {
    const answer = await tag.call("ModifyResourceTags", {
      Resource: `qcs::vpc:${owner.regionId}:uin/${owner.accountId}:eni/${networkInterfaceId}`,
      ReplaceTags: unlessEmpty(added.slice(done, done + maxTagsPerCall)),
      DeleteTags: unlessEmpty(removed.slice(done, done + maxTagsPerCall)),
    });
    receipt = { requestId: receiptShape.safeParse(answer).data?.RequestId ?? undefined };
  }
  return receipt;
}

/** Each of the two lists may be left out, but not be empty. */
function unlessEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}
