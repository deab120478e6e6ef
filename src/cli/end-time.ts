import { UsageError } from './exit-codes.ts';

const hour = 60 * 60 * 1_000;
const lengths = { h: hour, d: 24 * hour } as const;
/** As a request takes it, or without seconds. */
const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z$/;

/** When something ends that an option tells: by a time, or by how long from now. */
export type EndTime = (now: Date) => string;

/**
 * Reads `14d`, `12h` or a time like `2026-12-31T00:00:00Z`.
 *
 * @throws UsageError, also later when the time is past
 */
export function endTime(given: string, name: string): EndTime {
  const [, count, unit] = /^(\d{1,4})([dh])$/.exec(given) ?? [];
  if (Number(count) > 0) {
    const length = Number(count) * lengths[unit as keyof typeof lengths];
    return (now) => new Date(now.getTime() + length).toISOString().replace(/\.\d+Z$/, 'Z');
  }
  if (!time.test(given) || Number.isNaN(Date.parse(given))) {
    throw new UsageError(
      `${name} needs how long, like 14d or 12h, or a time like 2026-12-31T00:00:00Z, not "${given}".`,
    );
  }
  // A request names the second.
  const exact = given.replace(/T(\d{2}:\d{2})Z$/, 'T$1:00Z');
  return (now) => {
    if (Date.parse(given) > now.getTime()) return exact;
    throw new UsageError(`${name} is past: ${given}.`);
  };
}
