import { describe, expect, it } from '@jest/globals';

import { retiredServiceFindings } from '../../../src/domain/grants/retired-services.ts';
import { makePlan } from '../../../src/domain/plan/make-plan.ts';
import { codes } from '../../support/builders/codes.ts';
import {
  botAliasId,
  botId,
  clicksArn,
  everyCategory,
  pinpointArn,
  someGrants,
} from '../../support/builders/grants.ts';
import { planInput } from '../../support/builders/plan.ts';
import { aRequest } from '../../support/builders/request.ts';

describe('A grant on a retired service', () => {
  it.each([
    ['Pinpoint', { analytics: [{ stream: clicksArn }, { stream: pinpointArn }] }, 'analytics.1'],
    [
      'Lex V1, by name',
      {
        interactions: [
          { bot: botId, alias: botAliasId },
          { bot: 'OrderFlowers', alias: 'prod' },
        ],
      },
      'interactions.1',
    ],
    [
      'Lex V1, by ARN',
      { interactions: [{ bot: 'arn:aws:lex:us-east-1:111122223333:bot:OrderFlowers:prod' }] },
      'interactions.0',
    ],
    [
      'Lex V1, by the ARN that Gen 1 grants',
      { interactions: [{ bot: 'arn:aws:lex:us-east-1:111122223333:bot:OrderFlowers_dev:*' }] },
      'interactions.0',
    ],
  ])('is understood and refused: %s', (_, written, field) => {
    expect(retiredServiceFindings({ grants: someGrants(written) })).toEqual([
      expect.objectContaining({
        code: 'SERVICE_RETIRED',
        severity: 'error',
        subject: `grants.${field}`,
      }),
    ]);
  });

  it('is told by the plan of a request', () => {
    const grants = someGrants({ analytics: [{ stream: pinpointArn }] });

    const { findings } = makePlan(planInput({ request: aRequest({ grants }) }));

    expect(codes(findings)).toContain('SERVICE_RETIRED');
  });

  it('is none of those that live', () => {
    expect(retiredServiceFindings({ grants: someGrants(everyCategory) })).toEqual([]);
  });
});
