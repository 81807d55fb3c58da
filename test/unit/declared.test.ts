import { integer } from "../../provider/contract/argument-forms";
import type { InterfaceArguments } from "../../provider/contract/cloud";
import type { InterfaceView } from "../../provider/contract/observation";
import { findHiddenChanges } from "../../provider/resources/declared";

const form = integer(1, 2);
const inPlace = { form, change: "in place" } as const;
const spec: InterfaceArguments = {
  arguments: {
    hidden: inPlace,
    shown: { ...inPlace, live: (view) => view.settings?.shown },
    fixed: { form, change: "replace" },
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
