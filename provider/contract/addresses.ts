/** The addresses that an update assigns to an interface and unassigns from it, for one argument. */
export interface AddressChange {
  /** The argument that declares them. */
  readonly argument: string;
  readonly assign: readonly string[];
  /** How many more addresses the cloud chooses. */
  readonly assignCount: number;
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
): AddressChange | undefined {
  const change =
    typeof declared === "number"
      ? { argument, assign: [], assignCount: Math.max(0, declared - shown.length), unassign: [] }
      : {
          argument,
          assign: declared.filter((address) => !shown.includes(address)),
          assignCount: 0,
          unassign: own.filter((address) => shown.includes(address) && !declared.includes(address)),
        };
  return change.assign.length + change.assignCount + change.unassign.length > 0 ? change : undefined;
}
