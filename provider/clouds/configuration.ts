import { configuration as alibaba } from "./alibaba/configuration";
import { configuration as tencent } from "./tencent/configuration";
import { configuration as zenlayer } from "./zenlayer/configuration";

/** The configuration of each cloud of `index.ts`. Made from it by `npm run tables`. */
export const cloudConfiguration = { alibaba, tencent, zenlayer };
