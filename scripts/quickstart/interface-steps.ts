import type { Scene, Step } from "./scene";

const [firstName, secondName] = ["first-name", "second-name"];

/** Creates an interface, attaches it, and changes it in place. */
export function interfaceSteps(scene: Scene): Step[] {
  const { sample, emulator, program, options, declare, made, writes, isAttached, expectSuccess, expectAll } =
    scene;
  const { subnetId } = sample;
  const { instanceId } = sample.attachments.data;
  const name = (ownName: string) => declare({ attachments: sample.attachments, ownName });
  let madeId: string | undefined;

  if (sample.networkInterface === undefined) return [];
  return [
    {
      title: "created an interface and attached it",
      announcement: `The program now also declares an interface of its own, with the name "${firstName}". pulumi up: creates it in the subnet ${subnetId}, waits until the cloud shows it available, attaches it to ${instanceId}, and changes nothing else.`,
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
        expect(writes().join() === "Create,Attach", `the writes were: ${writes().join(", ") || "none"}`);
        expectAll(expect, isAttached, "still attached");
      },
    },
    {
      title: "renamed it in place",
      announcement: `Its name in the program is now "${secondName}". pulumi up: changes it in place. The interface keeps its id and stays attached. A change that no cloud can make in place, such as another subnet, would create a new interface, attach it in place of the old one, and delete the old one last.`,
      run: async (expect) => {
        await name(secondName);
        emulator.journal.clear();
        expectSuccess(expect, await program.up([], options));
        const [own] = made();
        expect(
          own?.id === madeId && made().length === 1,
          `the cloud does not show ${madeId} as the only new interface`,
        );
        expect(own?.name === secondName, `its name is "${own?.name}"`);
        expect(own?.instanceId === instanceId, `${instanceId} no longer holds it`);
        expect(writes().join() === "Modify", `the writes were: ${writes().join(", ") || "none"}`);
      },
    },
  ];
}
