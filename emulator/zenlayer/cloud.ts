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
  newInterfaceId: (serial) => zenlayerId("auto", serial),
  environment: (url, credentials) => ({
    PULUMI_ENI_ZENLAYER_ENDPOINT: url,
    ZENLAYERCLOUD_ACCESS_KEY_ID: credentials.accessKeyId,
    ZENLAYERCLOUD_ACCESS_KEY_PASSWORD: credentials.accessKeySecret,
  }),
};
