import { describe, expect, it } from '@jest/globals';

import { chooseClients } from '../../../src/domain/pools/app-clients.ts';
import { codes } from '../../support/builders/codes.ts';
import { nativeClientId, userPoolId, webClientId } from '../../support/builders/ids.ts';
import { denied, found, notFound } from '../../support/builders/readings.ts';
import { aRequest } from '../../support/builders/request.ts';
import {
  aNativeClient,
  aWebClient,
  clientReadings,
  listedClients,
  userPoolReadings,
} from '../../support/builders/user-pool.ts';

const unnamed = aRequest({ webClientId: null });

describe('The web client', () => {
  it('is the one that the request names', () => {
    const readings = userPoolReadings({ clients: clientReadings(aNativeClient(), aWebClient()) });

    const { web } = chooseClients(aRequest(), readings);

    expect(web).toEqual(aWebClient());
  });

  it('is the only one without a secret when the request names none', () => {
    const readings = listedClients(aNativeClient({ hasSecret: true }), aWebClient());

    const { web, findings } = chooseClients(unnamed, readings);

    expect(web).toEqual(aWebClient());
    expect(codes(findings)).toEqual(['NATIVE_CLIENT_DEFAULTED']);
  });

  it('is asked for by name when several have no secret, and the finding lists them', () => {
    const { web, findings } = chooseClients(unnamed, listedClients(aWebClient(), aNativeClient()));

    expect(web).toBeNull();
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'SEVERAL_WEB_CLIENTS',
        severity: 'error',
        subject: userPoolId,
        found: `web (${webClientId}), native (${nativeClientId})`,
      }),
    ]);
  });

  it.each([
    ['the pool has no client', listedClients()],
    ['every client has a secret', listedClients(aWebClient({ hasSecret: true }))],
  ])('is missed when %s, with the command that makes one', (_, readings) => {
    const { web, findings } = chooseClients(unnamed, readings);

    expect(web).toBeNull();
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'NO_WEB_CLIENT',
        command: expect.stringContaining('--no-generate-secret'),
      }),
    ]);
  });

  it('is asked for by name when the pool has more clients than are searched', () => {
    const readings = { ...listedClients(), moreClients: true };

    const { findings } = chooseClients(unnamed, readings);

    expect(codes(findings)).toEqual(['TOO_MANY_CLIENTS']);
  });

  it('must not have a secret, and the finding never tells it', () => {
    const readings = userPoolReadings({ clients: clientReadings(aWebClient({ hasSecret: true })) });

    const { web, findings } = chooseClients(aRequest(), readings);

    expect(web).toBeNull();
    expect(findings).toEqual([
      expect.objectContaining({ code: 'WEB_CLIENT_HAS_SECRET', subject: webClientId }),
    ]);
  });

  it.each([
    ['does not exist', { id: webClientId, reading: notFound }],
    ['was not read', { id: 'other', reading: notFound }],
    [
      'belongs to another pool',
      { id: webClientId, reading: found(aWebClient({ userPoolId: 'eu-west-1_Another01' })) },
    ],
  ])('is not found when it %s', (_, client) => {
    const { web, findings } = chooseClients(aRequest(), userPoolReadings({ clients: [client] }));

    expect(web).toBeNull();
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'CLIENT_NOT_FOUND',
        subject: webClientId,
        command: `aws cognito-idp list-user-pool-clients --region eu-west-1 --user-pool-id ${userPoolId}`,
      }),
    ]);
  });

  it.each([
    [
      'the named client',
      aRequest(),
      userPoolReadings({ clients: [{ id: webClientId, reading: denied('a') }] }),
    ],
    ['the list', unnamed, userPoolReadings({ clientList: denied('a') })],
    [
      'one of the listed clients',
      unnamed,
      { ...listedClients(), clients: [{ id: 'x', reading: denied('a') }] },
    ],
  ])('is not guessed at when AWS denies %s', (_, request, readings) => {
    expect(chooseClients(request, readings)).toEqual({ web: null, native: null, findings: [] });
  });
});

describe('The native client', () => {
  it('is the web client unless it is named, and the run says so', () => {
    const { native, findings } = chooseClients(aRequest(), userPoolReadings());

    expect(native).toEqual(aWebClient());
    expect(findings).toEqual([
      expect.objectContaining({ code: 'NATIVE_CLIENT_DEFAULTED', severity: 'info' }),
    ]);
  });

  it('may be named as the web client, and then there is nothing to say', () => {
    const request = aRequest({ nativeClientId: webClientId });

    const { native, findings } = chooseClients(request, userPoolReadings());

    expect(native).toEqual(aWebClient());
    expect(findings).toEqual([]);
  });

  it('may differ from the web client in everything', () => {
    const native = aNativeClient({ callbackUrls: ['myapp://callback/'], scopes: ['openid'] });
    const readings = userPoolReadings({ clients: clientReadings(aWebClient(), native) });

    const chosen = chooseClients(aRequest({ nativeClientId }), readings);

    expect(chosen).toEqual({ web: aWebClient(), native, findings: [] });
  });

  it('may have a secret, with a warning', () => {
    const native = aNativeClient({ hasSecret: true });
    const readings = userPoolReadings({ clients: clientReadings(aWebClient(), native) });

    const chosen = chooseClients(aRequest({ nativeClientId }), readings);

    expect(chosen.native).toEqual(native);
    expect(chosen.findings).toEqual([
      expect.objectContaining({
        code: 'NATIVE_CLIENT_HAS_SECRET',
        severity: 'warning',
        subject: nativeClientId,
      }),
    ]);
  });

  it('is looked for beside the web client, so that both mistakes are told', () => {
    const request = aRequest({ webClientId: 'nobody', nativeClientId: 'noone' });

    const { findings } = chooseClients(request, userPoolReadings());

    expect(findings.map(({ subject }) => subject)).toEqual(['nobody', 'noone']);
  });
});
