/**
 * Whether only the cloud may use the key. The codes of the tag service name qcloud, tencent and project; its page on
 * limits names qcs: and project, also in Chinese.
 */
export function isReservedKey(key: string): boolean {
  return /^(qcloud|tencent|project|项目|qcs:)/i.test(key);
}
