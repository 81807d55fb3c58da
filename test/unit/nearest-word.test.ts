import { nearestWord } from "../../provider/core/nearest-word";

const names = ["regionId", "networkInterfaceId", "instanceId", "securityGroupIds", "moveFrom", "api", "tags"];

it.each([
  ["regionID", "regionId"],
  ["RegionId", "regionId"],
  ["region", "regionId"],
  ["securityGroupId", "securityGroupIds"],
  ["instaceIds", "instanceId"],
  ["netwrokInterfaceId", "networkInterfaceId"],
  ["tag", "tags"],
  ["apis", "api"],
])("%s was probably meant to be %s", (written, meant) => {
  expect(nearestWord(written, names)).toBe(meant);
});

it.each(["foo", "id", "arg", "", "securityGroups4", "zoneId"])("%s is near to no name", (written) => {
  expect(nearestWord(written, names)).toBeUndefined();
});

it("takes the nearest of several", () => {
  expect(nearestWord("ipv6Prefixs", ["ipv4Prefixes", "ipv6Prefixes"])).toBe("ipv6Prefixes");
});
