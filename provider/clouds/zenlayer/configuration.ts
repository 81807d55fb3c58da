import type { Surroundings as SurroundingsWith } from "../../contract/cloud";
import type { ConfigurationTable } from "../../contract/configuration";

/** Every `eni:` key of this cloud. */
export const configuration = {
  zenlayerRegionId: {
    text: "The default of the argument `regionId`.",
    example: "asia-east-1",
    readBy: "program",
  },
  zenlayerAccessKeyId: {
    text: "The id of an access key. It needs `zenlayerAccessKeyPassword` beside it.",
    isSecret: true,
  },
  zenlayerAccessKeyPassword: { text: "The password of the access key.", isSecret: true },
  zenlayerProfile: {
    text: "The profile of `~/.zenlayer/credentials.json` that is used when no key is configured.",
    example: "production",
  },
  zenlayerEndpoint: {
    text: "Where calls go. Without it, it is `console.zenlayer.com` for every region.",
    example: "https://gateway.example.com",
    variable: "PULUMI_ENI_ZENLAYER_ENDPOINT",
  },
} as const satisfies ConfigurationTable;

/** What surrounds the process, with the keys above and no others. */
export type Surroundings = SurroundingsWith<keyof typeof configuration>;
