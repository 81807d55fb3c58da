import { readFileSync } from "node:fs";
import { join } from "node:path";
import { succeeds } from "../support/succeeds";
import { yaml } from "./program-languages";
import { describeImport, ImportingProgram } from "./resource-import";

describeImport(yaml);

it("writes a program that shows no change, and that keeps working", async () => {
  const importing = await ImportingProgram.create(yaml);
  const { every } = importing;
  try {
    await importing.importAll("--out", "imported.yaml");
    every.program.write("Main.yaml", readFileSync(join(every.program.folder, "imported.yaml"), "utf8"));
    await importing.isClean();
    await succeeds(every.program.up());
    every.each((on) => expect(on.writes()).toEqual([]));
  } finally {
    await every.close();
  }
});
