const markLength = 16;
const markPattern = / ?\[eni:([0-9a-f]{16})\]$/;

/** The part of a marker that fits into a description of 60 characters, together with the user's text. */
export function shortMark(marker: string): string {
  return marker.slice(0, markLength);
}

export function withMark(description: string, marker: string): string {
  const mark = `[eni:${shortMark(marker)}]`;
  return description === "" ? mark : `${description} ${mark}`;
}

/** Splits a description into the user's text and the mark after it. */
export function splitMark(description: string): { readonly text: string; readonly mark: string | undefined } {
  const [whole, mark] = markPattern.exec(description) ?? [];
  return { text: whole === undefined ? description : description.slice(0, -whole.length), mark };
}
