import { existsSync, readFileSync } from "node:fs";

/** The variable for the path of a file with the id and the outputs that the twin answers for each class. */
export const twinOutputsVariable = "NO_OP_TWIN_OUTPUTS";

export type TwinProperties = Readonly<Record<string, unknown>>;

interface Template {
  readonly id: string;
  readonly outputs: TwinProperties;
}

const file = process.env[twinOutputsVariable];
const templates: Readonly<Record<string, Template>> =
  file && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
let made = 0;

/** @param kind with or without the cloud before the class */
export function templateOf(kind: string): Template {
  return templates[kind.split(":").at(-1) ?? ""] ?? { id: "", outputs: {} };
}

/**
 * The provider that does nothing, for every host. This file is copied into a package of its own, so it imports nothing
 * that Node does not have.
 */
export function handler(kind: string) {
  const template = templateOf(kind);
  const outs = (inputs: TwinProperties) => ({ ...template.outputs, ...inputs });
  return {
    check: async (_: TwinProperties, news: TwinProperties) => ({ inputs: news }),
    diff: async (_: string, olds: TwinProperties, news: TwinProperties) => ({
      changes: ["instanceId", "networkInterfaceId", "subnetId", "name"].some(
        (key) => olds[key] !== news[key],
      ),
    }),
    create: async (inputs: TwinProperties) => ({ id: newId(template, inputs), outs: outs(inputs) }),
    read: async (id: string, props: TwinProperties) => ({ id, props }),
    update: async (_: string, __: TwinProperties, news: TwinProperties) => ({ outs: outs(news) }),
    delete: async () => {},
  };
}

/** Each interface has its own id, as long as a real one. */
function newId(template: Template, { networkInterfaceId, instanceId }: TwinProperties): string {
  return instanceId === undefined
    ? template.id.slice(0, -5) + String(++made).padStart(5, "0")
    : `${networkInterfaceId}:${instanceId}`;
}
