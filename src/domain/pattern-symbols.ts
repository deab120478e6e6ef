/**
 * Patterns and texts as lists of numbers, and the search of one in the other. Every search goes once
 * from left to right: between two stars the leftmost place is as good as any other, so nothing is tried
 * twice, and the time grows with the sum of the lengths. Only a stretch with a `?` in it costs more, one
 * step for each 64 of its characters at each place.
 *
 * A character is its code point. What else a pattern knows is below zero, a variable below `any`.
 */
export const symbols = {
  /** `?`. Among the items of a text it may be any character, too. */
  one: -1,
  /** A character of which nothing is known, for which only `?` stands. */
  someone: -2,
  /** `*`. */
  any: -3,
} as const;

type Symbols = readonly number[];

/** The code points of a text. */
export function charactersOf(text: string): Symbols {
  const characters: number[] = [];
  for (const character of text) characters.push(character.codePointAt(0) ?? 0);
  return characters;
}

/** Whether a pattern stands for a list of items, none of which a star is read in. */
export function fitsSymbols(pattern: Symbols, items: Symbols): boolean {
  const [first = [], ...between] = stretchesOf(pattern);
  const last = between.pop();
  if (last === undefined) return first.length === items.length && fitsAt(first, items, 0);
  const end = items.length - last.length;
  if (first.length > end || !fitsAt(first, items, 0) || !fitsAt(last, items, end)) return false;
  const isOpen = items.includes(symbols.one);
  let at = first.length;
  for (const stretch of between) {
    const search = isOpen || stretch.includes(symbols.one) ? findOpen : findExact;
    const found = search(stretch, items, at, end);
    if (found === null) return false;
    at = found + stretch.length;
  }
  return true;
}

/**
 * Whether there is a list for which both of two patterns stand. When both have a star it is enough that
 * their starts and their ends go together: whatever stands between the stars of the one, a star of the
 * other takes.
 */
export function sharesSymbols(one: Symbols, other: Symbols): boolean {
  if (!other.includes(symbols.any)) return fitsSymbols(one, other);
  if (!one.includes(symbols.any)) return fitsSymbols(other, one);
  return startsAlike(one, other) && startsAlike(one.toReversed(), other.toReversed());
}

function startsAlike(one: Symbols, other: Symbols): boolean {
  for (const [index, symbol] of one.entries()) {
    const its = other[index];
    if (symbol === symbols.any || its === symbols.any || its === undefined) return true;
    if (!fits(symbol, its)) return false;
  }
  return true;
}

/** What stands before, between and behind the stars. */
function stretchesOf(pattern: Symbols): Symbols[] {
  const stretches: number[][] = [[]];
  for (const symbol of pattern) {
    if (symbol === symbols.any) stretches.push([]);
    else stretches.at(-1)?.push(symbol);
  }
  return stretches;
}

function fits(symbol: number, item: number): boolean {
  return symbol === item || item === symbols.one || (symbol === symbols.one && isCharacter(item));
}

function isCharacter(item: number): boolean {
  return item >= symbols.someone;
}

function fitsAt(stretch: Symbols, items: Symbols, at: number): boolean {
  return stretch.every((symbol, index) => fits(symbol, items[at + index] ?? symbols.any));
}

/** The first place of a stretch between two places, by the method of Knuth, Morris and Pratt. */
function findExact(stretch: Symbols, items: Symbols, from: number, end: number): number | null {
  if (stretch.length === 0) return from;
  const borders = bordersOf(stretch);
  let matched = 0;
  for (let at = from; at < end; at += 1) {
    while (matched > 0 && stretch[matched] !== items[at]) matched = borders[matched] ?? 0;
    if (stretch[matched] === items[at]) matched += 1;
    if (matched === stretch.length) return at + 1 - matched;
  }
  return null;
}

/** For each length of a start: how long the longest shorter start is that it also ends with. */
function bordersOf(stretch: Symbols): readonly number[] {
  const borders = [0, 0];
  let matched = 0;
  for (let at = 1; at < stretch.length; at += 1) {
    while (matched > 0 && stretch[matched] !== stretch[at]) matched = borders[matched] ?? 0;
    if (stretch[matched] === stretch[at]) matched += 1;
    borders.push(matched);
  }
  return borders;
}

/**
 * The same where a `?` stands: with it, a start that fits says nothing of the next place. All starts that
 * fit so far are kept at once, one bit for each (the shift-and method of Baeza-Yates and Gonnet).
 */
function findOpen(stretch: Symbols, items: Symbols, from: number, end: number): number | null {
  if (stretch.length === 0) return from;
  const last = BigInt(stretch.length - 1);
  const places = new Map<number, bigint>();
  let open = 0n;
  for (const [index, symbol] of stretch.entries()) {
    const bit = 1n << BigInt(index);
    if (symbol === symbols.one) open |= bit;
    else places.set(symbol, (places.get(symbol) ?? 0n) | bit);
  }
  for (const [symbol, bits] of places) if (isCharacter(symbol)) places.set(symbol, bits | open);
  places.set(symbols.one, (2n << last) - 1n);
  let begun = 0n;
  for (let at = from; at < end; at += 1) {
    const item = items[at] ?? symbols.any;
    begun = ((begun << 1n) | 1n) & (places.get(item) ?? (isCharacter(item) ? open : 0n));
    if (begun >> last === 1n) return at + 1 - stretch.length;
  }
  return null;
}
