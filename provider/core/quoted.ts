/** Codes and request ids of the clouds are at most a third as long. */
export const maxWordLength = 120;
/** The longest quote of a cloud's own text. */
export const maxQuoteLength = 300;

/** Another party's text in our message: on one line and of limited length. */
export function quoted(text: string, maxLength = maxWordLength): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they would move a terminal's cursor or change its colours.
  const plain = text.slice(0, maxLength + 1).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
  return plain.length > maxLength ? `${plain.slice(0, maxLength)}…` : plain;
}

/** A shorter value is not a key, and occurs in common words. */
const minSecretLength = 6;
const hidden = "[hidden]";

const assigned = String.raw`["'\s]*(?:[=:]|%(?:25)*3[DA])["'\s]*`;
const signatures = new RegExp(
  String.raw`(?<![a-z])(signature|accesskeyid|secretid|securitytoken|x-tc-token|credential)${assigned}[^\s&"',;<>]+`,
  "gi",
);
const headers = new RegExp(String.raw`(?<![a-z])(authorization)${assigned}[^"'\r\n<>]+`, "gi");
const schemes = /\b(bearer|\w+-hmac-sha256)\s+[^"'\r\n<>]+/gi;

/** A cloud's text without the keys of the call and values derived from them, because some answers quote the request. */
export function withoutSecrets(text: string, keys: object): string {
  let clean = text;
  for (const value of Object.values(keys)) {
    if (typeof value !== "string" || value.length < minSecretLength) continue;
    const once = encodeURIComponent(value);
    for (const form of [value, once, encodeURIComponent(once)]) clean = clean.replaceAll(form, hidden);
  }
  return clean
    .replace(headers, `$1=${hidden}`)
    .replace(signatures, `$1=${hidden}`)
    .replace(schemes, `$1 ${hidden}`);
}
