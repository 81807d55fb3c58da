export const statuses = ["ok", "warning", "failed", "not checked"] as const;

/** The result of one check, for one line of the report. */
export interface Check {
  readonly name: string;
  readonly status: (typeof statuses)[number];
  /** What was found. After a failure: the cause and the remedy. Whole sentences. */
  readonly message: string;
}

export function ok(name: string, message: string): Check {
  return { name, status: "ok", message };
}

export function warning(name: string, message: string): Check {
  return { name, status: "warning", message };
}

export function failed(name: string, message: string): Check {
  return { name, status: "failed", message };
}

export function notChecked(name: string, message: string): Check {
  return { name, status: "not checked", message };
}
