import { dirname, join } from "node:path";
import { packageRoot } from "../../scripts/packed-package";

/** The compiler of a program that has no `typescript` of its own: Pulumi brings this one along. */
const sdk = dirname(require.resolve("@pulumi/pulumi/package.json"));
const ts: typeof import("typescript") = require(join(sdk, "vendor", "typescript@3.8.3", "typescript.js"));

const program = `
import * as pulumi from "@pulumi/pulumi";
import { alibaba, AttachmentArgs, InterfaceArgs, tencent, zenlayer } from "pulumi-eni";

const pair: AttachmentArgs = { regionId: "r", networkInterfaceId: "n", instanceId: "i" };
const own: InterfaceArgs = { regionId: "r", subnetId: "s" };
const attachments = [
  new alibaba.NetworkInterfaceAttachment("a", { ...pair, networkCardIndex: 1 }, { protect: true }),
  new tencent.NetworkInterfaceAttachment("b", pair),
  zenlayer.NetworkInterfaceAttachment.get("c", "n:i", pair),
];
const free = new alibaba.NetworkInterface("d", { ...own, securityGroupIds: ["g"] });
export const right: pulumi.Output<string>[] = [...attachments.map(({ macAddress }) => macAddress), free.id];
export const wrong: pulumi.Output<number> = free.macAddress;
new tencent.NetworkInterfaceAttachment("e", { ...pair, regionId: 1 });
new zenlayer.NetworkInterface("f", { subnetId: "s" });
new alibaba.NetworkInterface("g", own).nothing;
`;
/** The lines that are wrong, by the words of the compiler. */
const wrongLines = [
  /Type 'Output<string>' is not assignable to type 'OutputInstance<number>'/,
  /Type 'number' is not assignable to type 'string \| Promise<string> \| OutputInstance<string> \| undefined'/,
  /Argument of type '\{ subnetId: string; \}' is not assignable/,
  /Property 'nothing' does not exist on type 'NetworkInterface'/,
];

describe("a program that Pulumi compiles with TypeScript 3.8", () => {
  it("sees every type of the package", () => {
    expect(ts.version).toBe("3.8.3");
    const path = join(packageRoot, "program-of-a-test.ts");
    const options = {
      strict: true,
      target: ts.ScriptTarget.ES2016,
      module: ts.ModuleKind.CommonJS,
      types: [],
    };
    const host = ts.createCompilerHost(options);
    const read = host.getSourceFile.bind(host);
    host.getSourceFile = (name, target, ...more) =>
      name === path ? ts.createSourceFile(name, program, target) : read(name, target, ...more);
    const compiled = ts.createProgram([path], options, host);
    const told = (names: (name: string) => boolean) =>
      compiled
        .getSourceFiles()
        .filter(({ fileName }) => names(fileName))
        .flatMap((file) => [
          ...compiled.getSyntacticDiagnostics(file),
          ...compiled.getSemanticDiagnostics(file),
        ])
        .map(
          ({ file, messageText }) =>
            `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
        );

    const isOurs = (name: string) => name.startsWith(join(packageRoot, "dist", "provider"));
    expect(compiled.getSourceFiles().filter(({ fileName }) => isOurs(fileName)).length).toBeGreaterThan(5);
    expect(told(isOurs)).toEqual([]);
    expect(told((name) => name === path)).toEqual(wrongLines.map((line) => expect.stringMatching(line)));
  });
});
