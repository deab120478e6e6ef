import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { ImportRequest } from '../../src/contract/request.ts';
import { resultSchema, type Result } from '../../src/contract/result.ts';
import { permissionsOf } from '../../src/domain/iam/document.ts';
import { homeRegion, type AwsWorld } from '../support/aws-world/aws-world.ts';
import {
  announcedTypes,
  linkItemOf,
  policiesOf,
  runOnce,
  storedTexts,
} from '../support/aws-world/import-runs.ts';
import { sampleAccount, seedBucket, seedRole } from '../support/aws-world/sample-account.ts';
import { eventApiId } from '../support/builders/grants.ts';

const folder = 'examples/requests';

/** What an example says, as the console, the command line and an event would read it. */
function example(name: string): unknown {
  return JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'));
}

/** A function that runs by a role of its own. */
function seedOrders(world: AwsWorld): void {
  const role = 'arn:aws:iam::111122223333:role/orders';
  world.lambda.add(homeRegion, 'orders', { role });
  seedRole(world, role);
}

/** The names of our policies on each role. */
function ourPolicies(world: AwsWorld): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(policiesOf(world)).map(([role, policies]) => [
      role,
      Object.keys(policies).filter((name) => name.startsWith('AmplifyImport-')),
    ]),
  );
}

/** The actions of our policies on a role, by their effect. */
function actionsOf(world: AwsWorld, role: string): Record<string, readonly string[]> {
  const permissions = Object.entries(policiesOf(world)[role] ?? {})
    .filter(([name]) => name.startsWith('AmplifyImport-'))
    .flatMap(([, document]) => permissionsOf(document) ?? []);
  const effects = new Set(permissions.map(({ effect }) => effect ?? 'Allow'));
  return Object.fromEntries(
    [...effects].map((wanted) => {
      const those = permissions.filter(({ effect = 'Allow' }) => effect === wanted);
      return [wanted, [...new Set(those.map(({ action }) => action))].toSorted()];
    }),
  );
}

function servicesOf(world: AwsWorld, role: string): readonly string[] {
  const actions = actionsOf(world, role)['Allow'] ?? [];
  return [...new Set(actions.map((action) => action.split(':', 1)[0] ?? ''))];
}

/** What a frontend of an environment fetches, as JSON. */
function outputsOf(world: AwsWorld, env: string): Record<string, Record<string, unknown>> {
  const text = storedTexts(world)[`config/storefront/${env}/amplify_outputs.json`];
  return JSON.parse(text ?? '{}') as Record<string, Record<string, unknown>>;
}

type Story = {
  /** Examples that have run before. */
  readonly after: readonly string[];
  /** What the account has beside the sample. */
  readonly seed?: (world: AwsWorld) => void;
  readonly ends: Result['status'];
  readonly check: (world: AwsWorld, result: Result) => void;
};

