import { dartTexts, isDart } from '../compare/dart-texts.ts';
import { isOutputs } from './merge-outputs.ts';

/** The outputs that a file holds, and the file with other ones in their place. */
export type HeldOutputs = {
  readonly json: string;
  readonly fileWith: (json: string) => string;
};

/** All outputs that a file holds: one of Flutter holds JSON as the texts of its constants, any other is JSON. */
export function outputsInFile(name: string, file: string): readonly HeldOutputs[] {
  const held = isDart(name)
    ? dartTexts(file).map(({ text, withJson }) => ({ json: text, fileWith: withJson }))
    : [{ json: file, fileWith: (json: string) => json }];
  return held.filter(({ json }) => isOutputs(json));
}
