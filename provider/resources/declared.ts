import { type AddressChange, addressChange } from "../contract/addresses";
import type { InterfaceArgument, InterfaceArguments } from "../contract/cloud";
import type { InterfaceView } from "../contract/observation";
import type { Properties } from "../contract/properties";
import { isUnknown } from "../core/unknown";
import type { PrivateState } from "./handler";
import { importedByRun } from "./import";

export function declaredNames(spec: InterfaceArguments, inputs: Properties): readonly string[] {
  return Object.keys(spec.arguments).filter((name) => inputs[name] !== undefined && inputs[name] !== null);
}

/** The declared arguments of an earlier run, from its outputs. */
export function recordedDeclaration(
  spec: InterfaceArguments,
  outputs: Properties,
  { declared = [] }: PrivateState,
): Properties {
  const known = declared.filter((name) => name in spec.arguments);
  return Object.fromEntries(known.map((name) => [name, outputs[name]]));
}

/**
 * Whether the set of declared arguments has changed. Then a difference in other arguments counts as drift. An import
 * takes over all arguments that the cloud reports, of which a program need not declare all.
 */
export function declaresOtherArguments(
  spec: InterfaceArguments,
  { declared, createdByRun }: PrivateState,
  inputs: Properties,
): boolean {
  const recorded = declared?.filter((name) => name in spec.arguments);
  const names = declaredNames(spec, inputs);
  if (recorded === undefined) return false;
  if (createdByRun === importedByRun) return !names.every((name) => recorded.includes(name));
  return !isSame(recorded, names);
}

export function declaredOf(spec: InterfaceArguments, inputs: Properties): Properties {
  return Object.fromEntries(declaredNames(spec, inputs).map((name) => [name, inputs[name]]));
}

/** The declared arguments that the cloud shows differently, with the shown values. */
export function findDifferences(
  spec: InterfaceArguments,
  declared: Properties,
  view: InterfaceView,
): readonly { readonly name: string; readonly argument: InterfaceArgument; readonly live: unknown }[] {
  return Object.entries(declared).flatMap(([name, value]) => {
    const argument = spec.arguments[name];
    const live = argument?.live?.(view);
    if (!argument || live === undefined || value === undefined) return [];
    const { satisfies = isSame, canonical = identity } = argument;
    return satisfies(canonical(live), canonical(value)) ? [] : [{ name, argument, live }];
  });
}

/**
 * The changes that can be made in place and that a preview has shown; undefined when there are none. Changes that
 * others made since the state was written are left alone.
 */
export function changesInPlace(
  spec: InterfaceArguments,
  outputs: Properties,
  inputs: Properties,
): (seen: InterfaceView) => Properties | undefined {
  const { inPlace } = changedArguments(spec, outputs, inputs);
  const attributes = inPlace.filter((name) => spec.arguments[name]?.addresses === undefined);
  const wanted = Object.fromEntries(attributes.map((name) => [name, inputs[name]]));
  return (seen) => {
    const names = findDifferences(spec, wanted, seen).map(({ name }) => name);
    return names.length > 0 ? Object.fromEntries(names.map((name) => [name, inputs[name]])) : undefined;
  };
}

/**
 * The addresses to assign and unassign so that an interface has the new values of its arguments, one argument after
 * another; undefined when there are none.
 *
 * @param own the addresses that the program declared when it last ran
 */
export function addressChanges(
  spec: InterfaceArguments,
  outputs: Properties,
  inputs: Properties,
  own: readonly string[],
): (seen: InterfaceView) => AddressChange | undefined {
  return (seen) => everyAddressChange(spec, outputs, inputs, own, seen)[0];
}

/** All of them, in the order in which they are made. */
export function everyAddressChange(
  spec: InterfaceArguments,
  outputs: Properties,
  inputs: Properties,
  own: readonly string[],
  seen: InterfaceView,
): readonly AddressChange[] {
  const { inPlace } = changedArguments(spec, outputs, inputs);
  const settled: string[] = [];
  return inPlace.flatMap((name) => {
    const { addresses, canonical = identity } = spec.arguments[name] ?? {};
    if (addresses === undefined || isUnknown(inputs[name])) return [];
    const declared = canonical(inputs[name]) as readonly string[] | number;
    const change = addressChange(name, canonical(addresses(seen)) as readonly string[], declared, own);
    if (change) return [{ ...change, settled: [...settled] }];
    settled.push(name);
    return [];
  });
}

/** The addresses that are declared one by one. A later update unassigns no others. */
export function declaredAddresses(spec: InterfaceArguments, inputs: Properties): readonly string[] {
  return declaredNames(spec, inputs).flatMap((name) => {
    const { addresses, canonical = identity } = spec.arguments[name] ?? {};
    const value = addresses && canonical(inputs[name]);
    return Array.isArray(value) ? value.map(String) : [];
  });
}

/** The declared arguments with the values that the cloud shows, except values that a program cannot declare. */
export function shownDeclaration(
  spec: InterfaceArguments,
  declared: Properties,
  view: InterfaceView,
): Properties {
  const shown: Record<string, unknown> = { ...declared };
  for (const { name, argument, live } of findDifferences(spec, declared, view)) {
    if (argument.form.schema.safeParse(live).success) shown[name] = live;
    else delete shown[name];
  }
  return shown;
}

/**
 * What a program must declare to have an interface as the cloud shows it. Empty values are left out: a program would
 * not declare them, and some are not allowed.
 */
