import { describe, expect, it } from '@jest/globals';
import { discoverySchema } from '../../../src/contract/discovery.ts';
import { shapeDiscovery } from '../../../src/domain/discovery/shape-discovery.ts';
import { codes } from '../../support/builders/codes.ts';
import { aListedPool, regionReadings } from '../../support/builders/discovery.ts';
import { anIdentityPool } from '../../support/builders/identity-pool.ts';
import {
  identityPoolId,
  nativeClientId,
  providerName,
  userPoolId,
  webClientId,
} from '../../support/builders/ids.ts';
import { denied, found, notFound } from '../../support/builders/readings.ts';
import {
  aWebClient,
  clientReadings,
  listedClients,
  userPoolReadings,
} from '../../support/builders/user-pool.ts';

const onlyPool = (readings: Parameters<typeof shapeDiscovery>[0]) => {
  const [pool] = discoverySchema.parse(shapeDiscovery(readings)).userPools;
  if (!pool) throw new Error('There is no pool.');
  return pool;
};

const provider = (name: string) => ({ name, clientId: webClientId, serverSideTokenCheck: true });

describe('A discovered user pool', () => {
  it('has its clients and identity pools, and what the request names them as', () => {
    const pool = onlyPool(regionReadings());

    expect(pool.clients).toEqual([
      { id: nativeClientId, name: 'native', secret: true, proposedAs: 'native' },
      { id: webClientId, name: 'web', secret: false, proposedAs: 'web' },
    ]);
    expect(pool.identityPools).toEqual([
      {
        id: identityPoolId,
        name: 'storefront_identities',
        clients: [webClientId, nativeClientId],
        proposed: true,
      },
    ]);
  });

  it('is ready when nothing would refuse its import: warnings do not block', () => {
    expect(onlyPool(regionReadings()).blocks).toEqual([]);
  });

  it('is blocked by what an import would be refused for', () => {
    const server = aWebClient({ hasSecret: true });
    const readings = { userPool: listedClients(server), identityPool: null };
    const request = { app: 'a', env: 'dev', userPoolId };
    const listing = { list: found([]), more: false, clients: clientReadings(server) };

    const { blocks } = onlyPool(
      regionReadings({ userPools: [aListedPool({ request, readings, listing })] }),
    );

    expect(codes(blocks)).toEqual(['NO_WEB_CLIENT']);
  });

  it('is blocked by reads that were denied, and by one that failed', () => {
    const pool = denied('cognito-idp:DescribeUserPool');
    const refused = { userPool: userPoolReadings({ pool }), identityPool: null };
    const failed = { status: 'failed', message: 'Too many requests.' } as const;

    const blocksFor = (readings: Parameters<typeof aListedPool>[0]) =>
      onlyPool(regionReadings({ userPools: [aListedPool(readings)] })).blocks;

    expect(codes(blocksFor({ readings: refused }))).toContain('READ_DENIED');
    expect(blocksFor({ readings: failed })).toMatchObject([
      { code: 'POOL_NOT_READ', subject: userPoolId, message: 'Too many requests.' },
    ]);
  });

  it('says of a client that could not be read that nobody knows of a secret', () => {
    const list = found([{ id: webClientId, name: 'web' }]);
    const clients = [{ id: webClientId, reading: denied('cognito-idp:DescribeUserPoolClient') }];

    const pool = onlyPool(
      regionReadings({ userPools: [aListedPool({ listing: { list, more: false, clients } })] }),
    );

    expect(pool.clients).toMatchObject([{ id: webClientId, secret: null }]);
  });
});

describe('An identity pool', () => {
  it('P-1: belongs to a user pool by its whole provider name, not by the end of it', () => {
    const names = [providerName.replace('eu-west-1', 'us-east-1'), `x.${providerName}`];
    const pool = anIdentityPool({ providers: names.map(provider) });

    const { identityPools } = onlyPool(
      regionReadings({
        identityPools: { list: found([]), pools: [{ id: pool.id, reading: found(pool) }] },
      }),
    );

    expect(identityPools).toEqual([]);
  });

  it('that accepts user pools of elsewhere is told apart', () => {
    const abroad = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI';
    const pool = anIdentityPool({ providers: [provider(abroad), provider(providerName)] });

    const { elsewhere } = shapeDiscovery(
      regionReadings({
        identityPools: { list: found([]), pools: [{ id: pool.id, reading: found(pool) }] },
      }),
    );

    expect(elsewhere).toEqual([
      { id: pool.id, name: pool.name, userPools: ['us-east-1_AbCdEfGhI'] },
    ]);
  });

  it('that could not be read is a finding of the region', () => {
    const { findings } = shapeDiscovery(
      regionReadings({
        identityPools: {
          list: denied('cognito-identity:ListIdentityPools'),
          pools: [
            { id: identityPoolId, reading: denied('cognito-identity:DescribeIdentityPool') },
            { id: 'failed', reading: { status: 'failed', message: 'Too many requests.' } },
            { id: 'deleted', reading: notFound },
          ],
        },
      }),
    );

    expect(codes(findings)).toEqual(['READ_DENIED', 'READ_DENIED', 'POOL_NOT_READ']);
    expect(findings.map(({ subject }) => subject)).toEqual(['eu-west-1', identityPoolId, 'failed']);
  });
});
