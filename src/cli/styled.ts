import { styleText } from 'node:util';

/** A text for a stream in a style, where that is a terminal that takes styles. */
export function styled(
  format: Parameters<typeof styleText>[0],
  text: string,
  stream: NodeJS.WritableStream = process.stdout,
): string {
  return styleText(format, text, { stream, validateStream: true });
}
