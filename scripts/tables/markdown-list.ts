const longestLine = 120;

/** An item of a list in lines of at most 120 characters. */
export function listItem(text: string, indent = ""): string {
  return wrapped(text, `${indent}- `, `${indent}  `);
}

/** A paragraph in lines of at most 120 characters. */
export function paragraph(text: string): string {
  return wrapped(text, "", "");
}

/** Code inside a sentence. */
export function asCode(text: string): string {
  return `\`${text}\``;
}

/** The target of links to one place of a page. */
export function anchor(name: string): string {
  return `<a id="${name}"></a>`;
}

function wrapped(text: string, first: string, next: string): string {
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
