import { readFileSync } from "node:fs";
import type { PulumiProgram } from "../pulumi-program";

export interface StateFigures {
  bytesPerResource: number;
  textBytes: number;
}

/** Our resources' part of the backend's file. */
export function stateFigures(program: PulumiProgram): StateFigures {
  const file: { checkpoint: { latest: { resources: { type: string }[] } } } = JSON.parse(
    readFileSync(program.stateFile, "utf8"),
  );
  const all = JSON.stringify(file).length;
  const ours = program.resources();
  file.checkpoint.latest.resources = file.checkpoint.latest.resources.filter(
    (resource) => !/^(pulumi-nodejs:dynamic\/|eni:)/.test(resource.type),
  );
  const share = (all - JSON.stringify(file).length) / all;
  return {
    bytesPerResource: (program.stateBytes * share) / ours.length,
    textBytes: Math.max(...ours.map(({ inputs }) => String(inputs?.__provider ?? "").length)),
  };
}