const stories: Readonly<Record<string, Story>> = {
  'user-pool-only': {
    after: [],
    ends: 'published',
    check: (world, { findings }) => {
      expect(findings.map(({ code }) => code)).toContain('USER_POOL_ONLY');
      expect(outputsOf(world, 'dev')['auth']).not.toHaveProperty('identity_pool_id');
    },
  },
  'identity-pool-with-guests': {
    after: [],
    ends: 'published',
    check: (world) => {
      expect(outputsOf(world, 'dev')['auth']).toMatchObject({
        unauthenticated_identities_enabled: true,
      });
      expect(ourPolicies(world)).toEqual({ CognitoAuth: [], CognitoGuest: [] });
    },
  },
  'central-pool': {
    after: [],
    ends: 'published',
    check: (world) => {
      const { readRoleArn } = linkItemOf(world)?.request ?? {};
      expect(readRoleArn).toMatch(/:role\/AmplifyImportRead$/);
      expect(outputsOf(world, 'prod')['auth']).toHaveProperty('identity_pool_id');
    },
  },
  storage: {
    after: [],
    ends: 'published',
    check: (world) => {
      expect(ourPolicies(world)).toEqual({
        CognitoAuth: ['AmplifyImport-storefront.prod'],
        CognitoGuest: ['AmplifyImport-storefront.prod'],
      });
      expect(announcedTypes(world)).toEqual(['Auth Config Published']);
    },
  },
  'storage-paths': {
    after: [],
    ends: 'published',
    check: (world) => {
      expect(actionsOf(world, 'CognitoGuest')).toEqual({
        Allow: ['s3:GetObject'],
        Deny: ['s3:GetObject'],
      });
      expect(outputsOf(world, 'prod')['storage']).toMatchObject({
        bucket_name: 'storefront-uploads',
      });
    },
  },
  apis: {
    after: [],
    ends: 'published',
    check: (world) => {
      const both = { Allow: ['appsync:GraphQL', 'execute-api:Invoke'] };
      expect(actionsOf(world, 'CognitoAuth')).toEqual(both);
      expect(actionsOf(world, 'CognitoGuest')).toEqual(both);
    },
  },
  events: {
    after: [],
    ends: 'published',
    check: (world) => {
      expect(actionsOf(world, 'CognitoAuth')).toEqual({
        Allow: ['appsync:EventConnect', 'appsync:EventPublish', 'appsync:EventSubscribe'],
      });
      expect(actionsOf(world, 'CognitoGuest')).toEqual({
        Allow: ['appsync:EventConnect', 'appsync:EventSubscribe'],
      });
      expect(outputsOf(world, 'prod')['custom']).toEqual({
        events: {
          url: `https://${eventApiId}.appsync-api.eu-west-1.amazonaws.com/event`,
          aws_region: 'eu-west-1',
          default_authorization_type: 'AWS_IAM',
        },
      });
    },
  },
  'streams-maps-and-bots': {
    after: [],
    ends: 'published',
    check: (world) => {
      expect(servicesOf(world, 'CognitoAuth')).toEqual(['firehose', 'geo', 'lex']);
      expect(servicesOf(world, 'CognitoGuest')).toEqual(['firehose', 'geo']);
    },
  },
  'maps-places-and-routes': {
    after: [],
    ends: 'published',
    check: (world) => {
      expect(servicesOf(world, 'CognitoAuth')).toEqual(['geo-maps', 'geo-places', 'geo-routes']);
      expect(outputsOf(world, 'prod')).not.toHaveProperty('geo');
    },
  },
  predictions: {
    after: [],
    ends: 'published',
    check: (world, { findings }) => {
      expect(actionsOf(world, 'CognitoGuest')).toEqual({
        Allow: ['comprehend:DetectDominantLanguage', 'translate:TranslateText'],
      });
      expect(servicesOf(world, 'CognitoAuth')).toEqual(['comprehend', 'polly', 'translate']);
      expect(findings.map(({ code }) => code)).toContain('GRANTED_ON_EVERY_RESOURCE');
    },
  },
  'push-targets': {
    after: [],
    seed: seedOrders,
    ends: 'published',
    check: (_, { plan }) => {
      expect(plan?.push.map(({ target, change }) => [target, change])).toEqual([
        ['function:eu-west-1:orders', 'write'],
        ['role:orders', 'write'],
        ['parameters', 'write'],
      ]);
    },
  },
  'plan-only': {
    after: [],
    ends: 'planned',
    check: (world, { plan }) => {
      expect(plan?.roles).toHaveLength(2);
      expect(ourPolicies(world)).toEqual({ CognitoAuth: [], CognitoGuest: [] });
      expect(storedTexts(world)).toEqual({});
    },
  },
  'run-again': {
    after: ['storage'],
    ends: 'unchanged',
    check: (world) => expect(announcedTypes(world)).toEqual(['Auth Config Published']),
  },
  'new-environment': {
    after: ['storage'],
    ends: 'published',
    check: (world) => {
      const pools = ({ userPoolId, webClientId, identityPoolId }: Partial<ImportRequest> = {}) => ({
        userPoolId,
        webClientId,
        identityPoolId,
      });
      const [prod, staging] = ['prod', 'staging'].map(
        (env) => linkItemOf(world, { app: 'storefront', env })?.request ?? {},
      );

      expect(pools(staging)).toEqual(pools(prod));
      expect(ourPolicies(world)['CognitoAuth']).toEqual([
        'AmplifyImport-storefront.prod',
        'AmplifyImport-storefront.staging',
      ]);
    },
  },
};

describe('The examples of requests', () => {
  it('are each run here', () => {
    const files = readdirSync(folder).toSorted();

    expect(files).toEqual(
      Object.keys(stories)
        .map((name) => `${name}.json`)
        .toSorted(),
    );
  });

  it.each(Object.entries(stories))('%s does what its name says', async (name, story) => {
    const world = sampleAccount();
    seedBucket(world, 'storefront-uploads-staging');
    story.seed?.(world);
    for (const before of story.after) await runOnce(example(before));

    const result = await runOnce(example(name));

    expect(resultSchema().parse(result).status).toBe(story.ends);
    story.check(world, result);
  });

  it('a plan and the import that follows it do the same', () => {
    const { mode, ...planned } = example('plan-only') as Record<string, unknown>;

    expect(mode).toBe('plan');
    expect(planned).toEqual(example('storage'));
  });
});
