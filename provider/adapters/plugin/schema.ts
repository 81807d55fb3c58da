import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The part of a Pulumi schema that the provider itself reads. */
interface PulumiSchema {
  readonly resources: Readonly<Record<string, { readonly properties: Readonly<Record<string, unknown>> }>>;
}

/** The schema beside the plugin's bundle. Most runs do not ask for it, so it is read when something does. */
export class Schema {
  private known: { readonly text: string; readonly parsed: PulumiSchema } | undefined;

  constructor(private readonly folder: string) {}

  get text(): string {
    return this.read().text;
  }

  /** The names of the outputs of a resource, by its type token. */
  outputNames(type: string): readonly string[] {
    return Object.keys(this.read().parsed.resources[type]?.properties ?? {});
  }

  private read() {
    if (this.known) return this.known;
    const text = readFileSync(join(this.folder, "schema.json"), "utf8");
    this.known = { text, parsed: JSON.parse(text) as PulumiSchema };
    return this.known;
  }
}
