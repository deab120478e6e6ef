import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { discoverySchema } from '../../../src/contract/discovery.ts';
import { requestSchema } from '../../../src/contract/request.ts';
import type { Pairing } from '../../../src/domain/discovery/pairing.ts';
import { appNameOf, proposeRequest } from '../../../src/domain/discovery/propose-request.ts';
import type { AppClientDescription } from '../../../src/domain/readings.ts';
import { identityPoolId, userPoolId } from '../../support/builders/ids.ts';
import { denied, found } from '../../support/builders/readings.ts';
import { aWebClient, clientReadings } from '../../support/builders/user-pool.ts';
import { runs } from '../../support/counts.ts';

const pool = { id: userPoolId, name: 'storefront-users' };
const proposed = discoverySchema.shape.userPools.element.shape.request;
const otherIdentityPoolId = 'eu-west-1:22222222-2222-4333-8444-555555555555';

const client = (id: string, hasSecret = false) => aWebClient({ id, name: id, hasSecret });
const accepting = (...clientIds: string[]): Pairing => ({
  id: identityPoolId,
  name: 'identities',
  clientIds,
});
const propose = (clients: readonly AppClientDescription[], ...pairings: Pairing[]) => {
  const list = found(clients.map(({ id, name }) => ({ id, name })));
  return proposeRequest(pool, { list, more: false, clients: clientReadings(...clients) }, pairings);
};

describe('The proposed web client', () => {
  it('is the only one without a secret', () => {
    expect(propose([client('server', true), client('site')])).toEqual({
      app: 'storefront-users',
      env: 'dev',
      userPoolId,
      webClientId: 'site',
    });
  });

  it('is, of several, one that an identity pool accepts', () => {
    const request = propose([client('alpha'), client('beta')], accepting('beta'));

    expect(request).toMatchObject({ webClientId: 'beta', identityPoolId });
  });

  it('is, of several that are as good, the first by name', () => {
    expect(propose([client('beta'), client('alpha')]).webClientId).toBe('alpha');
  });

  it.each([
    ['gen1ab12cd34_app_clientWeb', 'gen1ab12cd34_app_client'],
    ['web', 'native'],
    ['shop-spa', 'server'],
    ['site', 'android'],
  ])('is, of several, the one whose name says so: %s, not %s', (web, native) => {
    const clients = [client(native), client(web)];

    expect(propose(clients, accepting(native, web)).webClientId).toBe(web);
    expect(propose(clients).webClientId).toBe(web);
  });

  it('has to be accepted by an identity pool more than to be called web', () => {
    const clients = [client('web'), client('site'), client('native')];

    expect(propose(clients, accepting('site', 'native')).webClientId).toBe('site');
  });

  it('U-1: is none when every client has a secret, or cannot be read', () => {
    const unread = {
      list: found([pool]),
      more: false,
      clients: [{ id: 'a', reading: denied('x') }],
    };

    expect(propose([client('server', true)])).not.toHaveProperty('webClientId');
    expect(proposeRequest(pool, unread, [])).not.toHaveProperty('webClientId');
  });
});

describe('The proposed identity pool', () => {
  it('P-2: is the first that accepts the chosen web client', () => {
    const other = { ...accepting('server'), id: otherIdentityPoolId, name: 'a-first' };

    const request = propose([client('server', true), client('site')], other, accepting('site'));

    expect(request.identityPoolId).toBe(identityPoolId);
  });

  it('P-3: is one of another client when none accepts the web client, so that this is told', () => {
    const request = propose([client('server', true), client('site')], accepting('server'));

    expect(request).toMatchObject({ webClientId: 'site', identityPoolId });
    expect(request).not.toHaveProperty('nativeClientId');
  });
});

describe('The proposed native client', () => {
  it('is the only other client that the identity pool accepts', () => {
    const clients = [client('site'), client('phone', true), client('batch', true)];

    expect(propose(clients, accepting('site', 'phone')).nativeClientId).toBe('phone');
  });

  it.each([
    ['several others are accepted', [accepting('site', 'phone', 'tablet')]],
    ['there is no identity pool', []],
  ])('is none when %s: the web client serves native apps', (_, pairings) => {
    const clients = [client('site'), client('phone', true), client('tablet', true)];

    expect(propose(clients, ...pairings)).not.toHaveProperty('nativeClientId');
  });
});

describe('The proposed pair of clients', () => {
  it.each([
    ['gen1ab12cd34_app_clientWeb', 'gen1ab12cd34_app_client'],
    ['web', 'native'],
  ])('is the right way round: %s and %s', (webClientId, nativeClientId) => {
    const names = [webClientId, nativeClientId, 'server', 'batch'];

    const request = propose(
      names.map((name) => client(name)),
      accepting(...names),
    );

    expect(request).toMatchObject({ webClientId, nativeClientId });
  });
});

describe('The proposed name of the app', () => {
  it.each([
    ['Storefront Users (EU)', 'storefront-users-eu'],
    ['myapp1234_userpool_5f-dev', 'myapp1234-userpool-5f-dev'],
    ['Épicerie', 'epicerie'],
    ['2024 pool', 'pool'],
    ['顧客', 'app'],
    ['a'.repeat(31) + '-b', 'a'.repeat(31)],
  ])('is made of "%s"', (name, app) => {
    expect(appNameOf(name)).toBe(app);
  });

  it('S-2: makes a valid request whatever the pool is called', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })),
        (name) => {
          const request = proposeRequest(
            { ...pool, name },
            { list: found([]), more: false, clients: clientReadings(client('site')) },
            [accepting('site')],
          );

          expect(proposed.safeParse(request).success).toBe(true);
          expect(requestSchema().safeParse(request).success).toBe(true);
        },
      ),
      runs(100),
    );
  });
});
