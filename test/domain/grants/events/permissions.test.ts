import { describe, expect, it } from '@jest/globals';

import { eventsGrantSchema } from '../../../../src/contract/grants/events.ts';
import { eventApiId } from '../../../support/builders/grants.ts';
import { admin, given, guest, user } from '../granted.ts';

const api = `arn:aws:appsync:eu-west-1:111122223333:apis/${eventApiId}`;
const events = [
  {
    api: eventApiId,
    channels: [
      { path: '/chat/*', authenticated: ['connect' as const, 'publish' as const] },
      { path: '/news/*', guest: ['subscribe' as const], groups: { admins: ['publish' as const] } },
    ],
  },
];

describe('An events grant', () => {
  it('gives the connection to the API, and the rest on the namespaces that it names', () => {
    expect(given({ events }, user)).toEqual([
      { action: 'appsync:EventConnect', resource: api },
      { action: 'appsync:EventPublish', resource: `${api}/channelNamespace/chat` },
    ]);
  });

  it('gives guests and groups what stands beside their name', () => {
    expect(given({ events }, guest)).toEqual([
      { action: 'appsync:EventSubscribe', resource: `${api}/channelNamespace/news` },
    ]);
    expect(given({ events }, admin)).toEqual([
      { action: 'appsync:EventPublish', resource: `${api}/channelNamespace/news` },
    ]);
  });

  it('may name the API by its ARN, with the region in it', () => {
    const elsewhere = api.replace('eu-west-1', 'us-east-1');

    expect(
      given(
        { events: [{ ...events[0], api: elsewhere, channels: events[0]?.channels ?? [] }] },
        guest,
      ),
    ).toEqual([
      { action: 'appsync:EventSubscribe', resource: `${elsewhere}/channelNamespace/news` },
    ]);
  });

  it.each(['/chat', 'chat/*', '/chat/room/*', '/*', '/*/room', '/-chat/*', `/${'a'.repeat(51)}/*`])(
    'takes whole namespaces only, and so not %s',
    (path) => {
      expect(
        eventsGrantSchema().safeParse({ api: eventApiId, channels: [{ path }] }).error?.issues,
      ).toEqual([
        expect.objectContaining({ message: expect.stringContaining('a namespace like "/chat/*"') }),
      ]);
    },
  );
});
