import { join } from 'node:path';

/** A file with a handler, and the services that it is handed. */
export type Handler = {
  /** Without its ending. */
  readonly file: string;
  /** Names of services, each exported by the file of its name in `src/aws/deployed/`. */
  readonly needs: readonly string[];
};

/**
 * What a function of the stack begins with: a module that hands a handler the services that it needs. They are
 * made while it loads, not in its first call, and no other service is in its bundle.
 */
export function handlerEntry(
  projectRoot: string,
  folder: string,
  { file, needs }: Handler,
): string {
  const from = (...path: readonly string[]) => JSON.stringify(join(projectRoot, ...path));
  return [
    `import { handler as run } from ${from(folder, `${file}.ts`)};`,
    ...needs.map(
      (name) => `import { ${name} } from ${from('src/aws/deployed', `${kebabCase(name)}.ts`)};`,
    ),
    `const services = { ${needs.map(given).join(', ')} };`,
    'export const handler = (input) => run(input, { services });',
    '',
  ].join('\n');
}

/** What every step has is one object of all of it. */
function given(name: string): string {
  return name === 'surroundings' ? '...surroundings' : name;
}

function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
