import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** Names that stand in more than one file, and why nobody takes the one for the other. */
const allowed: Readonly<Record<string, string>> = {
  run: 'every command of the command line is a file with its `run`',
  resources:
    'src/aws/deployed/resources.ts is imported by what infra/handler-entry.ts writes alone',
  auth: 'in reference-auth.ts it stands in the text of a file that is written for others',
};

const declaration =
  /^export (?:abstract |async |declare )*(?:class|const|enum|function\*?|interface|let|type) (\w+)/gm;

/** The files of src/ that declare each exported name, values and types alike. */
function declarationsIn(folder: string): ReadonlyMap<string, readonly string[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
  const places = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(declaration)].map(
      ([, name = '']) => [name, file] as const,
    ),
  );
  return new Map(
    [...new Set(places.map(([name]) => name))].map((name) => [
      name,
      // Overloads of a function, and a schema with the type of its name, are one thing of one file.
      [...new Set(places.filter(([other]) => other === name).map(([, file]) => file))],
    ]),
  );
}

describe('An exported name', () => {
  const declarations = declarationsIn('src');

  it('means one thing in all of src/', () => {
    const twice = [...declarations].filter(
      ([name, files]) => files.length > 1 && !Object.hasOwn(allowed, name),
    );

    expect(Object.fromEntries(twice)).toEqual({});
    expect(declarations.size).toBeGreaterThan(500);
  });
});
