/** The addresses that an update assigns to an interface and unassigns from it, for one argument. */
export interface AddressChange {
  /** The argument that declares them. */
  readonly argument: string;
  /** Other arguments whose addresses the interface has as declared. They are changed before this one. */
  readonly settled: readonly string[];
  /** The addresses, or how many more the cloud chooses; undefined when none are assigned. */
  readonly assign: readonly string[] | number | undefined;
  readonly unassign: readonly string[];
}

/**
 * Compares the declared addresses, or their number, with those that the interface has now. Pure.
 *
 * @param shown the addresses of this kind that the cloud shows, also those that others assigned
 * @param declared the addresses, or how many the cloud chooses. A smaller number takes none away, because others may use
 * any of them.
 * @param own the addresses that the program declared before: only these are unassigned
 * @returns undefined when the interface has what is declared
 */
export function addressChange(
  argument: string,
  shown: readonly string[],
  declared: readonly string[] | number,
  own: readonly string[],
): Omit<AddressChange, "settled"> | undefined {
  const assign =
    typeof declared === "number"
      ? Math.max(0, declared - shown.length)
      : declared.filter((address) => !shown.includes(address));
  const unassign =
    typeof declared === "number"
      ? []
      : own.filter((address) => shown.includes(address) && !declared.includes(address));
  const isAssigned = (typeof assign === "number" ? assign : assign.length) > 0;
  if (!isAssigned && unassign.length === 0) return undefined;
  return { argument, assign: isAssigned ? assign : undefined, unassign };
}
