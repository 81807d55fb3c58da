/**
 * Keys that are for the cloud alone: by the codes of the tag service qcloud, tencent and project, by its page on limits
 * qcs: and project, also in Chinese.
 */
export function isReservedKey(key: string): boolean {
  return /^(qcloud|tencent|project|项目|qcs:)/i.test(key);
}
