import { dartTexts } from '../compare/dart-texts.ts';
import { isOutputs } from './merge-outputs.ts';

/** The outputs that a file holds, and the file with other ones in their place. */
export type HeldOutputs = {
  readonly json: string;
  readonly fileWith: (json: string) => string;
};

/** A file of Flutter holds JSON as the text of a constant; every other one is JSON itself. */
export function isDart(name: string): boolean {
  return name.endsWith('.dart');
}

/** All outputs that a file holds: one of Flutter may have several constants. */
export function outputsInFile(name: string, file: string): readonly HeldOutputs[] {
  const held = isDart(name)
    ? dartTexts(file).map(({ text, withJson }) => ({ json: text, fileWith: withJson }))
    : [{ json: file, fileWith: (json: string) => json }];
  return held.filter(({ json }) => isOutputs(json));
}
