import { styleText } from 'node:util';
import { stateNotes, type StateNotes } from '../contract/states.ts';
import type { Items, Progress } from '../engine/progress.ts';
import { shownName } from '../contract/shown.ts';
import { tell } from './tell.ts';

/**
 * Progress state by state on standard error: what ended, how long it took, for which item of a Map, and
 * what it found; of a Wait until when it lasts.
 */
export function progressOn(stream: NodeJS.WriteStream, notes: StateNotes = stateNotes): Progress {
  const style = (format: 'green' | 'red' | 'dim' | 'yellow', text: string) =>
    styleText(format, text, { stream, validateStream: true });
  const line = (mark: string, state: string, took: string, items: Items, note: string) => {
    const told = [...items.map(itemLabel), note].filter((part) => part !== '').join('  ');
    tell(
      `${mark} ${state.padEnd(24)} ${style('dim', took.padStart(8))}  ${shownName(told)}`,
      stream,
    );
  };
  const [good, bad, waiting] = [style('green', '✓'), style('red', '✗'), style('yellow', '…')];
  return {
    entered: () => undefined,
    left: (state, milliseconds, output, items) => {
      const note = notes[state](output);
      if (typeof note === 'string') line(good, state, elapsed(milliseconds), items, note);
      else line(bad, state, elapsed(milliseconds), items, note.bad);
    },
    answered: (state, milliseconds, items) => line(good, state, elapsed(milliseconds), items, ''),
    failed: (state, milliseconds, { name, message }, items) => {
      const mark = name === 'LinkBusy' ? waiting : bad;
      line(mark, state, elapsed(milliseconds), items, `${name}: ${firstLine(message)}`);
    },
    waits: (state, until, items) => line(waiting, state, '', items, `until ${clockTime(until)}`),
  };
}

function elapsed(milliseconds: number): string {
  return `${Math.round(milliseconds)} ms`;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/** People count from one. */
function itemLabel({ index, count, label }: Items[number]): string {
  return `${index + 1}/${count}${label === null ? '' : ` ${label}`}`;
}

/** The time of day where the command runs; of another day with its date. */
function clockTime(time: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':');
  if (time.toDateString() === new Date().toDateString()) return clock;
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${clock}`;
}
