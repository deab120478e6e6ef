import { describe, expect, it } from '@jest/globals';

import { chooseClients, clientsOf } from '../../../src/domain/pools/app-clients.ts';
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

    const { web, published } = chooseClients(aRequest(), readings);

    expect(web).toEqual(aWebClient());
    expect(published).toEqual([webClientId]);
  });

  it('U-3: is the only one without a secret when the request names none', () => {
    const readings = listedClients(aNativeClient({ hasSecret: true }), aWebClient());

    const { web, findings } = chooseClients(unnamed, readings);

    expect(web).toEqual(aWebClient());
    expect(codes(findings)).toEqual(['NATIVE_CLIENT_DEFAULTED']);
  });

  it('U-3: is asked for by name when several have no secret, and the finding lists them', () => {
    const { web, findings } = chooseClients(unnamed, listedClients(aWebClient(), aNativeClient()));

    expect(web).toBeNull();
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'SEVERAL_WEB_CLIENTS',
        severity: 'error',
        subject: userPoolId,
        found: `web (${webClientId}), native (${nativeClientId})`,
        resolution: `Name one of them in the request, for example "webClientId": "${webClientId}".`,
      }),
    ]);
  });

  it('U-3: is chosen from all sixty clients that are read, however long their names', () => {
    const clients = Array.from({ length: 60 }, (_, index) =>
      aWebClient({ id: `client${index}`, name: `${'n'.repeat(100)}${index}` }),
    );

    const [several] = chooseClients(unnamed, listedClients(...clients)).findings;

    for (const { id, name } of clients) expect(several?.found).toContain(`${name} (${id})`);
  });

  it.each([
    ['the pool has no client', listedClients(), undefined],
    [
      'every client has a secret',
      listedClients(aWebClient({ hasSecret: true })),
      `with a secret: web (${webClientId})`,
    ],
  ])('U-1: is missed when %s, with the command that makes one', (_, readings, has) => {
    const { web, findings } = chooseClients(unnamed, readings);

    expect(web).toBeNull();
    expect(findings.map((one) => one.found)).toEqual([has]);
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'NO_WEB_CLIENT',
        severity: 'error',
        command: expect.stringContaining('--no-generate-secret'),
      }),
    ]);
  });

  it('is asked for by name when the pool has more clients than are searched', () => {
    const sixty = Array.from({ length: 60 }, (_, index) => ({
      id: `${index}`.padStart(26, 'x'),
      name: `app-${index}`,
    }));
    const readings = { ...listedClients(), clientList: found(sixty), moreClients: true };

    const { findings } = chooseClients(unnamed, readings);

    const [{ code, message, found: listed = '' } = { code: '', message: '' }] = findings;
    expect(code).toBe('TOO_MANY_CLIENTS');
    expect(message).toContain('more than 60 app clients');
    expect(listed).toContain(`app-0 (${sixty[0]?.id})`);
    expect(listed).toMatch(/ and \d+ more$/);
    expect(listed.length).toBeLessThan(700);
  });

  it('U-6: with a secret is refused and says so, with the clients that have none', () => {
    const free = aNativeClient({ id: 'free', name: 'free' });
    const readings = listedClients(aWebClient({ hasSecret: true }), aNativeClient(), free);

    const { web, published, findings } = chooseClients(aRequest(), readings);

    expect(web).toBeNull();
    expect(published).toEqual([]);
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'WEB_CLIENT_HAS_SECRET',
        severity: 'error',
        subject: webClientId,
        message: `The web client web (${webClientId}) has a secret, which a browser cannot keep.`,
        found: `without a secret: native (${nativeClientId}), free (free)`,
      }),
    ]);
  });

  it.each([
    ['refused', aRequest()],
    ['not found', aRequest({ webClientId: 'nobody' })],
  ])('%s is judged by the only one that would do, and says so', (_, request) => {
    const readings = listedClients(aWebClient({ hasSecret: true }), aNativeClient());

    const chosen = chooseClients(request, readings);

    const label = `native (${nativeClientId})`;
    expect(chosen).toMatchObject({ web: aNativeClient(), published: [nativeClientId] });
    expect(chosen.findings[0]).toMatchObject({
      severity: 'error',
      facts: { judged: { id: nativeClientId, name: 'native' } },
      found: `without a secret: ${label}; the rest is judged by ${label}`,
    });
  });

  it('is judged by the one that does not serve native apps already', () => {
    const free = aWebClient({ id: 'free', name: 'free' });
    const readings = listedClients(aNativeClient(), free);

    const request = aRequest({ webClientId: 'nobody', nativeClientId });
    const { web, native, findings } = chooseClients(request, readings);

    expect({ web, native }).toEqual({ web: free, native: aNativeClient() });
    expect(findings[0]?.resolution).toBe('Change the request: "webClientId": "free".');
  });

  it('is judged by none while one of the pool could not be read', () => {
    const listed = listedClients(aWebClient({ hasSecret: true }), aNativeClient());
    const unread = [{ id: 'unread', name: 'unread' }];
    const ids = listed.clientList?.status === 'found' ? listed.clientList.value : [];
    const readings = { ...listed, clientList: found([...ids, ...unread]) };

    expect(chooseClients(aRequest(), readings).web).toBeNull();
  });

  it.each([
    ['refused', aRequest()],
    ['not found', aRequest({ webClientId: 'nobody' })],
  ])('%s is mended by the line of the request where one client would do', (_, request) => {
    const readings = listedClients(aWebClient({ hasSecret: true }), aNativeClient());

    const [refusal] = chooseClients(request, readings).findings;

    expect(refusal?.resolution).toBe(`Change the request: "webClientId": "${nativeClientId}".`);
    expect(refusal).not.toHaveProperty('command');
    expect(refusal).not.toHaveProperty('look');
  });

  it.each([
    ['refused', aRequest()],
    ['not found', aRequest({ webClientId: 'nobody' })],
  ])('%s is mended by a new one where none of the pool would do', (_, request) => {
    const readings = listedClients(aWebClient({ hasSecret: true }));

    const [refusal] = chooseClients(request, readings).findings;

    expect(refusal).toMatchObject({
      resolution: expect.stringContaining('name the id that the command prints as webClientId'),
      command: expect.stringMatching(/^aws cognito-idp create-user-pool-client .* --output text$/),
    });
  });

  it.each([
    ['the clients of the pool were not read', { clientList: null }],
    ['there are more than were read', { moreClients: true }],
  ])('with a secret is no reason to make another one while %s', (_, unread) => {
    const readings = { ...listedClients(aWebClient({ hasSecret: true })), ...unread };

    const [refusal] = chooseClients(aRequest(), readings).findings;

    expect(refusal?.code).toBe('WEB_CLIENT_HAS_SECRET');
    expect(refusal?.look).toContain('list-user-pool-clients');
    expect(refusal).not.toHaveProperty('command');
  });

  it('R-10: with a secret is not called missing, also where nothing else was read', () => {
    const readings = userPoolReadings({ clients: clientReadings(aWebClient({ hasSecret: true })) });

    expect(codes(chooseClients(aRequest(), readings).findings)).toEqual(['WEB_CLIENT_HAS_SECRET']);
  });

  it('GEN2-10: with a secret is told beside everything else, not last', () => {
    const web = aWebClient({ hasSecret: true });
    const readings = userPoolReadings({ clients: clientReadings(web) });

    const { findings } = chooseClients(aRequest({ nativeClientId: 'nobody' }), readings);

    expect(codes(findings)).toEqual(['WEB_CLIENT_HAS_SECRET', 'CLIENT_NOT_FOUND']);
  });

  it.each([
    ['does not exist', { id: webClientId, reading: notFound }, '.'],
    ['was not read', { id: 'other', reading: notFound }, '.'],
    [
      'belongs to another pool, which is named',
      { id: webClientId, reading: found(aWebClient({ userPoolId: 'eu-west-1_Another01' })) },
      ': it belongs to eu-west-1_Another01.',
    ],
  ])('U-6: is not found when it %s', (_, client, told) => {
    const { web, published, findings } = chooseClients(
      aRequest(),
      userPoolReadings({ clients: [client] }),
    );

    expect(web).toBeNull();
    expect(published).toEqual([]);
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'CLIENT_NOT_FOUND',
        severity: 'error',
        subject: webClientId,
        message: `The user pool ${userPoolId} has no app client ${webClientId}${told}`,
        look: `aws cognito-idp list-user-pool-clients --region eu-west-1 --user-pool-id ${userPoolId}`,
      }),
    ]);
  });

  it.each([
    [
      'those without a secret',
      listedClients(aWebClient(), aNativeClient({ hasSecret: true })),
      `without a secret: web (${webClientId}); the rest is judged by web (${webClientId})`,
    ],
    ['that there is none', listedClients(), 'without a secret: none'],
    [
      'some of more than are read',
      { ...listedClients(aWebClient()), moreClients: true },
      `among others: web (${webClientId})`,
    ],
  ])('when it is not found is told %s', (_, readings, candidates) => {
    const { findings } = chooseClients(aRequest({ webClientId: 'nobody' }), readings);

    expect(findings[0]).toMatchObject({ code: 'CLIENT_NOT_FOUND', found: candidates });
  });

  it.each([
    [
      'the named client',
      aRequest(),
      userPoolReadings({ clients: [{ id: webClientId, reading: denied('a') }] }),
      [webClientId],
    ],
    ['the list', unnamed, userPoolReadings({ clientList: denied('a') }), []],
    [
      'one of the listed clients',
      unnamed,
      { ...listedClients(), clients: [{ id: 'x', reading: denied('a') }] },
      [],
    ],
  ])('is not guessed at when AWS denies %s', (_, request, readings, published) => {
    expect(chooseClients(request, readings)).toEqual({
      web: null,
      native: null,
      published,
      findings: [],
    });
  });
});

