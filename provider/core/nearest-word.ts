/** With more wrong letters it is another word. */
const maxWrongLetters = 2;

/** The word that was probably meant; undefined when none is near. Upper and lower case are the same. */
export function nearestWord(written: string, words: readonly string[]): string | undefined {
  const [nearest] = words
    .map((word) => ({ word, wrong: lettersWrong(written.toLowerCase(), word.toLowerCase()) }))
    // A short word would have so few right letters that it could be any word.
    .filter(({ word, wrong }) => wrong <= maxWrongLetters && wrong * 2 < word.length)
    .sort((a, b) => a.wrong - b.wrong);
  return nearest?.word;
}

/** How many letters must be inserted, removed or replaced: the Levenshtein distance, row by row. */
function lettersWrong(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= b.length; column++) {
      const [left = 0, above = 0, diagonal = 0] = [next[column - 1], row[column], row[column - 1]];
      next.push(Math.min(left + 1, above + 1, diagonal + (letter === b[column - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
