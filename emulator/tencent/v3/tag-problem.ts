const KEY_LENGTH = 127;
const VALUE_LENGTH = 255;

/** The page on limits allows letters, digits, spaces inside, and these characters, some of them in full width too. */
const TEXT = /^[\p{L}\p{M}\p{N} +\-=._:/@()[\],;><（）【】：]*$/u;

export type TagKeyProblem = "empty" | "too-long" | "reserved" | "illegal-character";
export type TagValueProblem = "empty" | "too-long" | "illegal-character";

/** The problem with a tag's key, the same in the VPC product and in the tag service. */
export function tagKeyProblem(key: string): TagKeyProblem | undefined {
  if (key === "") return "empty";
  if (key.length > KEY_LENGTH) return "too-long";
  if (/^(qcloud|tencent|project|qcs:)/i.test(key)) return "reserved";
  return isLegal(key) ? undefined : "illegal-character";
}

export function tagValueProblem(value: string): TagValueProblem | undefined {
  if (value === "") return "empty";
  if (value.length > VALUE_LENGTH) return "too-long";
  return isLegal(value) ? undefined : "illegal-character";
}

const isLegal = (text: string): boolean => TEXT.test(text) && text.trim() === text;
