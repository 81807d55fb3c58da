import { existsSync, readFileSync } from "node:fs";

export interface EngineStep {
  /** create, update, delete, replace, create-replacement, delete-replaced, refresh, same, read … */
  op: string;
  urn: string;
  type: string;
  /** The names of the properties that differ. */
  diffs: string[];
}

export interface EngineDiagnostic {
  urn: string;
  severity: string;
  message: string;
  ephemeral: boolean;
}

/** What the engine reported about one update, from its event log. */
export interface EngineEvents {
  steps: EngineStep[];
  /** Info, warnings and errors; the engine's own debug lines are left out. */
  diagnostics: EngineDiagnostic[];
  /** The number of resources for each operation, from the summary. */
  changes: Record<string, number>;
}

interface LoggedEvent {
  resourcePreEvent?: { metadata: { op: string; urn: string; type: string; diffs?: string[] | null } };
  diagnosticEvent?: { urn?: string; severity: string; message: string; ephemeral?: boolean };
  summaryEvent?: { resourceChanges: Record<string, number> | null };
}

export function readEngineEvents(path: string): EngineEvents {
  const events: EngineEvents = { steps: [], diagnostics: [], changes: {} };
  if (!existsSync(path)) return events;
  for (const line of readFileSync(path, "utf8").split("\n")) {
    if (line.trim() !== "") add(events, parse(line));
  }
  return events;
}

function parse(line: string): LoggedEvent {
  try {
    return JSON.parse(line);
  } catch {
    return {}; // a killed engine can leave half a line
  }
}

function add(events: EngineEvents, event: LoggedEvent): void {
  const { resourcePreEvent, diagnosticEvent, summaryEvent } = event;
  if (resourcePreEvent) {
    const { op, urn, type, diffs } = resourcePreEvent.metadata;
    events.steps.push({ op, urn, type, diffs: diffs ?? [] });
  }
  if (diagnosticEvent && diagnosticEvent.severity !== "debug") {
    const { urn = "", severity, message, ephemeral = false } = diagnosticEvent;
    events.diagnostics.push({ urn, severity, message: message.replaceAll(/<\{%.*?%\}>/g, ""), ephemeral });
  }
  if (summaryEvent) events.changes = summaryEvent.resourceChanges ?? {};
}
