import * as fc from 'fast-check';
import type { Permission } from '../../../src/domain/iam/permission.ts';

/**
 * The closed language read in the plainest way, permission by permission, and a small world of
 * patterns and calls that often meet. It shares no code with the domain.
 */
export type Call = {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
};

/** Whether permissions allow a call: some Allow applies, and no Deny. */
export function naivelyAllowed(permissions: readonly Permission[], call: Call): boolean {
  const effects = permissions
    .filter(
      ({ action, resource, condition }) =>
        expression(action, true, {})?.test(call.action) &&
        expression(resource, true, call.context)?.test(call.resource) &&
        Object.entries(condition ?? {}).every(([operator, keys]) =>
          Object.entries(keys).every(([key, values]) =>
            values.some((value) => {
              const actual = call.context[key];
              return (
                actual !== undefined &&
                expression(value, operator === 'StringLike', call.context)?.test(actual)
              );
            }),
          ),
        ),
    )
    .map(({ effect }) => effect);
  return effects.length > 0 && !effects.includes('Deny');
}

/** A pattern as a regular expression; `null` where a variable has no value. */
function expression(pattern: string, wildcards: boolean, context: Call['context']): RegExp | null {
  const parts = pattern.split(/(\$\{[^}]*\}|[*?])/);
  const sources = parts.map((part) => {
    if (part === '*' && wildcards) return '[^]*';
    if (part === '?' && wildcards) return '[^]';
    if (!part.startsWith('${')) return quoted(part);
    const inner = part.slice(2, -1);
    if (inner.length === 1) return quoted(inner);
    const [key = '', fallback] = inner.split(", '");
    const value = context[key] ?? fallback?.slice(0, -1);
    return value === undefined ? null : quoted(value);
  });
  return sources.includes(null) ? null : new RegExp(`^${sources.join('')}$`, 'u');
}

function quoted(text: string): string {
  return Array.from(text, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`).join('');
}

const variables = ['${sub}', "${aws:team, 'b'}", '${*}', '${?}', '${$}'];
const patternParts = ['a', 'b', '/', '*', '?', '$', '{', ...variables];
const joined = (parts: readonly string[], maxLength: number) =>
  fc.array(fc.constantFrom(...parts), { maxLength }).map((list) => list.join(''));
/** A `${` that begins none of the variables is refused by the guardrails and says nothing here. */
const pattern = joined(patternParts, 5).filter(
  (text) =>
    !variables.reduce((rest, variable) => rest.replaceAll(variable, ' '), text).includes('${'),
);
const text = joined(['a', 'b', '/', '*', '?', '$', '{'], 5);

/** Patterns and texts that meet more often than random ones do. */
const family = fc.constantFrom('*', 'a*', 'a/*', 'a/?', 'a/b', 'a/b*', 'a/${sub}', 'a/${sub}*');
const near = fc.oneof({ weight: 3, arbitrary: family }, { weight: 1, arbitrary: pattern });
const relatives = fc.constantFrom('a', 'a/', 'a/b', 'a/bb', 'a/b/a');
const nearText = fc.oneof({ weight: 3, arbitrary: relatives }, { weight: 1, arbitrary: text });

const values = fc.array(near, { maxLength: 3 });
const keys = fc.dictionary(fc.constantFrom('k', 'l'), values, { maxKeys: 2 });

/** Any permission of the language, its action wide or narrow. */
const anyPermission: fc.Arbitrary<Permission> = fc
  .record(
    {
      effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Deny' as const),
      action: fc.constantFrom('s:Get', 's:GetAll', 's:Put', 's:Get*', 's:*', 's:?et', 's:*t*l'),
      resource: near,
      condition: fc.record({ StringLike: keys, StringEquals: keys }, { requiredKeys: [] }),
    },
    { requiredKeys: ['action', 'resource'] },
  )
  .map((permission) => permission as Permission);

export const anyPermissions = fc.array(anyPermission, { maxLength: 8 });

/** A call in the same small world, with values that look like patterns among its context. */
export const anyCall: fc.Arbitrary<Call> = fc.record({
  action: fc.constantFrom('s:Get', 's:GetAll', 's:Put'),
  resource: nearText,
  context: fc.dictionary(fc.constantFrom('sub', 'aws:team', 'k', 'l'), nearText),
});

/** A pattern, and a text that it may or may not stand for. */
export const anyPattern = pattern;
export const anyText = text;
