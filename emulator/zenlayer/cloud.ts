import type { EmulatedCloud } from "../wire";
import { samples } from "./samples";
import { foundation, scenario, tour, zenlayerId } from "./scenario";
import { wire } from "./wire";

export const zenlayer: EmulatedCloud = {
  title: "Zenlayer",
  wires: [wire],
  foundation,
  scenario,
  tour,
  samples,
  settings: {
    // The first value is what the pages of 2025-09-01 say; the second one is what a client of that version expects.
    "zenlayer.detach-when-free": ["INVALID_NIC_STATUS", "OPERATION_DENIED_NIC_NOT_EXIST_INSTANCE"],
  },
  newInterfaceId: (serial) => zenlayerId("auto", serial),
  environment: (url, credentials) => ({
    PULUMI_ENI_ZENLAYER_ENDPOINT: url,
    ZENLAYERCLOUD_ACCESS_KEY_ID: credentials.accessKeyId,
    ZENLAYERCLOUD_ACCESS_KEY_PASSWORD: credentials.accessKeySecret,
  }),
};
