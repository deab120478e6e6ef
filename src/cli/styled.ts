import { styleText } from 'node:util';

/** A text for standard output in a style, where that is a terminal that takes styles. */
export function styled(format: Parameters<typeof styleText>[0], text: string): string {
  return styleText(format, text, { stream: process.stdout, validateStream: true });
}
