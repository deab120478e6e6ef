/**
 * Texts that a pattern of ours fits, or nearly: each of its alternatives once, what may be repeated once,
 * and one character for each class. What looks around is left out.
 */
export function sampleMatches({ source }: RegExp): readonly string[] {
  const { texts } = alternativesAt(source, 0);
  return [...new Set(texts)].slice(0, mostTexts);
}

const mostTexts = 12;
/** Where reading has come to, and what it may have read. */
type Read = { readonly texts: readonly string[]; readonly end: number };

function alternativesAt(source: string, from: number): Read {
  const texts: string[] = [];
  let at = from;
  for (;;) {
    const one = sequenceAt(source, at);
    texts.push(...one.texts);
    at = one.end;
    if (source[at] !== '|') return { texts: texts.slice(0, mostTexts), end: at };
    at += 1;
  }
}

function sequenceAt(source: string, from: number): Read {
  let texts: readonly string[] = [''];
  let at = from;
  while (at < source.length && source[at] !== '|' && source[at] !== ')') {
    const one = atomAt(source, at);
    const [times, end] = repetitionAt(source, one.end);
    texts = texts
      .flatMap((text) => one.texts.map((part) => text + part.repeat(times)))
      .slice(0, mostTexts);
    at = end;
  }
  return { texts, end: at };
}

function atomAt(source: string, at: number): Read {
  const character = source[at] ?? '';
  if (character === '(') {
    const [opening = '('] = /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(source.slice(at)) ?? [];
    const inside = alternativesAt(source, at + opening.length);
    const texts = /[=!]$/.test(opening) ? [''] : inside.texts;
    return { texts, end: inside.end + 1 };
  }
  if (character === '[') return classAt(source, at);
  if (character === '^' || character === '$') return { texts: [''], end: at + 1 };
  if (character !== '\\') return { texts: [character === '.' ? 'x' : character], end: at + 1 };
  const [written = '', code] = escape.exec(source.slice(at)) ?? [];
  const text = code ? String.fromCodePoint(Number.parseInt(code, 16)) : escaped(written.slice(1));
  return { texts: [text], end: at + written.length };
}

const escape = /^\\(?:x([0-9a-f]{2})|p\{\w+\}|[^])/iu;

function escaped(letter: string): string {
  const known: Readonly<Record<string, string>> = { d: '0', w: 'a', s: ' ', b: '', n: '\n' };
  return known[letter] ?? (letter.startsWith('p{') ? 'a' : letter);
}

function classAt(source: string, from: number): Read {
  let end = from + 1;
  while (end < source.length && source[end] !== ']') end += source[end] === '\\' ? 2 : 1;
  const written = new RegExp(source.slice(from, end + 1), 'u');
  const fitting = 'a0A -/:._=x}{é\n'.split('').find((one) => written.test(one));
  return { texts: [fitting ?? ''], end: end + 1 };
}

/** How often something stands in a text at least, though once where it need not. */
function repetitionAt(source: string, at: number): readonly [times: number, end: number] {
  const [written = '', least] = /^(?:\{(\d+)(?:,\d*)?\}|[*+?])\??/.exec(source.slice(at)) ?? [];
  return [Math.max(1, Number(least ?? 1)), at + written.length];
}
