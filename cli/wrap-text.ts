/** How long the lines of a command may be when the width of the terminal is not known. */
export const usualLineLength = 100;

export interface Lines {
  readonly longestLine: number;
  /** What the first line begins with, and what each other line does. */
  readonly first?: string;
  readonly next?: string;
}

/** Breaks a text between words, but never inside code. A piece that is longer than a line has a line of its own. */
export function wrapText(text: string, { longestLine, first = "", next = "" }: Lines): string {
  const lines: string[] = [];
  let line = first;
  for (const piece of piecesOf(text)) {
    const isFresh = line === first || line === next;
    if (!isFresh && line.length + 1 + piece.length > longestLine) {
      lines.push(line);
      line = next + piece;
    } else {
      line += isFresh ? piece : ` ${piece}`;
    }
  }
  return [...lines, line].join("\n");
}

/** The pieces between which a line may break: words, and code with its spaces. */
function piecesOf(text: string): readonly string[] {
  return text.match(/(?:`[^`]*`|<[^>]*>|[^\s`<]|<)+/g) ?? [];
}
