/** What programs import. */
import * as alibaba from "./clouds/alibaba/resource";
import * as tencent from "./clouds/tencent/resource";
import * as zenlayer from "./clouds/zenlayer/resource";

export type { AttachmentArgs, InterfaceArgs } from "./resource";
export { alibaba, tencent, zenlayer };
