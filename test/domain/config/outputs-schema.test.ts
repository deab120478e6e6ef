import { describe, expect, it } from '@jest/globals';

import { ClientConfigFault } from '../../../src/contract/errors/faults.ts';
import { renderAmplifyOutputs } from '../../../src/domain/config/amplify-outputs.ts';
import type { PathAccess } from '../../../src/domain/grants/storage/access.ts';
import { authSettings, clientConfig } from '../../support/builders/settings.ts';
import { renderAndRead } from './read-files.ts';

const me = '${cognito-identity.amazonaws.com:sub}';
const withPaths = (paths: Record<string, object>) =>
  clientConfig({
    buckets: [{ name: 'one', region: 'us-east-1', paths: paths as Record<string, PathAccess> }],
  });

describe('Outputs that a library would not read as they are meant', () => {
  it('are a fault of ours, which says where and why', () => {
    const config = clientConfig({ auth: authSettings({ requiredAttributes: ['shoe_size'] }) });

    expect(() => renderAmplifyOutputs(config)).toThrow(ClientConfigFault);
    expect(() => renderAmplifyOutputs(config)).toThrow(
      /amplify_outputs\.json is not valid: [\s\S]*auth\.standard_required_attributes/,
    );
  });

  it('are two buckets of one name', () => {
    const bucket = { name: 'one', region: 'us-east-1', paths: {} };

    expect(() => renderAmplifyOutputs(clientConfig({ buckets: [bucket, bucket] }))).toThrow(
      /two buckets of one name/,
    );
  });
});

describe('The rules of storage paths', () => {
  it.each([
    { 'public/*': { guest: ['get', 'list'] } },
    { 'a/b/*': { authenticated: ['write'], groupsadmins: ['delete'] } },
    { [`photos/${me}/*`]: { entityidentity: ['get'] } },
  ])('let %j pass', (paths) => {
    const { outputs } = renderAndRead(withPaths(paths));

    expect(outputs.storage?.buckets).toEqual([
      { name: 'one', bucket_name: 'one', aws_region: 'us-east-1', paths },
    ]);
  });

  it.each([
    ['a path without its wildcard', { public: { guest: ['get'] } }],
    ['a wildcard within', { 'a/*/b/*': { guest: ['get'] } }],
    ['a leading slash', { '/public/*': { guest: ['get'] } }],
    ['an empty part', { 'a//b/*': { guest: ['get'] } }],
    ['an unknown principal', { 'a/*': { admins: ['get'] } }],
    ['a group without a name', { 'a/*': { groups: ['get'] } }],
    ['"read", which is two words', { 'a/*': { guest: ['read'] } }],
    ['a word twice', { 'a/*': { guest: ['get', 'get'] } }],
    ['nothing for somebody', { 'a/*': { guest: [] } }],
    ['an own folder of everybody', { 'a/*': { entityidentity: ['get'] } }],
    ["somebody in a user's own folder", { [`a/${me}/*`]: { authenticated: ['get'] } }],
    ['an identity before the end', { [`a/${me}/b/*`]: { entityidentity: ['get'] } }],
    ['another variable', { 'a/${aws:username}/*': { authenticated: ['get'] } }],
  ])('refuse %s', (_, paths) => {
    expect(() => renderAmplifyOutputs(withPaths(paths))).toThrow(ClientConfigFault);
  });
});
