import { styleText } from 'node:util';
import { stateNotes, type StateName, type StateNotes } from '../contract/states.ts';
import { plural } from '../contract/text.ts';
import { silent, type Items, type Progress } from '../engine/progress.ts';
import { shownName } from '../contract/shown.ts';
import { isProgressTold, tell, tellForNow } from './tell.ts';

/**
 * Progress state by state on standard error: what ended, how long it took, for which item of a Map, and
 * what it found; of a Wait until when it lasts. What is tried again is one line: of a terminal, where it counts; of
 * a log, where it stays.
 */
export function progressOn(stream: NodeJS.WriteStream, notes: StateNotes = stateNotes): Progress {
  if (!isProgressTold()) return silent;
  const style = (format: 'green' | 'red' | 'dim' | 'yellow', text: string) =>
    styleText(format, text, { stream, validateStream: true });
  const line = (mark: string, state: string, took: string, items: Items, note: string) => {
    const told = [...labelsOf(items), note].filter((part) => part !== '').join('  ');
    const time = style('dim', took.padStart(8));
    tell(`${mark} ${state.padEnd(24)} ${time}  ${shownName(told)}`, stream);
  };
  const [good, bad, waiting] = [style('green', '✓'), style('red', '✗'), style('yellow', '…')];
  /** By state and item, what it waits for. */
  const waits = new Map<string, string>();
  const over = (state: string, items: Items) => waits.delete(waiterOf(state, items));
  return {
    entered: () => undefined,
    left: (state, milliseconds, output, items) => {
      over(state, items);
      const note = notes[state](output);
      if (typeof note === 'string') line(good, state, elapsed(milliseconds), items, note);
      else line(bad, state, elapsed(milliseconds), items, note.bad);
    },
    answered: (state, milliseconds, items) => {
      over(state, items);
      line(good, state, elapsed(milliseconds), items, '');
    },
    failed: (state, milliseconds, error, items, next) => {
      const took = elapsed(milliseconds);
      const { name } = error;
      if (next === null) {
        over(state, items);
        // What it says stands in the result, with what to do.
        line(bad, state, took, items, name);
      } else if (stream.isTTY) {
        const { inMilliseconds, number, of } = next;
        const when = `trying again in ${Math.ceil(inMilliseconds / 1000)} s (${number} of ${of})`;
        const note = [`${when}: ${state}`, ...labelsOf(items), reasonOf(error)].join('  ');
        // With room for the `^C` that a terminal adds: what is on a second line stays there.
        const room = Math.max(0, stream.columns - 5);
        tellForNow(`${waiting} ${shownName(note).slice(0, room)}`, stream);
      } else if (waits.get(waiterOf(state, items)) !== name) {
        // A log keeps every line: one for all the tries that fail by the same.
        waits.set(waiterOf(state, items), name);
        const when = `trying again, up to ${plural(next.of - 1, 'time')}`;
        line(waiting, state, took, items, `${when}: ${reasonOf(error)}`);
      }
    },
    waits: (state, until, items) => line(waiting, state, '', items, `until ${clockTime(until)}`),
  };
}

/** The same without what some states found, for whoever has seen it a moment ago; what fails is told. */
export function unlessShown(progress: Progress, states: readonly StateName[]): Progress {
  return {
    ...progress,
    left: (state, ...left) => {
      if (!states.includes(state)) progress.left(state, ...left);
    },
  };
}

function waiterOf(state: string, items: Items): string {
  return JSON.stringify([state, items.map(({ index }) => index)]);
}

/** Without what people are to do about it, as long as it is tried again by itself. */
function reasonOf({ name, message, resolution = '' }: Error & { resolution?: string }): string {
  return `${name}: ${firstLine(message.replace(resolution, '').trimEnd())}`;
}

function elapsed(milliseconds: number): string {
  return `${Math.round(milliseconds)} ms`;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/** People count from one. */
function labelsOf(items: Items): readonly string[] {
  return items.map(
    ({ index, count, label }) => `${index + 1}/${count}${label === null ? '' : ` ${label}`}`,
  );
}

/** The time of day where the command runs; of another day with its date. */
function clockTime(time: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':');
  if (time.toDateString() === new Date().toDateString()) return clock;
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${clock}`;
}
