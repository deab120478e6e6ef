import { describe, expect, it } from '@jest/globals';

import type { EventApiFacts } from '../../../../src/domain/grants/resources/readings.ts';
import { resourceFindings } from '../../../../src/domain/grants/resource-findings.ts';
import { eventApiId, someGrants, type WrittenGrants } from '../../../support/builders/grants.ts';
import { anEventApi, home } from '../../../support/builders/known-resources.ts';
import { found } from '../../../support/builders/readings.ts';
import { aRequest } from '../../../support/builders/request.ts';

type Channels = NonNullable<WrittenGrants['events']>[number]['channels'];
const everything: Channels = [
  { path: '/chat/*', authenticated: ['connect', 'publish'], guest: ['subscribe'] },
];

function judge(facts: Partial<EventApiFacts>, channels: Channels = everything) {
  return resourceFindings(
    aRequest({ grants: someGrants({ events: [{ api: eventApiId, channels }] }) }),
    {
      [`appsync-events:${home.region}:${eventApiId}`]: found({
        arn: `arn:aws:appsync:${home.region}:${home.account}:apis/${eventApiId}`,
        place: home,
        allowTag: null,
        facts: anEventApi(facts),
      }),
    },
    { allowList: null, roles: [], clients: [] },
  );
}
const told = (...judged: Parameters<typeof judge>) =>
  judge(...judged).map(({ severity, code, facts }) => [
    severity,
    code,
    (facts as { readonly operations?: readonly string[] }).operations,
  ]);

describe('A granted Event API', () => {
  it('is fine where it takes IAM for all that is granted', () => {
    expect(judge({})).toEqual([]);
    expect(judge({ subscribe: ['API_KEY'] }, [{ path: '/chat/*', guest: ['connect'] }])).toEqual(
      [],
    );
    expect(judge({ providers: ['API_KEY'] }, [{ path: '/chat/*' }])).toEqual([]);
  });

  it('lets nobody in that does not take IAM at all', () => {
    const key = ['API_KEY'];

    expect(told({ providers: key, connect: key, publish: key, subscribe: key })).toEqual([
      ['error', 'EVENTS_WITHOUT_IAM', ['connect', 'publish', 'subscribe']],
    ]);
  });

  it('lets nobody connect where its connections do not take IAM', () => {
    expect(judge({ connect: ['API_KEY'] })).toEqual([
      expect.objectContaining({
        code: 'EVENTS_WITHOUT_IAM',
        severity: 'error',
        subject: eventApiId,
        message: `The Event API ${eventApiId} does not take IAM to connect.`,
        found: 'AWS_IAM, API_KEY',
        needed: 'AWS_IAM',
        command: `aws appsync get-api --region eu-west-1 --api-id ${eventApiId}`,
      }),
    ]);
  });

  it('leaves a doubt about its namespaces, which were not read', () => {
    expect(told({ publish: ['API_KEY'], subscribe: ['API_KEY'] })).toEqual([
      ['warning', 'EVENTS_WITHOUT_IAM', ['publish', 'subscribe']],
    ]);
    expect(judge({ publish: ['API_KEY'] })).toEqual([
      expect.objectContaining({ message: expect.stringContaining('namespaces were not read') }),
    ]);
  });
});
