import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../scripts/packed-package";
import { checksumFile, checksumText, filesBelow, listedFiles } from "../../scripts/sdk/checksums";

const sdk = join(packageRoot, "sdk");

it("holds SDKs that were made from this schema and not changed since", () => {
  // When this fails: npm run sdk.
  expect(checksumText(sdk, listedFiles(sdk))).toBe(readFileSync(join(sdk, checksumFile), "utf8"));
});

it.each(["python", "go"])("holds only generated files in the package for %s", (language) => {
  const packages = { python: "python/pulumi_eni/", go: "go/eni/" };
  const folder = packages[language as keyof typeof packages];
  // What Python leaves behind when it runs is not committed.
  const found = filesBelow(sdk).filter((path) => path.startsWith(folder) && !path.includes("__pycache__"));
  expect(found.length).toBeGreaterThan(10);
  expect(found).toEqual(listedFiles(sdk).filter((path) => path.startsWith(folder)));
});

it("names the Go module as the schema does, because the generated files import each other by that path", () => {
  const { language } = JSON.parse(readFileSync(join(sdk, "schema.json"), "utf8"));
  const [, module] = /^module (\S+)$/m.exec(readFileSync(join(sdk, "go", "go.mod"), "utf8")) ?? [];
  expect(module).toBe(language.go.modulePath);
});
