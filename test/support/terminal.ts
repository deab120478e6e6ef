import { PassThrough } from 'node:stream';
import { tell } from '../../src/cli/tell.ts';

/** What a terminal of so many columns shows of a text, which may ask it for its colours. */
export function shownOn(
  columns: number,
  colours: boolean,
  textFor: (terminal: NodeJS.WritableStream) => string,
): string {
  let text = '';
  const terminal = Object.assign(new PassThrough(), {
    isTTY: true,
    columns,
    getColorDepth: () => (colours ? 8 : 1),
  });
  const write = (part: string): boolean => {
    text += part;
    return true;
  };
  tell(textFor(terminal), Object.assign(terminal, { write }));
  return text;
}
