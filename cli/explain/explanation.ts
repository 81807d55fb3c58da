import { codeAnchors } from "../../provider/contract/anchors";
import type { Api } from "../../provider/contract/apis";
import { describeEffect, isInPreview } from "../../provider/contract/rule-effect";
import type { Operation, Rule } from "../../provider/contract/rules";
import { type CodeEntry, type FailureKind, findCode } from "../../provider/core/errors";
import { whatFollows } from "../../provider/core/failure-kinds";
import type { FoundCode } from "./find-codes";

/** All that the tables say about a code. `--json` prints it as it is. */
export interface Explanation {
  readonly cloud: string;
  /** Undefined when the cloud has one API. */
  readonly api?: string;
  readonly title: string;
  /** In the cloud's spelling. A `*` at the end stands for any ending. */
  readonly code: string;
  readonly meaning: string;
  readonly remedy: string;
  /** The calls that answer with it; empty for any call. */
  readonly actions: readonly string[];
  readonly kind: FailureKind;
  /** What pulumi-eni does when a call is answered with it. */
  readonly whatFollows: string;
  /** The rules whose violation the cloud answers with the code. */
  readonly causes: readonly Cause[];
  readonly source: string;
  /** Where the documentation of pulumi-eni has it. */
  readonly page: string;
}

/** A rule, as the documentation of the rules has it. */
export interface Cause {
  readonly rule: string;
  readonly states: string;
  /** What preview, `up` or `destroy` does about it. */
  readonly effect: string;
  readonly remedy: string;
  /** Preview looks for it. Otherwise `up` and `destroy` look for it before the call. */
  readonly inPreview: boolean;
}

export function explain({ api, entry }: FoundCode): Explanation {
  const { code, meaning, remedy, actions, kind, source } = entry;
  return {
    cloud: api.cloud.name,
    ...(api.generation === undefined ? {} : { api: api.generation }),
    title: api.title,
    ...{ code, meaning, remedy, actions, kind },
    whatFollows: whatFollows[kind],
    causes: api.rules.filter((rule) => answersWith(rule, entry, api)).map(causeOf),
    source,
    page: `docs/codes.md#${codeAnchors(api.cloud).get(entry)}`,
  };
}

function causeOf(rule: Rule): Cause {
  const { name, states, remedy } = rule;
  return { rule: name, states, effect: describeEffect(rule), remedy, inPreview: isInPreview(rule) };
}

/** The call that the cloud would refuse. An adoption makes none; without it, an attach would be refused. */
const actionOf: Readonly<Record<Operation, string>> = {
  attach: "AttachNetworkInterface",
  adopt: "AttachNetworkInterface",
  detach: "DetachNetworkInterface",
  delete: "DeleteNetworkInterface",
  create: "CreateNetworkInterface",
  change: "ModifyNetworkInterfaceAttribute",
  assign: "AssignPrivateIpAddresses",
};

function answersWith(rule: Rule, entry: CodeEntry, api: Api): boolean {
  return rule.operations.some((operation) =>
    rule.codes.some((code) => findCode(api.codes, code, actionOf[operation]) === entry),
  );
}
