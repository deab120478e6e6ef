import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import { whereBroken } from './broken-json.ts';
import { UsageError } from './exit-codes.ts';

/** What people write into a file by hand, and JSON has not. */
const tolerated = { disallowComments: false, allowTrailingComma: true };

/**
 * Reads JSON with comments and trailing commas, and every name in it as JSON.parse does.
 *
 * @throws UsageError with line and column of what is none of that
 */
export function readTolerant(path: string, text: string): unknown {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, tolerated);
  if (tree && errors.length === 0) return valueOf(tree);
  throw new UsageError(`${path} is not JSON: ${whereBroken(text, tolerated)}.`);
}

/** The parser's own values have a name `__proto__` for what they inherit from. */
function valueOf({ type, value, children = [] }: Node): unknown {
  if (type === 'array') return children.map(valueOf);
  if (type !== 'object') return value;
  const entries = children.map(({ children: [name, held] = [] }) => [
    name?.value as string,
    held && valueOf(held),
  ]);
  return Object.fromEntries(entries) as unknown;
}
