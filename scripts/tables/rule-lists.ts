import { anchorName, codeAnchors } from "../../provider/contract/anchors";
import type { Cloud } from "../../provider/contract/cloud";
import { describeEffect } from "../../provider/contract/rule-effect";
import type { Operation, Rule } from "../../provider/contract/rules";
import { findCode } from "../../provider/core/errors";
import { anchor, asCode, listItem, paragraph } from "./markdown-list";

const before: Record<Operation, string> = {
  attach: "before an attach",
  detach: "before a detach",
  delete: "before a deletion",
  adopt: "when the interface is attached already",
  create: "before a new interface is created",
  change: "before an interface is changed",
  assign: "before an interface gets more addresses",
};

const operations = Object.keys(before) as readonly Operation[];

/** What each cloud requires, and what preview does about it. A rule of several operations is listed under the first. */
export function rulesText(clouds: readonly Cloud[]): string {
  return clouds.map((cloud) => [`## ${cloud.title}`, ...operationSections(cloud)].join("\n\n")).join("\n\n");
}

function operationSections(cloud: Cloud): readonly string[] {
  const anchors = codeAnchors(cloud);
  return operations.flatMap((operation) => {
    const rules = cloud.rules.filter((rule) => rule.operations.includes(operation));
    const own = rules.filter((rule) => firstOf(rule) === operation);
    const others = rules.filter((rule) => firstOf(rule) !== operation);
    if (rules.length === 0) return [];
    return [
      `### ${cloud.title}: ${before[operation]}`,
      ...own.map((rule) => ruleText(cloud, rule, anchors)),
      ...(others.length === 0 ? [] : [paragraph(`See also ${linksTo(cloud, others)}.`)]),
    ];
  });
}

function firstOf(rule: Rule): Operation | undefined {
  return operations.find((operation) => rule.operations.includes(operation));
}

function linksTo({ name }: Cloud, rules: readonly Rule[]): string {
  return rules.map((rule) => `[${asCode(rule.name)}](#${anchorName(name, rule.name)})`).join(", ");
}

function ruleText(cloud: Cloud, rule: Rule, anchors: ReturnType<typeof codeAnchors>): string {
  const codes = rule.codes.map((code) => {
    const entry = findCode(cloud.codes, code);
    const name = entry && anchors.get(entry);
    return name === undefined ? asCode(code) : `[${asCode(code)}](codes.md#${name})`;
  });
  const facts = [
    describeEffect(rule),
    `What to do: ${rule.remedy}`,
    ...(codes.length === 0 ? [] : [`Code of the cloud: ${codes.join(" or ")}`]),
    `Source: ${rule.source}`,
  ];
  return [
    listItem(`${anchor(anchorName(cloud.name, rule.name))}**${asCode(rule.name)}**: ${rule.states}`),
    ...facts.map((fact) => listItem(fact, "  ")),
  ].join("\n");
}