export function reportedDeclaration(spec: InterfaceArguments, view: InterfaceView): Properties {
  const shown = Object.entries(spec.arguments).flatMap(([name, argument]) => {
    const live = argument.reported ? argument.live?.(view) : undefined;
    const isEmpty = typeof live === "object" && live !== null && Object.keys(live).length === 0;
    const isDeclarable = live !== undefined && !isEmpty && argument.form.schema.safeParse(live).success;
    return isDeclarable && live !== "" ? [[name, live] as const] : [];
  });
  return Object.fromEntries(shown);
}

/** Drift in words: one phrase for each argument. */
export function describeDifferences(
  spec: InterfaceArguments,
  declared: Properties,
  view: InterfaceView,
): readonly string[] {
  return findDifferences(spec, declared, view).map(
    ({ name, live }) => `${name} is ${JSON.stringify(live)}, not ${JSON.stringify(declared[name])}`,
  );
}

/** The arguments as outputs: the declared value when the cloud shows the same, else the shown value. */
export function argumentOutputs(
  spec: InterfaceArguments,
  declared: Properties,
  view: InterfaceView,
): Properties {
  const different = new Map(findDifferences(spec, declared, view).map(({ name, live }) => [name, live]));
  const outputs: Record<string, unknown> = {};
  for (const [name, argument] of Object.entries(spec.arguments)) {
    const value = declared[name];
    if (value !== undefined) outputs[name] = different.has(name) ? different.get(name) : value;
    else if (argument.reported) outputs[name] = argument.live?.(view);
  }
  return outputs;
}

/** The arguments whose new value differs from the outputs. An argument that is no longer declared is left alone. */
export function changedArguments(
  spec: InterfaceArguments,
  outputs: Properties,
  inputs: Properties,
): { readonly replaces: readonly string[]; readonly inPlace: readonly string[] } {
  const changed = declaredNames(spec, inputs).filter((name) => {
    const { canonical = identity } = spec.arguments[name] ?? {};
    return isUnknown(inputs[name]) || !isSame(canonical(outputs[name]), canonical(inputs[name]));
  });
  return {
    replaces: changed.filter((name) => changeOf(spec.arguments[name], inputs) === "replace"),
    inPlace: changed.filter((name) => changeOf(spec.arguments[name], inputs) === "in place"),
  };
}

/**
 * The values that the old and the new interface of a replacement would both have, although only one interface can have
 * them at a time.
 */
export function sharedValues(
  spec: InterfaceArguments,
  outputs: Properties,
  inputs: Properties,
): readonly string[] {
  const isSameSubnet = inputs.subnetId === outputs.subnetId;
  const shared = declaredNames(spec, inputs).flatMap((name) => {
    const { exclusiveIn, canonical = identity } = spec.arguments[name] ?? {};
    if (exclusiveIn === undefined || (exclusiveIn === "subnet" && !isSameSubnet)) return [];
    const held = [outputs[name], outputs.privateIpAddresses, outputs.ipv6Addresses].flatMap((value) =>
      [canonical(value)].flat(),
    );
    return [canonical(inputs[name])].flat().filter((value) => held.includes(value));
  });
  return shared.map(String);
}

/** How many addresses of a family a new interface gets besides the primary one, as far as it is known. */
export function addedAddresses(
  spec: InterfaceArguments,
  inputs: Properties,
  family: InterfaceArgument["adds"],
): number {
  const values = Object.entries(spec.arguments)
    .filter(([, { adds }]) => adds === family)
    .map(([name]) => inputs[name]);
  return values.reduce<number>(
    (sum, value) => sum + (Array.isArray(value) ? value.length : typeof value === "number" ? value : 0),
    0,
  );
}

/** The texts of an argument that is a text or a list of texts, without those that are not known yet. */
export function declaredTexts(value: unknown): readonly string[] {
  return [value].flat().filter((item): item is string => typeof item === "string" && !isUnknown(item));
}

/** How a new value reaches the interface, for the API that the inputs select. */
function changeOf(argument: InterfaceArgument | undefined, inputs: Properties): InterfaceArgument["change"] {
  if (argument?.fixedIn !== undefined && argument.fixedIn === inputs.api) return "replace";
  return argument?.change ?? "replace";
}

/** The new values that a look does not show, never or this time. Only a comparison with the old inputs finds them. */
export function findHiddenChanges(
  spec: InterfaceArguments,
  outputs: Properties,
  inputs: Properties,
): (seen: InterfaceView) => Properties | undefined {
  const { inPlace } = changedArguments(spec, outputs, inputs);
  return (seen) => {
    const hidden = inPlace.filter((name) => spec.arguments[name]?.live?.(seen) === undefined);
    return hidden.length > 0 ? Object.fromEntries(hidden.map((name) => [name, inputs[name]])) : undefined;
  };
}

/**
 * The new values that a failed change may have set or not. They are not recorded, so that every value differs from
 * them.
 */
export function unsettledChanges(
  spec: InterfaceArguments,
  { olds, news, outputs }: Readonly<Record<"olds" | "news" | "outputs", Properties>>,
  seen: InterfaceView | undefined,
): readonly string[] {
  const isShown = (name: string) =>
    seen !== undefined &&
    spec.arguments[name]?.live?.(seen) !== undefined &&
    isSame(outputs[name], news[name]);
  return changedArguments(spec, olds, news).inPlace.filter((name) => !isShown(name));
}

function identity(value: unknown): unknown {
  return value;
}

/** Whether two values are equal as JSON, in any order of lists and properties. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => JSON.stringify(sorted(item))).sort();
  if (typeof value !== "object" || value === null) return value ?? null;
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}
