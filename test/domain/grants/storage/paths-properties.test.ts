import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import type { Permission } from '../../../../src/domain/iam/permission.ts';
import { admin, given, guest, user } from '../granted.ts';
import { runs } from '../../../support/counts.ts';

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

type Lists = {
  readonly entity?: Word[];
  readonly authenticated: Word[];
  readonly guest: Word[];
  readonly groups: { readonly admins?: Word[] };
};
type Paths = Readonly<Record<string, Lists>>;

const some = fc.subarray(words);
const access: fc.Arbitrary<Lists> = fc.record({
  authenticated: some,
  guest: some,
  groups: fc.option(fc.record({ admins: some }), { nil: {} }),
});
const ownAccess = fc.tuple(access, some).map(([lists, entity]): Lists => ({ ...lists, entity }));
const paths = fc.record(
  {
    'a/*': access,
    'a/b/*': access,
    'a/c/*': access,
    'd/{entity_id}/*': ownAccess,
    'd/shared/*': access,
    'e/*': access,
  },
  { requiredKeys: [] },
);

/** The folder that a path names, whoever's: the folders of single users lie in it. */
function folderOf(path: string): string {
  return path.replace('{entity_id}/*', '').replace('*', '');
}

/**
 * The rule in its words: the closest path around an object decides, also one that names nobody. There
 * everybody may do what their list says, and a signed-in user in their own folder what `entity` says too.
 */
function meant(rules: Paths, who: string, word: Word, key: string): boolean {
  const [closest] = Object.entries(rules)
    .filter(([path]) => key.startsWith(folderOf(path)))
    .sort(([one], [other]) => folderOf(other).length - folderOf(one).length);
  if (!closest) return false;
  const [path, { entity = [], authenticated, guest: guests, groups }] = closest;
  if (who === 'guest') return guests.includes(word);
  if (who === 'admins') return (groups?.admins ?? []).includes(word);
  const own = path.includes('{entity_id}') && key.startsWith(`${folderOf(path)}${me}/`);
  return authenticated.includes(word) || (own && entity.includes(word));
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
    const keys = [
      'a/x',
      'a/b/x',
      'a/bb/x',
      'a/b/',
      'a/c/d/x',
      `d/${me}/x`,
      'd/other/x',
      'd/shared/x',
      'e/',
      'x',
    ];
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
      runs(100),
    );
  });
});
