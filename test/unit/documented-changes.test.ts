import { AttachmentLife } from "../../provider/lifecycle/attachment";
import { Claims } from "../../provider/lifecycle/claims";
import type { RunContext } from "../../provider/lifecycle/run";
import { packageRoot } from "../../scripts/packed-package";
import { documentedClouds } from "../../scripts/tables/generated-files";
import { attachmentArguments, cloudArguments } from "../../scripts/tables/reference-tables";

/** An argument before and after; networkCardIndex is compared with what the cloud showed. */
const changed: Readonly<Record<string, readonly [before: unknown, after: unknown]>> = {
  regionId: ["region-1", "region-2"],
  networkInterfaceId: ["eni-1", "eni-2"],
  instanceId: ["i-1", "i-2"],
  profile: ["one", "two"],
  timeouts: [{ create: "5m" }, { create: "6m" }],
  preflight: ["on", "strict"],
  ifAlreadyAttached: ["adopt", "fail"],
  moveFrom: [["i-3"], ["i-4"]],
  networkCardIndex: [0, 1],
  trunkNetworkInstanceId: ["eni-8", "eni-9"],
  api: ["v2", "v3"],
  vpcId: ["vpc-1", "vpc-2"],
};

const rows = documentedClouds().flatMap((cloud) =>
  [...attachmentArguments(packageRoot), ...cloudArguments(packageRoot, cloud)].map(
    ({ name, change = "" }) => [cloud.title, name, change.split(/[:,;]/)[0] ?? "", cloud] as const,
  ),
);

/** The comparison of an attachment that stands as declared; nothing is asked of the cloud for it. */
it.each(rows)("on %s a change of %s does what its documentation says: %s", async (_, name, says, cloud) => {
  const run: RunContext = {
    cloud,
    claims: new Claims(),
    sessionFor: () => {
      throw new Error("nothing is to be asked of the cloud");
    },
    voiceOf: () => ({ status: () => {}, info: () => {}, warn: () => {}, error: () => {} }),
    defaultPreflight: () => undefined,
    warnOnce: () => {},
  };
  const [before, after] = changed[name] ?? [];
  const olds = {
    ...{ regionId: "region-1", networkInterfaceId: "eni-1", instanceId: "i-1" },
    ...{ status: "attached", attachedTo: "i-1" },
    [name]: before,
  };
  const diff = await new AttachmentLife(run).diff("eni-1:i-1", olds, { ...olds, [name]: after });
  const does = diff.replaces.length > 0 ? "replaces" : diff.changes ? "updates" : "nothing";
  expect([name, does]).toEqual([name, says]);
});
