import { join } from "node:path";
import ts from "typescript";
import { packageRoot } from "../../scripts/packed-package";
import { examplePages, userPages } from "../support/markdown-pages";

const pages = [...userPages(), ...examplePages()].map(({ text }) => text);
const programs = [...pages.join("\n").matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""], index) => ({
  // Only a module of the newer kind may wait at its top level.
  path: join(packageRoot, `page-${index + 1}.${/^(const .* = )?await /m.test(code) ? "mts" : "ts"}`),
  // A fragment goes on from the first program.
  code: code.includes("import ") ? code : `import { alibaba } from "pulumi-eni";\n${code}`,
}));

/** What the compiler says of the programs, as if they lay at the root of the package. */
function complaints(): readonly string[] {
  const options: ts.CompilerOptions = {
    ...{ noEmit: true, strict: true, skipLibCheck: true, types: ["node"] },
    ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16 },
    moduleResolution: ts.ModuleResolutionKind.Node16,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  const codeOf = (path: string) => programs.find((program) => program.path === path)?.code;
  host.fileExists = (path) => codeOf(path) !== undefined || fileExists(path);
  host.readFile = (path) => codeOf(path) ?? readFile(path);
  host.getSourceFile = (path, version, ...rest) => {
    const code = codeOf(path);
    return code === undefined
      ? getSourceFile(path, version, ...rest)
      : ts.createSourceFile(path, code, version);
  };
  const compiled = ts.createProgram({ rootNames: programs.map(({ path }) => path), options, host });
  return ts
    .getPreEmitDiagnostics(compiled)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

it("shows programs that compile against the package", () => {
  expect(programs.length).toBeGreaterThanOrEqual(3);
  expect(complaints()).toEqual([]);
});
