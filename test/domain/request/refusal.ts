import { parseInput } from '../../../src/domain/request/request-parsing.ts';

/** The text that refuses an input; a test that gets anything else fails by it. */
export function refusalOf(input: unknown): string {
  const parsed = parseInput(input);
  return parsed.kind === 'invalid' ? parsed.text : `not refused: ${parsed.kind}`;
}

/** The fields at fault, each with its problem. */
export function complaintsIn(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => (line.startsWith('- ') ? [line.slice(2)] : []));
}

/** The example at the end of a refusal. */
export function exampleIn(text: string): unknown {
  const [, example = ''] = text.split('A request looks like this:\n');
  return JSON.parse(example);
}