describe('The native client', () => {
  it('U-4: is the web client unless it is named, and the run says so', () => {
    const { native, findings } = chooseClients(aRequest(), userPoolReadings());

    expect(native).toEqual(aWebClient());
    expect(findings).toEqual([
      expect.objectContaining({ code: 'NATIVE_CLIENT_DEFAULTED', severity: 'info' }),
    ]);
  });

  it.each(['U-5', 'R-11'])('%s: may be the web client, and then there is nothing to say', () => {
    const request = aRequest({ nativeClientId: webClientId });

    const chosen = chooseClients(request, userPoolReadings());

    expect(chosen.native).toEqual(aWebClient());
    expect(chosen.findings).toEqual([]);
    expect(clientsOf(chosen)).toEqual([aWebClient()]);
  });

  it('may differ from the web client in everything', () => {
    const native = aNativeClient({ callbackUrls: ['myapp://callback/'], scopes: ['openid'] });
    const readings = userPoolReadings({ clients: clientReadings(aWebClient(), native) });

    const chosen = chooseClients(aRequest({ nativeClientId }), readings);

    const published = [webClientId, nativeClientId];
    expect(chosen).toEqual({ web: aWebClient(), native, published, findings: [] });
    expect(clientsOf(chosen)).toEqual([aWebClient(), native]);
  });

  it('U-2: may have a secret, with a warning, and need not have one', () => {
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

  it('U-7: is looked for among all clients, beside the web client, so that both mistakes are told', () => {
    const request = aRequest({ webClientId: 'nobody', nativeClientId: 'noone' });
    const readings = listedClients(aWebClient(), aNativeClient({ hasSecret: true }));

    const { findings } = chooseClients(request, readings);

    const [web, native] = [`web (${webClientId})`, `native (${nativeClientId})`];
    expect(findings.map(({ subject, found: candidates }) => [subject, candidates])).toEqual([
      ['nobody', `without a secret: ${web}; the rest is judged by ${web}`],
      ['noone', `in the pool: ${web}, ${native}; the rest is judged by ${native}`],
      [nativeClientId, undefined],
    ]);
  });

  it('is kept when the web client is refused', () => {
    const clients = clientReadings(aWebClient({ hasSecret: true }), aNativeClient());

    const chosen = chooseClients(aRequest({ nativeClientId }), userPoolReadings({ clients }));

    expect(chosen.published).toEqual([nativeClientId]);
    expect(clientsOf(chosen)).toEqual([aNativeClient()]);
  });
});
