/** The same program in each way that a Node program can be written; its arguments come from the stack. */
export interface ProgramKind {
  kind: string;
  files: Record<string, string>;
}

const body = `
const { regionId, attachments } = new pulumi.Config().requireObject("plan");
const made = Object.entries(attachments).map(([name, { networkInterfaceId, instanceId }]) =>
  new alibaba.NetworkInterfaceAttachment(name, { regionId, networkInterfaceId, instanceId }));
`;

const typed = body.replace(
  "requireObject(",
  "requireObject<{ regionId: string; attachments: Record<string, { networkInterfaceId: string; instanceId: string }> }>(",
);

export const programKinds: ProgramKind[] = [
  {
    kind: "TypeScript",
    files: {
      "index.ts": `import * as pulumi from "@pulumi/pulumi";
import { alibaba } from "pulumi-eni";
${typed}
export const devices = made.map((attachment) => attachment.deviceIndex);
`,
    },
  },
  {
    kind: "JavaScript",
    files: {
      "index.js": `const pulumi = require("@pulumi/pulumi");
const { alibaba } = require("pulumi-eni");
${body}
exports.devices = made.map((attachment) => attachment.deviceIndex);
`,
    },
  },
  {
    kind: "ES module",
    files: {
      "package.json": `{ "name": "attachments", "private": true, "type": "module", "main": "index.js" }`,
      "index.js": `import * as pulumi from "@pulumi/pulumi";
import { alibaba } from "pulumi-eni";
${body}
export const devices = made.map((attachment) => attachment.deviceIndex);
`,
    },
  },
];

export const javaScriptProgram = programKinds[1]?.files ?? {};
