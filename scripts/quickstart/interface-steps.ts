import { configure } from "./configure";
import type { Scene, Step } from "./scene";

const [firstName, secondName] = ["first-name", "second-name"];

/** An interface that the program makes itself, attached like the others, and changed where it is. */
export function interfaceSteps(scene: Scene): Step[] {
  const { sample, emulator, program, options, made, writes, isAttached, expectSuccess, expectAll } = scene;
  const { subnetId } = sample.networkInterface;
  const { instanceId } = sample.attachments.data;
  const name = (own: string) => configure(program, "interface", JSON.stringify({ name: own }));
  let madeId: string | undefined;

  return [
    {
      title: "made an interface of its own and attached it",
      announcement: `The program is now told to make an interface too: its configuration has interface.name "${firstName}". pulumi up: makes one in the subnet ${subnetId}, attaches it to ${instanceId} once the cloud shows it available, and touches nothing else.`,
      run: async (expect) => {
        await name(firstName);
        emulator.journal.clear();
        expectSuccess(expect, await program.up([], options));
        const [own, ...others] = made();
        madeId = own?.id;
        expect(own !== undefined, "the cloud shows no new interface");
        expect(others.length === 0, `the cloud shows ${others.length + 1} new interfaces`);
        expect(own?.subnetId === subnetId, `it is not in ${subnetId}`);
        expect(own?.status === "attached" && own.instanceId === instanceId, `${instanceId} does not hold it`);
        expect(
          writes().join() === "Create,Attach",
          `the cloud was asked for ${writes().join(", ") || "nothing"}`,
        );
        expectAll(expect, isAttached, "attached still");
      },
    },
    {
      title: "renamed it in place",
      announcement: `Its name in the program is now "${secondName}". pulumi up: changes that in place; the interface keeps its id, and stays attached. What no cloud changes, such as the subnet, would be a new interface instead: the old one detached and deleted, the new one attached.`,
      run: async (expect) => {
        await name(secondName);
        emulator.journal.clear();
        expectSuccess(expect, await program.up([], options));
        const [own] = made();
        expect(own?.id === madeId && made().length === 1, `the cloud does not show ${madeId} alone`);
        expect(own?.name === secondName, `its name is "${own?.name}"`);
        expect(own?.instanceId === instanceId, `${instanceId} does not hold it any more`);
        expect(writes().join() === "Modify", `the cloud was asked for ${writes().join(", ") || "nothing"}`);
      },
    },
  ];
}
