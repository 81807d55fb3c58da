import { describeProxy } from "../../provider/core/proxy";
import { attemptAll } from "./attempt";
import type { Candidate } from "./candidate";
import { type Check, failed, notChecked, ok, warning } from "./check";
import { concludeClock } from "./clock";
import { concludeCredentials } from "./credentials";
import { concludeEndpoints } from "./endpoints";
import { concludePermissions } from "./permissions";

/** All checks of one cloud, in the order in which a person would make them. */
export async function examine(candidate: Candidate, stack: string | undefined): Promise<readonly Check[]> {
  return [
    checkSettings(candidate, stack),
    checkRegion(candidate),
    checkKeys(candidate),
    ...(await checkCalls(candidate)),
  ];
}

function checkSettings({ settings }: Candidate, stack: string | undefined): Check {
  const set = settings.length === 0 ? "None is set." : `${settings.join(", ")}.`;
  return stack === undefined
    ? ok("settings", `${set} No stack was read: --stack names one.`)
    : ok("settings", `${set} The stack ${stack} was read.`);
}

function checkRegion({ place, regionSource }: Candidate): Check {
  return regionSource === undefined
    ? warning("region", `None is given, so ${place.regionId} stands in for it: --region names yours.`)
    : ok("region", `${place.regionId}, from ${regionSource}.`);
}

function checkKeys({ opened, unreadSecrets }: Candidate): Check {
  switch (opened.kind) {
    case "ready": {
      const { source, keyId } = opened.keys;
      return ok("keys", `From ${source}: ${keyId === undefined ? "a token" : `access key ${keyId}`}.`);
    }
    case "secrets not read": {
      const names = unreadSecrets.map((name) => `eni:${name}`).join(", ");
      return warning("keys", `The stack has them as secrets (${names}): --show-secrets reads them.`);
    }
    case "no keys":
      return failed("keys", opened.error.message);
    case "refused":
      return failed("configuration", opened.error.message);
    default: {
      const never: never = opened;
      throw new Error(`unknown ${JSON.stringify(never)}`);
    }
  }
}

async function checkCalls({ cloud, place, opened }: Candidate): Promise<readonly Check[]> {
  if (opened.kind !== "ready") {
    return [notChecked("endpoint, clock, credentials and permissions", "A call needs the keys.")];
  }
  const attempts = await attemptAll(opened.connection, place);
  const clock = concludeClock(attempts, cloud.limits.maxClockSkewMs);
  return [
    ...concludeEndpoints(attempts, (endpoint) => describeProxy(endpoint, process.env)),
    clock,
    concludeCredentials(attempts, clock, cloud.codes),
    ...concludePermissions(attempts),
  ];
}
