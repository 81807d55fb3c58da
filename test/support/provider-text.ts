/** The text in every state ever written. It is repeated here since it may never change. */
export function providerText(kind: string): string {
  return `exports.handler = () => require("pulumi-eni/runtime").handler("${kind}");`;
}
