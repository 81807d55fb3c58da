import type { Properties } from "../contract/properties";
import { CloudError, concernsOneId } from "../core/errors";
import { isUnknown } from "../core/unknown";
import type { Session } from "../session/session";
import {
  type AttachmentInputs,
  type Failure,
  isPreflightLevel,
  mayMoveToOf,
  nameOfPair,
  type Pair,
  pairOf,
  placeOf,
} from "./arguments";
import { apiOf } from "./flow";
import { type Context, type Run, reporterOn } from "./handler";
import {
  isJudgeable,
  isReplacedByUnknown,
  type Preview,
  previewAttach,
  previewDetach,
  toVerdict,
} from "./preflight";

/** Looks up what a check needs, and reports it: failures, warnings, or once that the cloud could not be asked. */
export class AttachmentPreview {
  /** Why the cloud could not be asked in this run, by place. */
  private readonly failedLooks = new Map<string, string>();
  /** How the cloud refused the latest look, by place. */
  private readonly refusedLooks = new Map<
    string,
    { readonly code: string | undefined; readonly reason: string }
  >();
  private readonly warned = new Set<string>();

  constructor(private readonly run: Run) {}

  async check(olds: Properties, inputs: AttachmentInputs, context: Context): Promise<readonly Failure[]> {
    const level = inputs.preflight ?? this.run.configuredPreflight() ?? "on";
    if (isUnknown(level)) return [];
    if (!isPreflightLevel(level)) {
      const reason = `eni:preflight must be "on", "strict" or "off", not "${level}"`;
      return [{ property: "preflight", reason }];
    }
    if (level === "off") return [];
    const pair = pairOf(olds);
    const before = pair && { ...pair, mayMoveTo: mayMoveToOf(olds) };
    if (before && isReplacedByUnknown(inputs)) {
      return this.report(level, context, { where: olds, about: before }, (session) =>
        previewDetach(before, session),
      );
    }
    if (!isJudgeable(inputs, olds, (of) => apiOf(this.run, of))) return [];
    const { claims } = this.run;
    const question = {
      inputs,
      previous: before ?? claims.ofResource(context.urn ?? "")?.previous,
      isNew: before === undefined,
      claimed: claims.onInstance(inputs.instanceId),
    };
    return this.report(level, context, { where: inputs, about: inputs }, (session) =>
      previewAttach(question, session),
    );
  }

  private async report(
    level: "on" | "strict",
    context: Context,
    { where, about }: { readonly where: Properties; readonly about: Pair },
    ask: (session: Session) => Promise<Preview>,
  ): Promise<readonly Failure[]> {
    const place = placeOf(where);
    const known = this.failedLooks.get(JSON.stringify(place));
    if (known !== undefined) return this.reportUnchecked(level, "networkInterfaceId", known);
    try {
      const preview = await ask(this.run.sessionFor(place));
      const { failures, warnings } = toVerdict(preview.findings, level);
      for (const warning of warnings) this.warnOnLine(context, about, warning);
      return [...failures, ...this.reportUnchecked(level, "instanceId", preview.unchecked)];
    } catch (error) {
      const reason = this.noteUnchecked(JSON.stringify(place), error);
      return this.reportUnchecked(level, "networkInterfaceId", reason);
    }
  }

  /**
   * A look that has failed once would fail for the other resources, too, so it is not repeated for each of a thousand
   * attachments. A refusal can be about one id. When a second id is refused in the same way, the refusal is about the
   * place, and every message is the first one.
   */
  private noteUnchecked(place: string, error: unknown): string {
    const reason = error instanceof Error ? error.message : String(error);
    const code = error instanceof CloudError ? error.code : undefined;
    const before = this.refusedLooks.get(place);
    if (concernsOneId(error) && before?.code !== code) {
      this.refusedLooks.set(place, { code, reason });
      return reason;
    }
    this.failedLooks.set(place, before?.reason ?? reason);
    return before?.reason ?? reason;
  }

  /** A replacement is checked twice, so the same warning is given only once. */
  private warnOnLine(context: Context, about: Pair, warning: string): void {
    const line = `${context.urn}\n${warning}`;
    if (this.warned.has(line)) return;
    this.warned.add(line);
    reporterOn(this.run, context, nameOfPair(about)).warn(warning);
  }

  /** There may be no credentials, no permission or no network, for example in a pipeline for pull requests. */
  private reportUnchecked(
    level: "on" | "strict",
    property: string,
    why: string | undefined,
  ): readonly Failure[] {
    if (why === undefined) return [];
    const reason = `not checked: ${why}`;
    if (level === "strict") return [{ property, reason }];
    this.run.warnOnce(reason);
    return [];
  }
}
