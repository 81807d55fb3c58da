import type { Properties } from "../contract/properties";
import { isUnknown } from "../core/unknown";
import { type AttachmentInputs, type Failure, mayMoveToOf, nameOfPair, type Pair, pairOf } from "./arguments";
import { apiOf } from "./flow";
import type { Context, Run } from "./handler";
import { isAttachedAnew, isJudgeable, isReplacedByUnknown, previewAttach, previewDetach } from "./preflight";
import { PreviewReport } from "./preview-report";

/** The preview of an attachment: what prevents its attach, and the detach before it. */
export class AttachmentPreview {
  private readonly report: PreviewReport;

  constructor(private readonly run: Run) {
    this.report = new PreviewReport(run);
  }

  async check(olds: Properties, inputs: AttachmentInputs, context: Context): Promise<readonly Failure[]> {
    const level = this.report.levelOf(inputs);
    if (level === "off") return [];
    if (typeof level !== "string") return level;
    const pair = pairOf(olds);
    const before = pair && { ...pair, mayMoveTo: mayMoveToOf(olds) };
    const detached =
      before && isReplacedByUnknown(inputs)
        ? await this.report.report(level, "networkInterfaceId", {
            context,
            where: olds,
            name: nameOfPair(before),
            ask: (session) => previewDetach(before, session),
          })
        : [];
    if (detached.length > 0) return detached;
    const apiOfRun = (of: Properties) => apiOf(this.run, of);
    if (!isJudgeable(inputs, olds, apiOfRun)) return [];
    const { claims } = this.run;
    const isInPlace = before !== undefined && !isAttachedAnew(inputs, olds, apiOfRun);
    const planned = isUnknown(inputs.networkInterfaceId)
      ? this.run.planned.forAttachment(context.urn, context.interfaceUrn)
      : undefined;
    const question = {
      inputs: planned ? { ...inputs, networkInterfaceId: planned.id } : inputs,
      planned,
      previous: isInPlace ? undefined : (before ?? claims.ofResource(context.urn ?? "")?.previous),
      isNew: before === undefined,
      isInPlace,
      claimed: claims.onInstance(inputs.instanceId),
    };
    return this.report.report(level, "networkInterfaceId", {
      context,
      where: inputs,
      name: planned ? `the attachment to ${inputs.instanceId}` : nameOfPair(inputs),
      ask: (session) => previewAttach(question, session),
    });
  }

  /** Warns about what prevents the correction of an attachment that is not as declared. Only after a check of this run. */
  async warnOfCorrection(pair: Pair, inputs: AttachmentInputs, context: Context): Promise<void> {
    if (!this.run.checked.has(context.urn ?? "")) return;
    const level = this.report.levelOf(inputs);
    if (level === "off" || typeof level !== "string") return;
    const name = nameOfPair(pair);
    const failures = await this.report.report(level, "networkInterfaceId", {
      context,
      where: inputs,
      name,
      ask: (session) =>
        previewAttach({ inputs, previous: undefined, isNew: false, isInPlace: true, claimed: [] }, session),
    });
    for (const { reason } of failures)
      this.report.warnOnLine(context, name, `\`pulumi up\` will fail: ${reason}`);
  }
}
