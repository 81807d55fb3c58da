const markLength = 16;
const markPattern = / ?\[eni:([0-9a-f]{16})\]$/;

/** What of a marker finds room in a description of 60 characters, beside the user's own words. */
export function shortMark(marker: string): string {
  return marker.slice(0, markLength);
}

export function withMark(description: string, marker: string): string {
  const mark = `[eni:${shortMark(marker)}]`;
  return description === "" ? mark : `${description} ${mark}`;
}

/** The user's own words, and the mark behind them. */
export function splitMark(description: string): { readonly text: string; readonly mark: string | undefined } {
  const [whole, mark] = markPattern.exec(description) ?? [];
  return { text: whole === undefined ? description : description.slice(0, -whole.length), mark };
}
