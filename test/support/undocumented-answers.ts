import type { FaultKind } from "../../emulator";
import type { FailureKind } from "../../provider/core/errors";

/** Answers that no cloud documents, by what each is, and the kind of failure that a look makes of it. */
export const undocumentedAnswers: readonly (readonly [
  what: string,
  fault: FaultKind,
  failure: FailureKind,
])[] = [
  [
    "a page of HTML with 502",
    { kind: "http", status: 502, body: "<html>", contentType: "text/html" },
    "uncertain",
  ],
  ["an empty 504", { kind: "http", status: 504, body: "" }, "uncertain"],
  [
    "HTML with 200",
    { kind: "http", status: 200, body: "<html>login</html>", contentType: "text/html" },
    "uncertain",
  ],
  ["a redirect", { kind: "http", status: 307, headers: { location: "http://127.0.0.1:1/" } }, "uncertain"],
  ["an answer without sense", { kind: "garbage" }, "uncertain"],
  ["a truncated answer", { kind: "truncated" }, "uncertain"],
  ["a reset connection", { kind: "reset-before" }, "uncertain"],
  ["a lost reply", { kind: "lost-reply" }, "uncertain"],
  [
    "a 429 of a proxy",
    { kind: "http", status: 429, body: "slow down", contentType: "text/plain" },
    "throttled",
  ],
];
