import { describe, expect, it } from '@jest/globals';

import { makePlan } from '../../../src/domain/plan/make-plan.ts';
import { apiReading, graphqlApiReading } from '../../support/builders/resources.ts';
import { codes } from '../../support/builders/codes.ts';
import {
  botAliasId,
  botId,
  clicksArn,
  everyCategory,
  graphqlApiId,
  mapArn,
  restApiId,
  someGrants,
  trackerArn,
  type WrittenGrants,
} from '../../support/builders/grants.ts';
import { aResource } from '../../support/builders/known-resources.ts';
import { planInput } from '../../support/builders/plan.ts';
import { found } from '../../support/builders/readings.ts';
import { aRequest } from '../../support/builders/request.ts';
import type { ResourceReadings } from '../../../src/domain/grants/resources/readings.ts';

const ourCodes = ['API_DEFAULT_REPLACED', 'NOT_IN_CLIENT_CONFIG'];

function judge(written: WrittenGrants, resources?: ResourceReadings) {
  const request = aRequest({ grants: someGrants(written) });
  const { findings } = makePlan(planInput({ request, ...(resources && { resources }) }));
  return findings.filter(({ code }) => ourCodes.includes(code));
}

const graphql: WrittenGrants = { graphql: [{ api: graphqlApiId, authenticated: true }] };

describe('A GraphQL API whose default the client config cannot serve', () => {
  it.each([
    [['API_KEY', 'AWS_IAM'], /API_KEY by default, and no API key is ever read .* says AWS_IAM/],
    [
      ['AMAZON_COGNITO_USER_POOLS', 'AWS_IAM'],
      /by default, but not the tokens of this user pool .* says AWS_IAM/,
    ],
  ])('is told of, with what is said in its place: %j', (authenticationTypes, words) => {
    const findings = judge(graphql, graphqlApiReading({ authenticationTypes, trustedPools: [] }));

    expect(codes(findings)).toEqual(['API_DEFAULT_REPLACED']);
    expect(findings[0]?.message).toMatch(words);
    expect(findings[0]).toMatchObject({
      severity: 'info',
      subject: graphqlApiId,
      found: authenticationTypes[0],
      needed: 'AWS_IAM',
    });
  });

  it('is no matter when it is served', () => {
    const authenticationTypes = ['AWS_IAM', 'API_KEY'];

    expect(judge(graphql, graphqlApiReading({ authenticationTypes }))).toEqual([]);
  });
});

describe('What is granted and no client config can say', () => {
  const said = (...judged: Parameters<typeof judge>) => {
    const findings = judge(...judged);
    for (const code of codes(findings)) expect(code).toBe('NOT_IN_CLIENT_CONFIG');
    return findings.map(({ subject, message }) => `${subject}: ${message}`);
  };

  it('is nothing of what the libraries know', () => {
    const { geo: [map] = [], ...others } = everyCategory;

    expect(said({ ...others, geo: map ? [map] : [] })).toEqual([]);
  });

  it('is a GraphQL API that takes API keys only', () => {
    const keysOnly = graphqlApiReading({ authenticationTypes: ['API_KEY'], trustedPools: [] });

    expect(said(graphql, keysOnly)).toEqual([
      expect.stringMatching(`^${graphqlApiId}: .* takes API_KEY, which no client config can serve`),
    ]);
  });

  it('is an API that answers under a domain of its owner only', () => {
    const rest: WrittenGrants = { rest: [{ api: restApiId, stage: 'prod', paths: [] }] };

    expect(said(rest, apiReading({ openEndpoint: false }))).toEqual([
      expect.stringMatching(`^${restApiId}: .* a custom domain`),
    ]);
  });

  it('is what lies in another region than the first of its kind', () => {
    const elsewhere = (arn: string) => arn.replace('eu-west-1', 'us-east-1');

    expect(
      said({
        analytics: [clicksArn, elsewhere(clicksArn)].map((stream) => ({
          stream,
          authenticated: true,
        })),
        geo: [mapArn, elsewhere(mapArn)].map((resource) => ({ resource, authenticated: ['read'] })),
        predictions: [null, 'us-east-1'].map((region) => ({
          use: 'text',
          region,
          authenticated: true,
        })),
      }),
    ).toEqual([
      expect.stringMatching(/^stream clicks: .* in us-east-1, .* the first: eu-west-1/),
      expect.stringMatching(/^map streets: .* in us-east-1/),
      expect.stringMatching(/^prediction text: .* in us-east-1/),
    ]);
  });

  it('is a tracker, which makes no map of another region the second', () => {
    const tracker = trackerArn.replace('eu-west-1', 'us-east-1');

    expect(
      said({
        geo: [tracker, mapArn].map((resource) => ({ resource, authenticated: ['read'] })),
      }),
    ).toEqual([expect.stringMatching(/^tracker vans: No library uses/)]);
  });

  it('is a bot that answers in no language', () => {
    const resource = {
      service: 'lex',
      id: `${botId}/${botAliasId}`,
      region: 'eu-west-1',
      owner: null,
    } as const;
    const mute = { ...aResource(resource), facts: { service: 'lex', locales: [] } } as const;

    expect(
      said(
        { interactions: [{ bot: botId, alias: botAliasId, authenticated: true }] },
        { [`lex:eu-west-1:${resource.id}`]: found(mute) },
      ),
    ).toEqual([expect.stringMatching(`^${botId}: .* in no language`)]);
  });
});
