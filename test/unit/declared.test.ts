import { integer } from "../../provider/contract/argument-forms";
import type { InterfaceArguments } from "../../provider/contract/cloud";
import type { InterfaceView } from "../../provider/contract/observation";
import { findHiddenChanges, sharedValues } from "../../provider/resources/declared";

const form = integer(1, 2);
const inPlace = { form, change: "in place" } as const;
const spec: InterfaceArguments = {
  arguments: {
    hidden: inPlace,
    shown: { ...inPlace, live: (view) => view.settings?.shown },
    fixed: { form, change: "replace" },
    address: { form, change: "replace", exclusiveIn: "subnet" },
    elasticIps: { form, change: "replace", exclusiveIn: "region" },
  },
  conflicts: () => [],
};

const view = (settings: InterfaceView["settings"]): InterfaceView => ({
  id: "eni-1",
  kind: "secondary",
  status: "available",
  cloudStatus: "Available",
  addresses: [],
  publicAddresses: [],
  ipv6Addresses: [],
  managedByService: false,
  coldPlugOnly: false,
  settings,
});

describe("changes that no look can show", () => {
  const olds = { hidden: 1, shown: 1, fixed: 1 };
  const news = { hidden: 2, shown: 2, fixed: 2 };
  const changes = findHiddenChanges(spec, olds, news);

  it("are those of arguments that no describe shows", () => {
    expect(changes(view({ shown: "1" }))).toEqual({ hidden: 2 });
  });

  it("are also those that this describe leaves out", () => {
    expect(changes(view({}))).toEqual({ hidden: 2, shown: 2 });
  });

  it("are none when nothing is declared otherwise", () => {
    expect(findHiddenChanges(spec, olds, olds)(view({}))).toBeUndefined();
  });
});

describe("what the old and the new interface of a replacement would both have", () => {
  const old = {
    subnetId: "a",
    fixed: 1,
    privateIpAddresses: ["10.0.0.1", "10.0.0.2"],
    elasticIps: ["eip-1"],
  };

  it.each([
    ["nothing", { subnetId: "a", fixed: 1 }, []],
    ["the address that the cloud had chosen", { subnetId: "a", address: "10.0.0.2" }, ["10.0.0.2"]],
    ["no other address", { subnetId: "a", address: "10.0.0.3" }, []],
    ["no address of another subnet", { subnetId: "b", address: "10.0.0.2" }, []],
    ["an elastic IP, whatever the subnet", { subnetId: "b", elasticIps: ["eip-2", "eip-1"] }, ["eip-1"]],
  ] as const)("is %s", (_, news, shared) => {
    expect(sharedValues(spec, old, news)).toEqual(shared);
  });
});
