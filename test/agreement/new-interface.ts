import { Intents } from "../../provider/reconcile/intent";
import { Claims } from "../../provider/resources/claims";
import type { Context, Run } from "../../provider/resources/handler";
import { InterfacePreview } from "../../provider/resources/interface-preview";
import { LookFailures } from "../../provider/resources/look-failures";
import { PlannedInterfaces } from "../../provider/resources/planned-interfaces";
import type { Preview } from "../../provider/resources/verdict";
import type { Session } from "../../provider/session/session";
import type { InterfaceInputs } from "./combination";

export const interfaceUrn = "urn:pulumi:agreement::agreement::eni::made";

const context: Context = { urn: interfaceUrn, privateState: {} };
const silent = () => {};

/** The preview of one interface, in a run of its own. */
export class NewInterface {
  private readonly run: Run;
  private readonly asked: InterfacePreview;

  constructor(private readonly session: Session) {
    const { cloud } = session;
    if (!cloud.networkInterface) throw new Error(`${cloud.title} makes no interfaces`);
    this.run = {
      cloud,
      claims: new Claims("agreement"),
      intents: new Intents(),
      planned: new PlannedInterfaces(),
      lookFailures: new LookFailures(),
      checked: new Set(),
      configuredDriftCheck: () => false,
      sessionFor: () => session,
      reporterFor: () => ({ status: silent, info: silent, warn: silent, error: silent }),
      configuredPreflight: () => undefined,
      warnOnce: silent,
    };
    this.asked = new InterfacePreview(this.run, cloud.networkInterface);
  }

  preview(operation: "create" | "change", inputs: InterfaceInputs): Promise<Preview> {
    return this.asked.judgeNow(operation, inputs, context, this.session);
  }

  /** As after the comparison of the engine. */
  async previewReplacement(id: string, before: InterfaceInputs, inputs: InterfaceInputs): Promise<Preview> {
    this.run.intents.noteRecorded(interfaceUrn, id);
    this.run.checked.add(interfaceUrn);
    await this.asked.check(before, inputs, context);
    await this.asked.mustDeleteFirst(before, inputs, context, id);
    return this.preview("create", inputs);
  }

  /** What an attachment of the program knows of it. */
  planned() {
    return this.run.planned.forAttachment(undefined, interfaceUrn);
  }
}
