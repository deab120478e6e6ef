import { cognito } from '../builders/trust.ts';

/**
 * Trust policies as IAM answers them for one real request, written from the IAM guide without
 * looking at the evaluator: two-valued, on texts, with a world for what the guide leaves open.
 */

export type TokenRequest = {
  readonly aud: string | null;
  readonly amr: readonly string[] | null;
};

/** How the things turn out that no policy tells. */
export type World = {
  /** Whether conditions on other keys hold, in Allow and in Deny statements. */
  readonly unknown: { readonly Allow: boolean; readonly Deny: boolean };
  /** What a single-valued operator does with several values. */
  readonly several: 'some' | 'every';
  /** Whether a Deny of `{"Federated":"*"}` is one. */
  readonly deniesFederations: boolean;
};

const both = [true, false];
export const worlds: readonly World[] = both.flatMap((Allow) =>
  both.flatMap((Deny) =>
    both.flatMap((deniesFederations) =>
      (['some', 'every'] as const).map((several) => ({
        unknown: { Allow, Deny },
        several,
        deniesFederations,
      })),
    ),
  ),
);

export type RawStatement = {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

export function isAdmitted(
  statements: readonly RawStatement[],
  request: TokenRequest,
  world: World,
): boolean {
  const applying = statements.filter((statement) => applies(statement, request, world));
  return (
    applying.some(({ Effect }) => Effect === 'Allow') &&
    !applying.some(({ Effect }) => Effect === 'Deny')
  );
}

function applies(statement: RawStatement, request: TokenRequest, world: World): boolean {
  const actions = [statement.Action ?? []].flat() as string[];
  if (!actions.some((action) => like('sts:AssumeRoleWithWebIdentity', action))) return false;
  if (!isNamed(statement, world)) return false;
  for (const [operator, keys] of Object.entries(statement.Condition ?? {})) {
    for (const [key, value] of Object.entries(keys)) {
      const values = [value].flat().map(String);
      if (!conditionHolds(operator, key, values, request, world, statement.Effect)) return false;
    }
  }
  return true;
}

function isNamed({ Effect, Principal }: RawStatement, world: World): boolean {
  if (Principal === '*') return true;
  const { AWS, Federated } = (Principal ?? {}) as Record<string, unknown>;
  if ([AWS].flat().includes('*')) return true;
  const federations = [Federated].flat();
  if (federations.includes(cognito)) return true;
  return federations.includes('*') && (Effect === 'Allow' || world.deniesFederations);
}

function conditionHolds(
  operator: string,
  key: string,
  values: readonly string[],
  request: TokenRequest,
  world: World,
  effect: 'Allow' | 'Deny',
): boolean {
  const claim = key === `${cognito}:aud` ? 'aud' : key === `${cognito}:amr` ? 'amr' : null;
  if (!claim) return world.unknown[effect];
  const seen = claim === 'aud' ? (request.aud === null ? null : [request.aud]) : request.amr;
  if (operator === 'Null') return values.some((value) => (value === 'true') === (seen === null));
  const set = /^(ForAnyValue|ForAllValues):/.exec(operator)?.[1] ?? null;
  const bare = operator.replace(/^.*:/, '').replace('IfExists', '');
  if (!seen) {
    if (operator.endsWith('IfExists') || set === 'ForAllValues') return true;
    return set === null && bare.startsWith('StringNot');
  }
  const texts = values.map((value) =>
    value === `\${${cognito}:aud}` ? (request.aud ?? '') : value,
  );
  const passes = (one: string): boolean => {
    switch (bare) {
      case 'StringEquals':
        return texts.includes(one);
      case 'StringNotEquals':
        return !texts.includes(one);
      case 'StringLike':
        return texts.some((text) => like(one, text));
      case 'StringNotLike':
        return !texts.some((text) => like(one, text));
      default:
        return world.unknown[effect];
    }
  };
  const every = set ? set === 'ForAllValues' : world.several === 'every';
  return every ? seen.every(passes) : seen.some(passes);
}

/** Wildcards by dynamic programming: `*` any text, `?` one character. */
function like(text: string, pattern: string): boolean {
  let row: boolean[] = [true, ...Array.from(text, () => false)];
  for (const sign of pattern) {
    const next: boolean[] = [sign === '*' && row[0] === true];
    for (let index = 1; index <= text.length; index++) {
      next[index] =
        sign === '*'
          ? next[index - 1] === true || row[index] === true
          : row[index - 1] === true && (sign === '?' || sign === text[index - 1]);
    }
    row = next;
  }
  return row[text.length] === true;
}
