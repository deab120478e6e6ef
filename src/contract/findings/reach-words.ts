import * as z from 'zod';
import { listing } from '../text.ts';
import { names } from './entry.ts';
import { once } from '../when-asked.ts';

/** The words in which findings tell how users get their roles, and what to grant to groups. */

/** How the users of an app client get their role. */
export const mappingSchema = once(() =>
  z
    .strictObject({
      /** The key of the role mapping: `<provider name>:<client id>`. */
      provider: z.string(),
      /** `null`: there is none, so that everybody gets the authenticated role. */
      type: z.enum(['Token', 'Rules']).nullable(),
      /** What becomes of a user for whom it finds no role. */
      otherwise: z.enum(['AuthenticatedRole', 'Deny']).nullable(),
    })
    .readonly(),
);
type Mapping = z.infer<ReturnType<typeof mappingSchema>>;

/** The identity pool has no authenticated role, so that no mapping can fall back to it; left out: it has one. */
export const noFallback = once(() => z.literal(true).optional());

/** A rule of a role mapping, by what it looks at. */
export const ruleSchema = once(() =>
  z.strictObject({ claim: z.string(), match: z.string(), value: z.string() }).readonly(),
);

/** `aud Equals 1a2b3c` */
export function ruleWords({ claim, match, value }: z.infer<ReturnType<typeof ruleSchema>>): string {
  return `${claim} ${match} ${value}`;
}

/** Of each client the rule that picks all who are left, so that nobody gets what comes behind it; `null`: none does. */
export const pickersSchema = once(() => z.array(ruleSchema().nullable()).readonly());
type Pickers = z.infer<ReturnType<typeof pickersSchema>>;

/** Those rules, each once, as in "aud Equals 1a2b3c or iss StartsWith https://"; `null`: there is none. */
export function pickersWords(pickers: Pickers): string | null {
  const words = pickers.flatMap((rule) => (rule ? [ruleWords(rule)] : []));
  return words.length > 0 ? listing([...new Set(words)], ' or ') : null;
}

/** Permissions are listed; where there is only one, it is `true`. */
const granted = once(() => z.union([z.boolean(), names]));
type Granted = z.infer<ReturnType<typeof granted>>;

/** A place of the request that grants signed-in users more than the groups. */
const placeToGrant = once(() =>
  z.strictObject({
    /** `grants.rest.0.paths.1` */
    where: z.string(),
    authenticated: granted(),
    groups: z.record(z.string(), granted()),
  }),
);

/** What could be granted to the groups that signed-in users are granted. */
export const remedySchema = once(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('offer'),
      groups: names,
      places: z.array(placeToGrant()).readonly(),
    }),
    /** No group has a role that users get. */
    z.strictObject({ kind: z.literal('no groups') }),
    z.strictObject({ kind: z.literal('granted already') }),
    /** What is left is granted to each user in a folder of their own. */
    z.strictObject({ kind: z.literal('own folders') }),
  ]),
);
export type GroupRemedy = z.infer<ReturnType<typeof remedySchema>>;

/** What to grant to the groups: each place as JSON for the request, or what to do where none is left. */
export function groupRemedyWords(
  remedy: GroupRemedy | null,
  words: Readonly<Record<GroupRemedy['kind'], string>>,
): string | undefined {
  if (remedy === null) return undefined;
  if (remedy.kind !== 'offer') return words[remedy.kind];
  const places = remedy.places.map(({ where, authenticated, groups }) => {
    const offered = remedy.groups.map((group) => {
      const has = Object.hasOwn(groups, group) ? groups[group] : undefined;
      return [group, union(has ?? false, authenticated)] as const;
    });
    return `in ${where} "groups": ${JSON.stringify({ ...groups, ...Object.fromEntries(offered) })}`;
  });
  return `${words.offer}: ${listing(places, '; ')}.`;
}

function union(have: Granted, wanted: Granted): Granted {
  if (have === true || wanted === true) return true;
  return [...new Set([...(have || []), ...(wanted || [])])];
}

/** `Token mapping, otherwise Deny`, each kind once. */
export function mappingKinds(mappings: readonly Mapping[]): string {
  const kinds = mappings.map(
    ({ type, otherwise }) => `${type ?? 'no'} mapping, otherwise ${otherwise ?? 'none'}`,
  );
  return [...new Set(kinds)].join('; ');
}

/** What role mappings give users that leave nobody for the authenticated role. */
export function mappingWords(mappings: readonly Mapping[], pickers: Pickers): string {
  const words = mappings.map(({ type }, index) => {
    const picker = pickers[index];
    if (picker)
      return `the rule ${ruleWords(picker)} of the role mapping picks all who are left to it`;
    return type === 'Token'
      ? 'the role mapping gives users the role of their group and denies everybody else'
      : 'the role mapping gives users the role of the first rule that matches and denies everybody else';
  });
  return [...new Set(words)].join(', and ');
}

/** Who gets another role than the authenticated one. */
export function passedBy(groups: readonly string[], byToken: boolean): string {
  const members = groups.length > 0 ? `members of ${listing(groups)}` : '';
  if (byToken) return members || 'members of groups with a role';
  return `users whom a rule gives another role${members && ` (the one of ${listing(groups)})`}`;
}
