import type { ZodType } from "zod/v3";
import { flag, listOf, oneOfWords, wholeNumber } from "./schemas";

/** The type of an argument as data, so that a declaration in any language can be made of it. */
export type ArgumentType =
  | "string"
  | "integer"
  | "number"
  | "boolean"
  | { readonly oneOf: readonly string[] }
  | { readonly listOf: ArgumentType }
  | { readonly mapOf: ArgumentType };

/** Which values an argument takes: the type for declarations, and the schema that says in words what is wrong. */
export interface ArgumentForm {
  readonly type: ArgumentType;
  readonly schema: ZodType;
}

/** What a program is told of an argument. The public declarations and the documentation are made of it. */
export interface DeclaredArgument {
  readonly form: ArgumentForm;
  readonly required?: true;
  /**
   * What it means, with its units and its default, in sentences for a person. Undefined: `InterfaceArgs` declares it for
   * every cloud.
   */
  readonly text?: string;
}

/** A text that the schema accepts. */
export function text(schema: ZodType): ArgumentForm {
  return { type: "string", schema };
}

export function oneOf(...words: readonly string[]): ArgumentForm {
  return { type: { oneOf: words }, schema: oneOfWords(words) };
}

export function integer(least: number, most: number): ArgumentForm {
  return { type: "integer", schema: wholeNumber(least, most) };
}

export const boolean: ArgumentForm = { type: "boolean", schema: flag };

/** A list without repetitions. `what` names its items in the refusal of another value. */
export function list(item: ArgumentForm, least: number, most: number, what: string): ArgumentForm {
  return { type: { listOf: item.type }, schema: listOf(item.schema, least, most, what) };
}

/** Texts by key, as the schema accepts them. */
export function textByKey(schema: ZodType): ArgumentForm {
  return { type: { mapOf: "string" }, schema };
}

/** The schemas of arguments by their names; what is not required may be left out. */
export function schemasOf(
  declared: Readonly<Record<string, DeclaredArgument>>,
): Readonly<Record<string, ZodType>> {
  return Object.fromEntries(
    Object.entries(declared).map(([name, { form, required }]) => [
      name,
      required ? form.schema : form.schema.optional(),
    ]),
  );
}
