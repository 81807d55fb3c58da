import type { ZodType } from "zod/v3";
import { flag, listOf, oneOfWords, wholeNumber } from "./schemas";

/** The type of an argument, as a value. So a declaration in any language can be generated from it. */
export type ArgumentType =
  | "string"
  | "integer"
  | "number"
  | "boolean"
  | { readonly oneOf: readonly string[] }
  | { readonly listOf: ArgumentType }
  | { readonly mapOf: ArgumentType };

/**
 * The values that an argument can have: the type for declarations, and the schema with the messages for wrong values.
 */
export interface ArgumentForm {
  readonly type: ArgumentType;
  readonly schema: ZodType;
}

/**
 * What the program's author reads about an argument. The public declarations and the documentation are generated from
 * it.
 */
export interface DeclaredArgument {
  readonly form: ArgumentForm;
  readonly required?: true;
  /**
   * The description with units and default, in full sentences. Undefined when `InterfaceArgs` declares the argument for
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

export function integer(min: number, max: number): ArgumentForm {
  return { type: "integer", schema: wholeNumber(min, max) };
}

export const boolean: ArgumentForm = { type: "boolean", schema: flag };

/** A list without repetitions. `what` names its items in error messages. */
export function list(item: ArgumentForm, min: number, max: number, what: string): ArgumentForm {
  return { type: { listOf: item.type }, schema: listOf(item.schema, min, max, what) };
}

/** An object of texts that the schema accepts. */
export function textByKey(schema: ZodType): ArgumentForm {
  return { type: { mapOf: "string" }, schema };
}

/** The schemas of arguments by name; an argument that is not required may be missing. */
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
