import { plainCode } from "../../provider/core/errors";
import { expectedRemedy } from "../support/expected-remedy";
import type { Cell } from "./cell";

const stackTrace = /\n\s+at .+:\d+|node_modules|\.js:\d+|pulumi-eni has a bug|\[object Object\]|undefined/;

/** What a sentence begins with or contains that tells a person what to do. */
const nextStep =
  /\b(run|check|correct|set|give|ask|wait|open a ticket|increase|use|add|remove|detach|delete|create|choose|grant|change|renew|start|top up|enable|declare|name|reduce|send|contact|report|try|repeat|resize|write|release|assign|install|update|look|see|get|configure|stop|attach|leave|read|must)\b|\bA (key|value) has\b/i;

/** What an operation concludes by itself: its time is over, or there is no such thing. */
const otherCause = /`timeouts\.|in time|is not listed|is not in region|no longer exists/;

/** What a refresh concludes; the next `up` makes it again without being told. */
const goneForGood = /^\S+( → \S+)?: the interface no longer exists in \S+\.$/;

/** What is wrong with a text that a person reads after a fault, beside that it may be long. */
export function unexplained(text: string, cell: Cell): readonly string[] {
  const { trouble } = cell;
  const wrong: string[] = [];
  if (stackTrace.test(text)) wrong.push("it shows our insides");
  if (text.length > 4_000) wrong.push(`it has ${text.length} characters`);
  if (!nextStep.test(text) && !goneForGood.test(text)) wrong.push("it says no next step");
  if (trouble.of === "place") {
    if (!/127\.0\.0\.1|cloud\.invalid|clock|in time/.test(text))
      wrong.push("it names neither the endpoint nor the clock");
    return wrong;
  }
  const isNamed = text.includes(trouble.action) || text.includes(cell.name) || otherCause.test(text);
  if (!isNamed) wrong.push(`it names neither ${trouble.action} nor a cause`);
  if (trouble.of === "code" && text.includes(`answered ${trouble.action} with ${cell.name}`)) {
    const { entry } = trouble;
    if (!expectedRemedy(entry, trouble.action).test(text)) wrong.push("it lacks the remedy of the code");
    if (!text.includes(`explain ${plainCode(entry.code)}`)) wrong.push("it does not name `explain`");
  }
  return wrong;
}
