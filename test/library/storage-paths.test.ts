import { beforeEach, describe, expect, it } from '@jest/globals';
import { listPaths } from '@aws-amplify/storage/internals';
import { Amplify } from 'aws-amplify';

import type { ClientConfig } from '../../src/domain/config/client-config.ts';
import { identityWord, type PathAccess } from '../../src/domain/grants/storage/access.ts';
import { renderAmplifyOutputs } from '../../src/domain/config/amplify-outputs.ts';
import { identityPoolId } from '../support/builders/ids.ts';
import { authSettings, clientConfig } from '../support/builders/settings.ts';

/**
 * What the StorageBrowser shows to whom: the library's own `listPaths`, which reads the paths and the
 * groups of the outputs. What it does not know it leaves out without a word
 * (docs/facts/javascript-library.md).
 */

const identityId = identityPoolId.replace(/:.*/, ':aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee');
const group = (name: string, precedence: number | null) => ({ name, precedence, roleArn: null });
const paths: Readonly<Record<string, PathAccess>> = {
  'public/*': { guest: ['get', 'list'], authenticated: ['get', 'list', 'write'] },
  'reports/*': { groupseditors: ['write'], groupsadmins: ['get', 'delete'] },
  [`own/${identityWord}/*`]: { entityidentity: ['get', 'write'] },
};
const config = (overrides: Partial<ClientConfig> = {}) =>
  clientConfig({
    auth: authSettings({ groups: [group('admins', 1), group('editors', 10)] }),
    buckets: [{ name: 'uploads', region: 'eu-west-1', paths }],
    ...overrides,
  });

type Session = { readonly groups?: readonly string[] } | 'guest';

/** Configures the library with outputs and a session, and asks what is shown. */
async function shown(outputs: object, session: Session): Promise<readonly string[]> {
  const claims = session === 'guest' ? {} : { 'cognito:groups': [...(session.groups ?? [])] };
  const tokens = { accessToken: { payload: claims, toString: () => 'token' } };
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  Amplify.configure(outputs, {
    Auth: {
      tokenProvider: { getTokens: async () => (session === 'guest' ? null : tokens) },
      credentialsProvider: {
        getCredentialsAndIdentityId: async () => ({ credentials, identityId }),
        clearCredentialsAndIdentityId: () => undefined,
      },
    },
  });
  const { locations } = await listPaths();
  return locations.map(({ prefix, permission }) => `${prefix} ${String(permission)}`);
}

describe('What the library shows of a bucket', () => {
  type Outputs = {
    readonly auth: { readonly groups: readonly object[] };
    readonly storage: { readonly buckets: readonly { readonly paths: object }[] };
  };
  let outputs: Outputs;

  beforeEach(() => {
    outputs = JSON.parse(renderAmplifyOutputs(config())) as Outputs;
  });

  it.each<[string, Session, string[]]>([
    ['a guest', 'guest', ['public/* get,list']],
    ['somebody signed in', {}, [`own/${identityId}/* get,write`, 'public/* get,list,write']],
    [
      'a member of a group',
      { groups: ['editors'] },
      ['public/* get,list,write', 'reports/* write'],
    ],
    [
      'a member of several, by the group that comes first',
      { groups: ['editors', 'admins'] },
      ['public/* get,list,write', 'reports/* get,delete'],
    ],
  ])('to %s is what the paths of the outputs say', async (_, session, expected) => {
    expect((await shown(outputs, session)).toSorted()).toEqual(expected);
  });

  it('to a group is nothing where groups are plain names', async () => {
    const plain = { ...outputs, auth: { ...outputs.auth, groups: ['admins', 'editors'] } };

    expect(await shown(plain, { groups: ['editors'] })).not.toContain('reports/* write');
    expect(outputs.auth.groups).toEqual([
      { admins: { precedence: 1 } },
      { editors: { precedence: 10 } },
    ]);
  });

  it.each(['signedIn', 'everybody', 'entity', 'owner'])(
    'is nothing by a word for users that it does not know: %s',
    async (word) => {
      const [bucket] = outputs.storage.buckets;
      const unknown = { ...bucket, paths: { 'drafts/*': { [word]: ['get'] } } };
      const storage = { ...outputs.storage, buckets: [unknown] };

      for (const session of ['guest', {}, { groups: ['admins'] }] as const) {
        expect(await shown({ ...outputs, storage }, session)).toEqual([]);
      }
      for (const access of Object.values(bucket?.paths ?? {}) as object[]) {
        for (const who of Object.keys(access)) {
          expect(who).toMatch(/^(guest|authenticated|entityidentity|groups.+)$/);
        }
      }
    },
  );
});
