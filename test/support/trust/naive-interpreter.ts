import { cognito } from '../builders/trust.ts';

/**
 * Trust policies as IAM answers them for one real request, written from the IAM guide without
 * looking at the evaluator: two-valued, on texts, with a world for what the guide leaves open.
 */

export type TokenRequest = {
  readonly aud: string | null;
  readonly amr: readonly string[] | null;
  /** `sts:AssumeRoleWithWebIdentity` when left out. */
  readonly action?: string;
};

/** Somebody without a token of a pool: by which principal, and what his request bears. */
export type OtherRequest = {
  readonly by: { readonly AWS?: string; readonly Federated?: string };
  readonly action: string;
  readonly keys: Readonly<Record<string, readonly string[]>>;
};
type AnyRequest = TokenRequest | OtherRequest;

/** How the things turn out that no policy tells. */
export type World = {
  /** Whether conditions on other keys hold, in Allow and in Deny statements. */
  readonly unknown: { readonly Allow: boolean; readonly Deny: boolean };
  /** What a single-valued operator does with several values. */
  readonly several: 'some' | 'every';
  /** Whether `{"Federated":"*"}` names every federation, or none. */
  readonly namesFederations: boolean;
};

const both = [true, false];
export const worlds: readonly World[] = both.flatMap((Allow) =>
  both.flatMap((Deny) =>
    both.flatMap((namesFederations) =>
      (['some', 'every'] as const).map((several) => ({
        unknown: { Allow, Deny },
        several,
        namesFederations,
      })),
    ),
  ),
);

export type RawStatement = {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

export function isAdmitted(
  statements: readonly RawStatement[],
  request: AnyRequest,
  world: World,
): boolean {
  const applying = statements.filter((statement) => applies(statement, request, world));
  return (
    applying.some(({ Effect }) => Effect === 'Allow') &&
    !applying.some(({ Effect }) => Effect === 'Deny')
  );
}

/** Whether a Deny hits a request, whatever else lets it in. */
export function isDenied(
  statements: readonly RawStatement[],
  request: AnyRequest,
  world: World,
): boolean {
  return statements.some(
    (statement) => statement.Effect === 'Deny' && applies(statement, request, world),
  );
}

function applies(statement: RawStatement, request: AnyRequest, world: World): boolean {
  const { action = 'sts:AssumeRoleWithWebIdentity' } = request;
  const by = 'by' in request ? request.by : { Federated: cognito };
  const covers = (names: unknown) =>
    ([names ?? []].flat() as string[]).some((one) => like(action.toLowerCase(), one.toLowerCase()));
  if (statement.NotAction === undefined ? !covers(statement.Action) : covers(statement.NotAction)) {
    return false;
  }
  if (!isNamed(statement, by, world)) return false;
  for (const [operator, keys] of Object.entries(statement.Condition ?? {})) {
    for (const [key, value] of Object.entries(keys)) {
      const values = [value].flat().map(String);
      if (!conditionHolds(operator, key, values, request, world, statement.Effect)) return false;
    }
  }
  return true;
}

function isNamed(
  { Principal, NotPrincipal }: RawStatement,
  by: OtherRequest['by'],
  world: World,
): boolean {
  if (NotPrincipal !== undefined) {
    return !isNamed({ Effect: 'Deny', Principal: NotPrincipal }, by, world);
  }
  if (Principal === '*') return true;
  const { AWS, Federated } = (Principal ?? {}) as Record<string, unknown>;
  const accounts = [AWS].flat();
  if (accounts.includes('*')) return true;
  if (by.AWS !== undefined && accounts.includes(by.AWS)) return true;
  const federations = [Federated].flat();
  if (by.Federated === undefined) return false;
  if (federations.includes(by.Federated)) return true;
  return federations.includes('*') && world.namesFederations;
}

function conditionHolds(
  operator: string,
  key: string,
  values: readonly string[],
  request: AnyRequest,
  world: World,
  effect: 'Allow' | 'Deny',
): boolean {
  const seen = seenBy(request, key);
  if (seen === 'unknown') return world.unknown[effect];
  if (operator === 'Null') return values.some((value) => (value === 'true') === (seen === null));
  const set = /^(ForAnyValue|ForAllValues):/.exec(operator)?.[1] ?? null;
  const bare = operator.replace(/^.*:/, '').replace('IfExists', '');
  if (!seen) {
    if (operator.endsWith('IfExists') || set === 'ForAllValues') return true;
    return set === null && bare.startsWith('StringNot');
  }
  const texts = values.map((value) =>
    value === `\${${cognito}:aud}` && 'aud' in request ? (request.aud ?? '') : value,
  );
  const passes = (one: string): boolean => {
    switch (bare) {
      case 'StringEquals':
        return texts.includes(one);
      case 'StringNotEquals':
        return !texts.includes(one);
      case 'StringEqualsIgnoreCase':
        return texts.some((text) => text.toLowerCase() === one.toLowerCase());
      case 'StringNotEqualsIgnoreCase':
        return !texts.some((text) => text.toLowerCase() === one.toLowerCase());
      case 'StringLike':
        return texts.some((text) => like(one, text));
      case 'StringNotLike':
        return !texts.some((text) => like(one, text));
      case 'ArnLike':
      case 'ArnEquals':
        return texts.some((text) => likeArn(one, text));
      default:
        return world.unknown[effect];
    }
  };
  const every = set ? set === 'ForAllValues' : world.several === 'every';
  return every ? seen.every(passes) : seen.some(passes);
}

/** The values of a key in a request; `null` when it bears none. */
function seenBy(request: AnyRequest, key: string): readonly string[] | null | 'unknown' {
  if (!key.includes('.') && !key.startsWith('aws:Principal')) return 'unknown';
  if ('by' in request) return request.keys[key] ?? null;
  if (key === `${cognito}:aud`) return request.aud === null ? null : [request.aud];
  if (key === `${cognito}:amr`) return request.amr;
  return key.startsWith('aws:') ? 'unknown' : null;
}

/** Each of the six parts by itself. */
function likeArn(arn: string, pattern: string): boolean {
  const [parts, patterns] = [arn, pattern].map((text) => {
    const all = text.split(':');
    return [...all.slice(0, 5), all.slice(5).join(':')];
  }) as [string[], string[]];
  return parts.every((part, index) => like(part, patterns[index] ?? ''));
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
