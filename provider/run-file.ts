import {
  appendFileSync,
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An attachment that the program of a run declares. */
export interface DeclaredAttachment {
  readonly urn: string;
  readonly networkInterfaceId: string;
  readonly instanceId: string;
  /** Whether the state has the resource with this pair. Else it is only declared so far. */
  readonly isInState: boolean;
  /** Where something else may move it. */
  readonly mayMoveTo?: readonly string[];
  /**
   * The URN that the resource's state contains. It is an older one until an update after an alias, `pulumi stack rename`
   * or `pulumi state move`, and a deletion knows no other.
   */
  readonly recordedUrn?: string | undefined;
  /**
   * The provider process that has checked the resource. A run has one for each provider that the program declares, and
   * one for each host. Undefined: the program itself declares it.
   */
  readonly checkedBy?: number | undefined;
}

/** An attachment that was read from the file. */
export interface ReadAttachment extends DeclaredAttachment {
  /** It was declared after this process started. Else an earlier engine may have had the same address. */
  readonly isOfThisRun: boolean;
}

/**
 * A file in which the program of a run tells the provider processes of the same run what it declares, and these tell
 * each other what they have checked. The engine asks a
 * provider only about the resources of a limited run (`--target`, `--exclude`). So without the file, a deletion could
 * not know that another resource of the program has the same attachment. All processes know the engine's address, which
 * differs for each engine. The file is a precaution: nothing fails when it cannot be written or read.
 *
 * @param engineAddress such as "127.0.0.1:41234"
 * @param temporary the folder of temporary files, the same for both processes
 * @param startedMs when this process started
 */
export class RunFile {
  private readonly folder: string;
  private readonly path: string | undefined;
  private isFirst = true;
  /** What was read so far. Each check reads the file, so only what was added since then is parsed. */
  private readonly known: ReadAttachment[] = [];
  private readBytes = 0;

  constructor(
    engineAddress: string | undefined,
    temporary: string = tmpdir(),
    private readonly startedMs: number = Date.now() - process.uptime() * 1000,
  ) {
    this.folder = join(temporary, `pulumi-eni-${process.getuid?.() ?? "user"}`);
    const port = /:(\d+)$/.exec(engineAddress ?? "")?.[1];
    this.path = port === undefined ? undefined : join(this.folder, port);
  }

  /** Adds a declared attachment. A later line about the same resource and pair replaces an earlier one. */
  add(declared: DeclaredAttachment): void {
    if (this.path === undefined) return;
    try {
      if (this.isFirst) clearAway(this.folder);
      this.isFirst = false;
      appendFileSync(this.path, `${JSON.stringify({ ...declared, atMs: Date.now() })}\n`, { mode: 0o600 });
    } catch {
      // Without the file a run is as safe as an engine makes it: it must not fail for a full or read-only disk.
    }
  }

  /** What the program and the other provider processes have declared so far. */
  declared(): readonly ReadAttachment[] {
    if (this.path === undefined) return [];
    try {
      const { size } = statSync(this.path);
      if (!isOwn(this.folder)) return [];
      if (size !== this.readBytes) this.readOn(this.path, size);
      const alive = new Map<number, boolean>();
      // The provider processes of a run end with its engine.
      return this.known.filter(({ checkedBy }) => checkedBy === undefined || isAlive(checkedBy, alive));
    } catch {
      return [];
    }
  }

  private readOn(path: string, size: number): void {
    if (size < this.readBytes) {
      this.known.length = 0;
      this.readBytes = 0;
    }
    const added = readPart(path, this.readBytes, size);
    // A line that is being written is read when it is complete.
    const complete = added.subarray(0, added.lastIndexOf("\n") + 1);
    this.readBytes += complete.length;
    for (const { atMs, ...declared } of complete.toString("utf8").split("\n").flatMap(parseLine)) {
      if (atMs < this.startedMs - maxStartMs || declared.checkedBy === process.pid) continue;
      this.known.push({ ...declared, isOfThisRun: atMs >= this.startedMs });
    }
  }
}

/** A line of the file. */
type Line = DeclaredAttachment & { readonly atMs: number };

/**
 * The engine starts this process when the program registers its first resource, or later for another explicit provider.
 * What was declared longer before was left by an earlier engine that had the same address.
 */
const maxStartMs = 5 * 60_000;

/** No run lasts longer: a file that is older can be removed. */
const maxRunMs = 12 * 60 * 60_000;

/** Creates the folder, and removes the files of old runs. */
function clearAway(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!isOwn(folder)) throw new Error("The folder belongs to another user.");
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (Date.now() - statSync(path).mtimeMs > maxRunMs) rmSync(path, { force: true });
  }
}

/** Whether only this user can write to the folder. Else its content cannot be trusted. */
function isOwn(path: string): boolean {
  const found = lstatSync(path);
  const isMine = process.getuid === undefined || found.uid === process.getuid();
  const isWritableByOthers = process.platform !== "win32" && (found.mode & 0o022) !== 0;
  return found.isDirectory() && isMine && !isWritableByOthers;
}

/** Nothing for a line that a full disk has cut off. */
function parseLine(text: string): Line[] {
  try {
    return [JSON.parse(text) as Line];
  } catch {
    return [];
  }
}

function readPart(path: string, from: number, to: number): Buffer {
  const file = openSync(path, "r");
  try {
    const part = Buffer.alloc(to - from);
    return part.subarray(0, readSync(file, part, 0, part.length, from));
  } finally {
    closeSync(file);
  }
}

function isAlive(processId: number, known: Map<number, boolean>): boolean {
  const answer = known.get(processId) ?? canSignal(processId);
  known.set(processId, answer);
  return answer;
}

function canSignal(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}
