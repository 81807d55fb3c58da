import type { Properties } from "../contract/properties";
import { isUnknown } from "../core/unknown";
import type { Session } from "../session/session";
import { type Failure, isPreflightLevel, type PreflightLevel, placeOf } from "./arguments";
import { type Context, type Run, reporterOn } from "./handler";
import { type Preview, toVerdict } from "./verdict";

/** What a preview asks, and on whose behalf. */
export interface PreviewRequest {
  readonly context: Context;
  /** The properties that say where to ask. */
  readonly where: Properties;
  /** The name of the resource for messages. */
  readonly name: string;
  readonly ask: (session: Session) => Promise<Preview>;
}

/** Looks up what a check needs, and reports it: failures, warnings, or once that the cloud could not be asked. */
export class PreviewReport {
  private readonly warned = new Set<string>();

  constructor(private readonly run: Run) {}

  /** The declared or configured level; failures when it is wrong. "off" while it is not known. */
  levelOf({ preflight }: Properties): PreflightLevel | readonly Failure[] {
    const level = preflight ?? this.run.configuredPreflight() ?? "on";
    if (isUnknown(level)) return "off";
    if (typeof level === "string" && isPreflightLevel(level)) return level;
    return [
      {
        property: "preflight",
        reason: `eni:preflight must be "on", "strict" or "off", not "${String(level)}"`,
      },
    ];
  }

  async report(
    level: Exclude<PreflightLevel, "off">,
    property: string,
    { context, where, name, ask }: PreviewRequest,
  ): Promise<readonly Failure[]> {
    const asked = await this.ask(level, property, where, ask);
    if (asked.failures) return asked.failures;
    const { findings, unchecked } = asked.found;
    const { failures, warnings } = toVerdict(findings, level);
    for (const warning of warnings) this.warnOnLine(context, name, warning);
    return [...failures, ...this.reportUnchecked(level, property, unchecked)];
  }

  /** Asks the cloud. When that is not possible, reports it and returns the failures for it. */
  async ask<T>(
    level: "on" | "strict",
    property: string,
    where: Properties,
    look: (session: Session) => Promise<T>,
  ): Promise<
    | { readonly found: T; readonly failures?: undefined }
    | { readonly found?: undefined; readonly failures: readonly Failure[] }
  > {
    const { lookFailures } = this.run;
    const place = placeOf(where);
    // A missing permission for subnets says nothing about instances, so each kind of look fails separately.
    const key = JSON.stringify([place, property]);
    const known = lookFailures.of(key);
    if (known !== undefined) return { failures: this.reportUnchecked(level, property, known) };
    try {
      const session = this.run.sessionFor(place);
      return { found: await lookFailures.within(session, () => look(session)) };
    } catch (error) {
      return { failures: this.reportUnchecked(level, property, lookFailures.note(key, error)) };
    }
  }

  /** A replacement is checked twice, so the same warning is given only once. */
  warnOnLine(context: Context, name: string, warning: string): void {
    const line = `${context.urn}\n${warning}`;
    if (this.warned.has(line)) return;
    this.warned.add(line);
    reporterOn(this.run, context, name).warn(warning);
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
