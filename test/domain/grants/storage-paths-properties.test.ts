import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import type { Permission } from '../../../src/domain/policies/permission.ts';
import { admin, given, guest, user } from './granted.ts';

const me = '${cognito-identity.amazonaws.com:sub}';
const bucketArn = 'arn:aws:s3:::photos-bucket';
const s3Actions = {
  get: 's3:GetObject',
  list: 's3:ListBucket',
  write: 's3:PutObject',
  delete: 's3:DeleteObject',
} as const;
type Word = keyof typeof s3Actions;
const words = Object.keys(s3Actions) as Word[];

const some = fc.subarray(words);
const access = fc.record({
  authenticated: some,
  guest: some,
  groups: fc.option(fc.record({ admins: some }), { nil: {} }),
});
const paths = fc.record(
  {
    'a/*': access,
    'a/b/*': access,
    'a/c/*': access,
    'd/{entity_id}/*': fc.record({ entity: some, authenticated: some, guest: some }),
    'e/*': access,
  },
  { requiredKeys: [] },
);
type Paths = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Where each path is for whom, with what it allows: the rules as people read them. */
function rulesOf(rules: Paths): { who: string; prefix: string; words: readonly Word[] }[] {
  return Object.entries(rules).flatMap(([path, { groups, ...lists }]) =>
    Object.entries({ ...lists, ...(groups as object | undefined) }).map(([who, list]) => ({
      who: who === 'entity' ? 'authenticated' : who,
      prefix: path.replace('{entity_id}/*', who === 'entity' ? `${me}/*` : '*').slice(0, -1),
      words: list as readonly Word[],
    })),
  );
}

/** The closest path that anybody has rules on decides. */
function meant(rules: Paths, who: string, word: Word, key: string): boolean {
  const all = rulesOf(rules).filter((rule) => rule.words.length > 0);
  const around = all.map(({ prefix }) => prefix).filter((prefix) => key.startsWith(prefix));
  const closest = around.sort((a, b) => b.length - a.length)[0];
  return all.some(
    (rule) => rule.who === who && rule.prefix === closest && rule.words.includes(word),
  );
}

/** What IAM makes of permissions: a Deny wins, else one Allow is enough. */
function allows(permissions: readonly Permission[], word: Word, key: string): boolean {
  const hits = permissions.filter(({ action, resource, condition }) => {
    if (action !== s3Actions[word]) return false;
    if (word !== 'list') return matches(resource, `${bucketArn}/${key}`);
    const listed = condition?.StringLike?.['s3:prefix'] ?? [];
    return resource === bucketArn && listed.some((pattern) => matches(pattern, key));
  });
  return hits.length > 0 && hits.every(({ effect = 'Allow' }) => effect === 'Allow');
}

function matches(pattern: string, text: string): boolean {
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
}

describe('The paths of a storage grant', () => {
  it('mean to IAM what they say: the closest rules decide, for everybody and every action', () => {
    const keys = ['a/x', 'a/b/x', 'a/bb/x', 'a/b/', 'a/c/d/x', `d/${me}/x`, 'd/other/x', 'e/', 'x'];
    const who = [
      ['authenticated', user],
      ['guest', guest],
      ['admins', admin],
    ] as const;

    fc.assert(
      fc.property(paths, (rules) => {
        for (const [name, grantee] of who) {
          const permissions = given(
            { storage: [{ bucket: 'photos-bucket', paths: rules }] },
            grantee,
          );
          const told = words.flatMap((word) => keys.map((key) => allows(permissions, word, key)));

          expect(told).toEqual(
            words.flatMap((word) => keys.map((key) => meant(rules, name, word, key))),
          );
        }
      }),
    );
  });
});
