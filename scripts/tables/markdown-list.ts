import { wrapText } from "../../cli/wrap-text";

const longestLine = 120;

/** An item of a list in lines of at most 120 characters. */
export function listItem(text: string, indent = ""): string {
  return wrapText(text, { longestLine, first: `${indent}- `, next: `${indent}  ` });
}

/** A paragraph in lines of at most 120 characters. */
export function paragraph(text: string): string {
  return wrapText(text, { longestLine });
}

/** Code inside a sentence. */
export function asCode(text: string): string {
  return `\`${text}\``;
}

/** The target of links to one place of a page. */
export function anchor(name: string): string {
  return `<a id="${name}"></a>`;
}
