import type { FailureKind } from "./errors";

/** What pulumi-eni does when a cloud answers with a code of this kind. Documentation and `explain` have these words. */
export const whatFollows: Readonly<Record<FailureKind, string>> = {
  throttled:
    "The cloud refused the call because there were too many. Nothing was done. pulumi-eni sends it again as soon as the cloud accepts more, until the time-out.",
  conflict:
    "Another operation holds the resource. Nothing was done. pulumi-eni looks again, then repeats the call if it is still needed.",
  nonce:
    "The cloud took the request for a repetition, and may have carried out an earlier delivery of it. pulumi-eni looks at the result before it signs and sends the call again.",
  uncertain:
    "It is unknown whether the cloud has carried out the call. pulumi-eni looks at the result before it sends anything again.",
  settle:
    "A state prevents the call, or the goal is reached already. pulumi-eni looks, then waits, repeats the call or refuses.",
  refused: "Someone must change something first. pulumi-eni does not repeat the call.",
  authentication: "The cloud does not accept the credentials. pulumi-eni does not repeat the call.",
  permission: "The credentials do not have this permission. pulumi-eni does not repeat the call.",
  unknown:
    "pulumi-eni does not know this code. It does not repeat the call, and the message asks the user to report the code.",
};
