import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RunFile } from "../../provider/run-file";

describe("the file in which a program tells the provider process what it declares", () => {
  const engine = "127.0.0.1:41234";
  const declared = {
    urn: "urn:pulumi:dev::shop::eni::web",
    networkInterfaceId: "eni-1",
    instanceId: "i-1",
    isInState: false,
  };
  let temporary: string;
  const folder = () => join(temporary, readdirSync(temporary)[0] ?? "");
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 60 * 60_000);

  beforeEach(() => {
    temporary = mkdtempSync(join(tmpdir(), "run-file-"));
  });
  afterEach(() => rmSync(temporary, { recursive: true, force: true }));

  it("hands over what was added, also while the program goes on", () => {
    const reader = new RunFile(engine, temporary);
    const writer = new RunFile(engine, temporary);
    expect(reader.declared()).toEqual([]);
    writer.add(declared);
    expect(reader.declared()).toEqual([{ ...declared, isOfThisRun: true }]);
    writer.add({ ...declared, isInState: true });
    expect(reader.declared().map(({ isInState }) => isInState)).toEqual([false, true]);
  });

  it("says nothing to another engine", () => {
    new RunFile(engine, temporary).add(declared);
    expect(new RunFile("127.0.0.1:41235", temporary).declared()).toEqual([]);
    expect(new RunFile(undefined, temporary).declared()).toEqual([]);
  });

  it("is readable by its user only", () => {
    new RunFile(engine, temporary).add(declared);
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder(), "41234")).mode & 0o777).toBe(0o600);
  });

  it("does not believe a folder that others may write to", () => {
    new RunFile(engine, temporary).add(declared);
    chmodSync(folder(), 0o777);
    expect(new RunFile(engine, temporary).declared()).toEqual([]);
  });

  it("does not believe what an earlier engine left that had the same address, also when a program adds to it", () => {
    const clock = jest.spyOn(Date, "now").mockReturnValue(Date.now() - 6 * 60_000);
    new RunFile(engine, temporary).add(declared);
    clock.mockRestore();
    const reader = new RunFile(engine, temporary, Date.now());
    expect(reader.declared()).toEqual([]);
    const other = { ...declared, networkInterfaceId: "eni-2" };
    new RunFile(engine, temporary).add(other);
    expect(reader.declared()).toEqual([{ ...other, isOfThisRun: true }]);
  });

  it("is not sure whose declarations are that were added before the process started", () => {
    new RunFile(engine, temporary).add(declared);
    const reader = new RunFile(engine, temporary, Date.now() + 60_000);
    expect(reader.declared()).toEqual([{ ...declared, isOfThisRun: false }]);
  });

  it("believes a provider process only while it lives", () => {
    const greaterThanAny = 2 ** 30;
    const writer = new RunFile(engine, temporary);
    writer.add({ ...declared, checkedBy: process.ppid });
    writer.add({ ...declared, checkedBy: greaterThanAny });
    const found = new RunFile(engine, temporary).declared();
    expect(found.map(({ checkedBy }) => checkedBy)).toEqual([process.ppid]);
  });

  it("tells a process only what others have added", () => {
    const both = new RunFile(engine, temporary);
    both.add({ ...declared, checkedBy: process.pid });
    expect(both.declared()).toEqual([]);
  });

  it("parses each line once, however often a check asks", () => {
    const reader = new RunFile(engine, temporary);
    const writer = new RunFile(engine, temporary);
    const parse = jest.spyOn(JSON, "parse");
    for (let index = 0; index < 100; index++) {
      writer.add({ ...declared, networkInterfaceId: `eni-${index}` });
      expect(reader.declared()).toHaveLength(index + 1);
    }
    const parsed = parse.mock.calls.filter(([text]) => text !== "").length;
    parse.mockRestore();
    expect(parsed).toBe(100);
  });

  it("skips a line that a full disk has cut off, and waits for the end of one that is being written", () => {
    const writer = new RunFile(engine, temporary);
    writer.add(declared);
    const path = join(folder(), "41234");
    appendFileSync(path, '{"urn": "urn:pul\n');
    const whole = JSON.stringify({ ...declared, networkInterfaceId: "eni-ü", atMs: Date.now() });
    const begin = Buffer.from(whole).subarray(0, whole.indexOf("ü") + 1);
    appendFileSync(path, begin);
    const reader = new RunFile(engine, temporary);
    const ids = () => reader.declared().map(({ networkInterfaceId }) => networkInterfaceId);
    expect(ids()).toEqual(["eni-1"]);
    appendFileSync(path, Buffer.concat([Buffer.from(whole).subarray(begin.length), Buffer.from("\n")]));
    expect(ids()).toEqual(["eni-1", "eni-ü"]);
  });

  it("removes what a run of another day left", () => {
    new RunFile(engine, temporary).add(declared);
    utimesSync(join(folder(), "41234"), hoursAgo(13), hoursAgo(13));
    new RunFile("127.0.0.1:41235", temporary).add(declared);
    expect(readdirSync(folder())).toEqual(["41235"]);
  });

  it("lets a run go on where the file cannot be written", () => {
    const file = join(temporary, "no-folder");
    writeFileSync(file, "");
    new RunFile(engine, file).add(declared);
    expect(new RunFile(engine, file).declared()).toEqual([]);
  });
});
