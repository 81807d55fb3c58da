/** What programs import. */
import * as alibaba from "./clouds/alibaba/resource";

export type { AttachmentArgs } from "./resource";
export { alibaba };
