import { openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { autocomplete, confirm, isCancel, log, select, text } from '@clack/prompts';
import { Interrupted, type Prompts, type Choice } from './prompts.ts';
import { withShellNote } from './with-shell-note.ts';

/** Longer lists are searched by typing. */
const longestList = 10;

/**
 * Questions on the terminal, each over once the signal comes. They go to standard error: standard output carries
 * the result only.
 */
export function terminalPrompts(signal?: AbortSignal): Prompts {
  const output = process.stderr;
  const until = { output, ...(signal && { signal }) };
  return {
    choose: async <Value>(message: string, choices: readonly Choice<Value>[]) => {
      // By their place: the list takes values of its own kinds only.
      const options = choices.map(({ label }, value) => ({ value, label }));
      const ask = choices.length > longestList ? autocomplete : select;
      const place = answered(await ask({ message, options, maxItems: longestList, ...until }));
      return (choices[place] as Choice<Value>).value;
    },

    // What is proposed is taken by Enter and gone with the first key: nobody has to delete it.
    text: async (message, proposed, problem) => {
      const validate = (answer = '') => problem(answer.trim() || proposed);
      const given = { message, placeholder: proposed, defaultValue: proposed, validate, ...until };
      return answered(await text(given)).trim();
    },

    confirm: (message, initialValue) =>
      typed(async (input) => answered(await confirm({ message, initialValue, input, ...until }))),

    tell: (message) => log.message(withShellNote(message), { output }),
  };
}

/**
 * Where a question after a request is answered: where standard input has been read to its end, as by `run -`,
 * at the terminal by its own name.
 */
async function typed<Answer>(ask: (input: ReadStream) => Promise<Answer>): Promise<Answer> {
  if (!process.stdin.readableEnded) return ask(process.stdin);
  const input = new ReadStream(openSync('/dev/tty', 'r'));
  try {
    return await ask(input);
  } finally {
    input.destroy();
  }
}

function answered<Answer>(answer: Answer): Exclude<Answer, symbol> {
  if (isCancel(answer)) throw new Interrupted();
  return answer as Exclude<Answer, symbol>;
}
