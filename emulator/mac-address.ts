/** 00:16:3e is the prefix of virtual interfaces (Xen), which the clouds use too. */
export function macAddress(serial: number): string {
  const octets = [16, 8, 0].map((shift) => ((serial >> shift) & 255).toString(16).padStart(2, "0"));
  return ["00", "16", "3e", ...octets].join(":");
}
