/** More than this many letters wrong is another word. */
const mostWrong = 2;

/** The word that was probably meant; undefined when none is near. Letter case does not count. */
export function nearestWord(written: string, words: readonly string[]): string | undefined {
  const [nearest] = words
    .map((word) => ({ word, wrong: lettersWrong(written.toLowerCase(), word.toLowerCase()) }))
    // Of a short word so few letters would be right that it could be any.
    .filter(({ word, wrong }) => wrong <= mostWrong && wrong * 2 < word.length)
    .sort((a, b) => a.wrong - b.wrong);
  return nearest?.word;
}

/** Letters to insert, drop or replace: the distance of Levenshtein, by the rows of its table. */
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
