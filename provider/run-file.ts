import { appendFileSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
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
  readonly checkedBy?: number;
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
  private readAt = { size: 0, declared: [] as readonly ReadAttachment[] };

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

  /** What the program has declared so far. */
  declared(): readonly ReadAttachment[] {
    if (this.path === undefined) return [];
    try {
      const { size } = statSync(this.path);
      if (!isOwn(this.folder)) return [];
      if (size !== this.readAt.size) this.readAt = { size, declared: read(this.path, this.startedMs) };
      return this.readAt.declared;
    } catch {
      return [];
    }
  }
}

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

function read(path: string, startedMs: number): readonly ReadAttachment[] {
  return (
    readFileSync(path, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as DeclaredAttachment & { readonly atMs: number })
      .filter(({ atMs }) => atMs >= startedMs - maxStartMs)
      // The provider processes of a run end with its engine.
      .filter(({ checkedBy }) => checkedBy === undefined || isAlive(checkedBy))
      .map(({ atMs, ...declared }) => ({ ...declared, isOfThisRun: atMs >= startedMs }))
  );
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}
