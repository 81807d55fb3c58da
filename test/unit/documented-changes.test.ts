import type { Cloud } from "../../provider/contract/cloud";
import { Intents } from "../../provider/reconcile/intent";
import { AttachmentHandler } from "../../provider/resources/attachment";
import { Claims } from "../../provider/resources/claims";
import type { Run } from "../../provider/resources/handler";
import { InterfaceHandler } from "../../provider/resources/interface";
import { LookFailures } from "../../provider/resources/look-failures";
import { PlannedInterfaces } from "../../provider/resources/planned-interfaces";
import { packageRoot } from "../../scripts/packed-package";
import { cloudArguments, commonArguments } from "../../scripts/tables/argument-lists";
import type { DeclaredMember } from "../../scripts/tables/declared-members";
import { documentedClouds } from "../../scripts/tables/generated-files";
import { attachment, kindsOf, type ResourceKind } from "../../scripts/tables/resource-kind";

/** An argument before and after; any other is a text. networkCardIndex is compared with what the cloud showed. */
const changed: Readonly<Record<string, readonly [before: unknown, after: unknown]>> = {
  timeouts: [{ create: "5m" }, { create: "6m" }],
  preflight: ["on", "strict"],
  ifAlreadyAttached: ["adopt", "fail"],
  moveFrom: [["i-3"], ["i-4"]],
  mayMoveTo: [["i-3"], ["i-4"]],
  networkCardIndex: [0, 1],
  api: ["v2", "v3"],
  detachOnDelete: [false, true],
};

/** What is there, as the state has it, and the handler that compares it with the arguments. */
const resources = {
  NetworkInterfaceAttachment: {
    id: "eni-1:i-1",
    olds: { networkInterfaceId: "eni-1", instanceId: "i-1", status: "attached", attachedTo: "i-1" },
    of: (run: Run) => new AttachmentHandler(run),
  },
  NetworkInterface: {
    id: "eni-1",
    olds: { status: "available", attachedTo: "" },
    of: (run: Run) => new InterfaceHandler(run),
  },
} as const;

/**
 * Those whose documentation is written by hand, all of them. That of an interface's own arguments is made from their
 * rows, which the comparison reads too: one argument stands for all that say the same, but for those of the API, which
 * it reads elsewhere.
 */
const documented = (cloud: Cloud, kind: ResourceKind): readonly DeclaredMember[] => {
  const own = cloudArguments(packageRoot, cloud, kind);
  const common = commonArguments(packageRoot, kind);
  if (kind === attachment) return [...common, ...own];
  const places = own.filter(({ name }) => name in (cloud.networkInterface?.placeArguments ?? {}));
  const others = own.filter((one) => !places.includes(one));
  return [...common, ...places, ...new Map(others.map((one) => [one.change, one])).values()];
};

const rows = documentedClouds().flatMap((cloud) =>
  kindsOf(cloud).flatMap((kind) =>
    documented(cloud, kind).map(
      ({ name, change = "" }) =>
        [`${cloud.name}.${kind.className}`, name, change.split(/[:,;]/)[0] ?? "", cloud, kind] as const,
    ),
  ),
);

/** Compares an unchanged declaration. That needs no call to the cloud. */
it.each(rows)(
  "of %s a change of %s does what its documentation says: %s",
  async (_, name, says, cloud, kind) => {
    const run: Run = {
      cloud,
      claims: new Claims("run"),
      intents: new Intents(),
      planned: new PlannedInterfaces(),
      lookFailures: new LookFailures(),
      checked: new Set(),
      configuredDriftCheck: () => false,
      sessionFor: () => {
        throw new Error("nothing is to be asked of the cloud");
      },
      reporterFor: () => ({ status: () => {}, info: () => {}, warn: () => {}, error: () => {} }),
      configuredPreflight: () => undefined,
      warnOnce: () => {},
    };
    const resource = resources[kind.className];
    const fixed: Readonly<Record<string, unknown>> = { regionId: "region-1", ...resource.olds };
    const [before, after] = changed[name] ?? [fixed[name] ?? "one", "another"];
    const olds = { ...fixed, [name]: before };
    const diff = await resource
      .of(run)
      .diff(resource.id, olds, { ...olds, [name]: after }, { urn: undefined, privateState: {} });
    const does = diff.replaces.length > 0 ? "replaces" : diff.changes ? "updates" : "nothing";
    expect([name, does]).toEqual([name, says]);
  },
);
