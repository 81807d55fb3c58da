/** What of Pulumi's package schema is generated here. */
export interface PackageSpec {
  readonly name: string;
  readonly version: string;
  readonly displayName: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly homepage?: string;
  readonly repository?: string;
  readonly license: string;
  readonly publisher: string;
  readonly meta: { readonly moduleFormat: string };
  readonly language: Readonly<Record<string, object>>;
  readonly config: { readonly variables: Readonly<Record<string, PropertySpec>> };
  readonly types: Readonly<Record<string, ObjectTypeSpec>>;
  readonly provider: {
    readonly description: string;
    readonly inputProperties: Readonly<Record<string, PropertySpec>>;
  };
  readonly resources: Readonly<Record<string, ResourceSpec>>;
}

export interface ResourceSpec {
  readonly description: string;
  readonly inputProperties: Readonly<Record<string, PropertySpec>>;
  readonly requiredInputs: readonly string[];
  readonly properties: Readonly<Record<string, PropertySpec>>;
  readonly required: readonly string[];
  readonly aliases: readonly { readonly type: string }[];
}

export interface ObjectTypeSpec {
  readonly description: string;
  readonly type: "object";
  readonly properties: Readonly<Record<string, PropertySpec>>;
}

export type TypeSpec =
  | { readonly type: "string" | "integer" | "number" | "boolean" }
  | { readonly type: "array"; readonly items: TypeSpec }
  | { readonly type: "object"; readonly additionalProperties: TypeSpec }
  | { readonly oneOf: readonly TypeSpec[] }
  | { readonly $ref: string };

export type PropertySpec = TypeSpec & {
  readonly description: string;
  readonly secret?: true;
  readonly willReplaceOnChanges?: true;
  readonly defaultInfo?: { readonly environment: readonly string[] };
};
