import { transformSync } from '@swc/core';

/** Runs a file of a bridge, with stand-ins for the packages that it imports, and gives its exports. */
export function evaluate(
  source: string,
  packages: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { code } = transformSync(source, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const exports: Record<string, unknown> = {};
  const required = (name: string) => {
    if (!(name in packages)) throw new Error(`The file imports ${name}.`);
    return packages[name];
  };
  // oxlint-disable-next-line typescript/no-implied-eval -- the text under test is a program
  new Function('require', 'exports', code)(required, exports);
  return exports;
}

/** The value of an expression in TypeScript. */
export function valueOf(expression: string): unknown {
  return evaluate(`export const value = ${expression};`, {})['value'];
}
