import { byteLength } from './canonical.ts';

/** The first entries of a list, as many as so many bytes of JSON have room for. */
export function firstWithin<Entry>(room: number, entries: readonly Entry[]): readonly Entry[] {
  let left = room;
  const end = entries.findIndex((one) => {
    left -= byteLength(JSON.stringify(one)) + 1;
    return left < 0;
  });
  return end < 0 ? entries : entries.slice(0, end);
}
