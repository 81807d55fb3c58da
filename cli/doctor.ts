import { type CloudName, cloudNames, isCloudName } from "../provider/clouds";
import { UserError } from "../provider/core/errors";
import { type Candidate, openCandidate, type PlaceOptions } from "./doctor/candidate";
import { checkPlaceOptions } from "./doctor/check-place-options";
import { examine } from "./doctor/examine";
import { asJson, asText, type Examined, isGood, type LeftOut } from "./doctor/report";
import { readStackConfiguration } from "./doctor/stack-configuration";

export interface DoctorCommandOptions extends PlaceOptions {
  readonly cloud?: string;
  readonly stack?: string;
  readonly showSecrets?: boolean;
  readonly json?: boolean;
}

/** Says why pulumi-eni cannot talk to a cloud, before any program runs. Returns the exit code. */
export async function runDoctor(options: DoctorCommandOptions): Promise<number> {
  checkOptions(options);
  const stack =
    options.stack === undefined
      ? undefined
      : await readStackConfiguration(options.stack, options.showSecrets === true);
  const names = isCloudName(options.cloud ?? "") ? [options.cloud as CloudName] : cloudNames;
  const candidates = await Promise.all(names.map((name) => openCandidate(name, options, stack)));
  const isAsked = (candidate: Candidate) => options.cloud !== undefined || isInUse(candidate);
  const chosen = candidates.filter(isAsked);
  const report = {
    examined: await Promise.all(chosen.map((candidate) => examined(candidate, options.stack))),
    leftOut: candidates.filter((candidate) => !isAsked(candidate)).flatMap(leftOut),
  };
  console.log(options.json === true ? asJson(report) : asText(report));
  return isGood(report) ? 0 : 1;
}

function checkOptions(options: DoctorCommandOptions): void {
  if (options.showSecrets && options.stack === undefined)
    throw new UserError("--show-secrets needs --stack.");
  checkPlaceOptions(options.cloud, options);
}

/** A cloud is in use when it has keys, or when something is set for it, or when its keys are wrong. */
function isInUse({ opened, settings }: Candidate): boolean {
  return opened.kind !== "no keys" || settings.length > 0;
}

async function examined(candidate: Candidate, stack: string | undefined): Promise<Examined> {
  const { cloud, place } = candidate;
  return {
    cloud: cloud.name,
    title: cloud.title,
    api: place.api,
    regionId: place.regionId,
    checks: await examine(candidate, stack),
  };
}

function leftOut({ cloud, opened }: Candidate): readonly LeftOut[] {
  return opened.kind === "no keys"
    ? [{ cloud: cloud.name, title: cloud.title, reason: opened.error.message }]
    : [];
}
