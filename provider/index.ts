/** What programs import: a namespace for each cloud of `clouds/index.ts`. Made from it by `npm run tables`. */
export * as alibaba from "./clouds/alibaba/resource";
export * as tencent from "./clouds/tencent/resource";
export * as zenlayer from "./clouds/zenlayer/resource";
export type { AttachmentArgs, InterfaceArgs } from "./resource";
