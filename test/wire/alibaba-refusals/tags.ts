import { change, free, oneTag, type Row, tag, tagged, tags, untag } from "./row";

/** What is wrong with the tags of what exists. */
export const tagging: readonly Row[] = [
  ["MissingParameter.RegionId", 404, tag, { ...tagged, ...oneTag, RegionId: "" }],
  ["MissingParameter.ResourceType", 404, tag, { ResourceId: [free], ...oneTag }],
  ["MissingParameter.ResourceIds", 404, tag, { ResourceType: "eni", ...oneTag }],
  ["MissingParameter.Tags", 404, tag, tagged],
  ["MissingParameter.Tags", 404, untag, { ...tagged, All: "false" }],
  ["InvalidRegionId.NotFound", 404, tag, { ...tagged, ...oneTag, RegionId: "mars" }],
  ["InvalidResourceType.NotFound", 404, tag, { ...tagged, ...oneTag, ResourceType: "ENI" }],
  ["InvalidResourceId.NotSupported", 403, tag, { ...tagged, ...oneTag, ResourceType: "instance" }],
  ["InvalidResourceId.NotFound", 404, tag, { ...tagged, ...oneTag, ResourceId: [free, "eni-bp1nobody"] }],
  ["InvalidResourceId.NotFound", 404, tag, { ...tagged, ...oneTag, RegionId: "cn-shanghai" }],
  [
    "InvalidResourceId.NotFound",
    404,
    untag,
    { ...tagged, "TagKey.1": "role", ResourceId: ["eni-bp1nobody"] },
    change({ tags: { role: "data" } }),
  ],
  [
    "NumberExceed.ResourceIds",
    400,
    tag,
    { ...tagged, ...oneTag, ResourceId: Array.from({ length: 51 }, (_, index) => `eni-bp1free${index}`) },
  ],
  ["NumberExceed.Tags", 400, tag, { ...tagged, ...tags(21) }],
  [
    "NumberExceed.Tags",
    400,
    untag,
    { ...tagged, TagKey: Array.from({ length: 21 }, (_, index) => `key-${index}`) },
  ],
  ["QuotaExceed.Tags", 403, tag, { ...tagged, ...tags(20) }, change({ tags: { role: "data" } })],
  ["Duplicate.TagKey", 400, untag, { ...tagged, TagKey: ["a", "a"] }],
  ["InvalidTagKey.Malformed", 400, tag, { ...tagged, "Tag.1.Key": "" }],
  ["InvalidTagKey.Malformed", 400, tag, { ...tagged, "Tag.1.Key": "x".repeat(129) }],
  ["InvalidTagKey.Malformed", 400, untag, { ...tagged, "TagKey.1": "http://a" }],
  ["InvalidTagValue.Malformed", 400, tag, { ...tagged, "Tag.1.Key": "a", "Tag.1.Value": "see http://a" }],
  ["InvalidTagValue.Malformed", 400, tag, { ...tagged, "Tag.1.Key": "a", "Tag.1.Value": "x".repeat(129) }],
  ["Param.Conflict", 403, untag, { ...tagged, "TagKey.1": "role", All: "true" }],
];
