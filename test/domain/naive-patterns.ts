/**
 * Patterns of IAM read in the plainest way: a tape of signs, and a table of every place of one against
 * every place of the other. It shares no code with the domain, and takes its time.
 */
type Sign = { readonly star: true } | { readonly letters: string | null };

const star: Sign = { star: true };

/** The signs of a pattern, variables replaced; `null` where one has no value. */
function signsOf(pattern: string, values: Readonly<Record<string, string>>): Sign[] | null {
  const signs: Sign[] = [];
  let rest = pattern;
  while (rest !== '') {
    const end = rest.startsWith('${') ? rest.indexOf('}') : -1;
    const inner = end === -1 ? null : rest.slice(2, end);
    const [first = ''] = rest;
    if (inner === null)
      signs.push(first === '*' ? star : { letters: first === '?' ? null : first });
    else if (['*', '?', '$'].includes(inner)) signs.push({ letters: inner });
    else {
      const [key = '', fallback] = inner.split(", '");
      const value = values[key] ?? fallback?.slice(0, -1);
      if (value === undefined) return null;
      for (const letters of value) signs.push({ letters });
    }
    rest = rest.slice(inner === null ? first.length : end + 1);
  }
  return signs;
}

/** Whether the signs of two tapes may stand for the same text; a text is a tape, too. */
function mayMeet(one: readonly Sign[], other: readonly Sign[]): boolean {
  const table = Array.from({ length: one.length + 1 }, () =>
    Array.from({ length: other.length + 1 }, () => false),
  );
  const at = (row: number, column: number) => table[row]?.[column] === true;
  for (let row = one.length; row >= 0; row--) {
    for (let column = other.length; column >= 0; column--) {
      const [a, b] = [one[row], other[column]];
      const line = table[row] as boolean[];
      if (a === undefined && b === undefined) line[column] = true;
      else if (a && 'star' in a) line[column] = at(row + 1, column) || (!!b && at(row, column + 1));
      else if (b && 'star' in b) line[column] = at(row, column + 1) || (!!a && at(row + 1, column));
      else if (a && b) {
        const alike = a.letters === null || b.letters === null || a.letters === b.letters;
        line[column] = alike && at(row + 1, column + 1);
      }
    }
  }
  return at(0, 0);
}

/** Whether a pattern stands for a text. */
export function naivelyMatches(
  pattern: string,
  text: string,
  values: Readonly<Record<string, string>> = {},
): boolean {
  const signs = signsOf(pattern, values);
  return (
    signs !== null &&
    mayMeet(
      signs,
      Array.from(text, (letters) => ({ letters })),
    )
  );
}

/** Whether a text is in both of two patterns without variables. */
export function naivelyMeet(one: string, other: string): boolean {
  return mayMeet(signsOf(one, {}) ?? [], signsOf(other, {}) ?? []);
}
