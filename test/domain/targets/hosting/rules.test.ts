import { describe, expect, it } from '@jest/globals';
import { pushHash } from '../../../../src/domain/targets/target-hash.ts';
import { identityPoolId, userPoolId, webClientId } from '../../../support/builders/ids.ts';
import { aBranch, anApp, appArn, branchArn, planned, seenHosting } from './planned.ts';

const app = 'hosting:eu-west-1:d1';
const branch = 'hosting:eu-west-1:d1:main';

describe('What a request wants of hosting', () => {
  it('is the ids and the address of the config, by the names that builds know', () => {
    const { targets } = planned([anApp], { [app]: seenHosting({ arn: appArn }) });

    expect(targets).toMatchObject([{ target: app, change: 'write', build: 'never' }]);
    expect(
      Object.entries(targets[0]?.keys ?? {}).map(([name, { after }]) => [name, after]),
    ).toEqual([
      ['AMPLIFY_USERPOOL_ID', userPoolId],
      ['AMPLIFY_WEBCLIENT_ID', webClientId],
      ['AMPLIFY_NATIVECLIENT_ID', webClientId],
      ['AMPLIFY_IDENTITYPOOL_ID', identityPoolId],
      ['AMPLIFY_IMPORT_CONFIG_URI', 's3://amplify-import-config/config/storefront/prod/'],
    ]);
  });

  it('leaves out what there is not, and says so of the config in a folder', () => {
    const { targets, findings } = planned(
      [anApp],
      { [app]: seenHosting({ arn: appArn }) },
      { source: { nativeClientId: null, identityPoolId: null, configUri: null } },
    );

    expect(Object.keys(targets[0]?.keys ?? {})).toEqual([
      'AMPLIFY_USERPOOL_ID',
      'AMPLIFY_WEBCLIENT_ID',
    ]);
    expect(findings).toMatchObject([{ code: 'HOSTING_WITHOUT_CONFIG_URI', severity: 'info' }]);
  });

  it('is a target of its own for each app and branch, once, in the region that is named', () => {
    const { targets } = planned([
      { ...aBranch, build: 'never' },
      aBranch,
      { ...aBranch, branch: 'feature/x', region: 'us-east-1' },
      anApp,
    ]);

    expect(targets.map(({ target, build }) => [target, build])).toEqual([
      [branch, 'onChange'],
      ['hosting:us-east-1:d1:feature/x', 'onChange'],
      [app, 'never'],
    ]);
  });

  it('is no build of an app, which only requests of earlier versions ask for', () => {
    const { targets } = planned([{ ...anApp, build: 'onChange' }]);

    expect(targets).toMatchObject([{ build: 'never' }]);
  });
});

describe('A target of hosting that is not there', () => {
  it.each([
    ['HOSTING_NOT_FOUND', anApp],
    ['HOSTING_BRANCH_NOT_FOUND', aBranch],
    ['SERVICE_NOT_IN_PARTITION', { ...anApp, region: 'cn-north-1' }],
    ['SERVICE_NOT_IN_PARTITION', { ...aBranch, region: 'us-gov-west-1' }],
  ])('is left alone by %s', (code, target) => {
    const { targets, findings } = planned([target]);

    expect(targets).toMatchObject([{ change: 'leave', error: code }]);
    expect(findings).toMatchObject([{ code, severity: 'warning' }]);
  });
});

describe('The owner of an app or a branch', () => {
  it('is asked for a word where the list knows nothing, and told how to give it', () => {
    const { targets, findings } = planned(
      [aBranch],
      { [branch]: seenHosting({ tag: 'backoffice' }) },
      { allowList: { storefront: [appArn] } },
    );

    expect(targets).toMatchObject([{ change: 'leave', error: 'TARGET_NOT_ALLOWED' }]);
    expect(findings).toMatchObject([
      {
        code: 'TARGET_NOT_ALLOWED',
        facts: { arn: branchArn, app: 'storefront', tag: 'backoffice' },
        command: expect.stringContaining(`'backoffice storefront'`),
      },
    ]);
  });

  it.each([
    ['the tag', seenHosting({ tag: 'storefront' }), {}],
    ['the list', seenHosting(), { storefront: [branchArn] }],
    ['nobody, in process', seenHosting(), null],
  ])('has given it by %s', (_, seen, allowList) => {
    const { targets } = planned([aBranch], { [branch]: seen }, { allowList });

    expect(targets).toMatchObject([{ change: 'write', error: null }]);
  });
});

describe('A build', () => {
  it.each([
    ['HOSTING_NOT_CONNECTED', { connected: false }, null],
    ['HOSTING_AUTO_BUILD_OFF', { autoBuild: false }, null],
    ['HOSTING_BUILD_NOT_ALLOWED', {}, {}],
  ])(
    'is promised by nobody, and the variables are written all the same: %s',
    (code, facts, allowList) => {
      const seen = seenHosting({ facts, tag: 'any' });

      const { targets, findings } = planned([aBranch], { [branch]: seen }, { allowList });

      expect(targets).toMatchObject([{ change: 'write', build: 'onChange', noBuild: code }]);
      expect(findings).toMatchObject([{ code, severity: 'warning' }]);
    },
  );

  it('is promised in process, or where the list covers the ARN of the branch', () => {
    const seen = { [branch]: seenHosting() };
    const lists = [null, { storefront: [`${appArn}*`] }, { storefront: [`${appArn}/branches/*`] }];

    const plans = lists.map((allowList) => planned([aBranch], seen, { allowList }));

    for (const { targets, findings } of plans) {
      expect(targets[0]?.noBuild).toBeUndefined();
      expect(findings).toEqual([]);
    }
  });

  it('is not spoken of where none is asked for', () => {
    const seen = seenHosting({ facts: { autoBuild: false } });

    const { findings } = planned([{ ...aBranch, build: 'never' }], { [branch]: seen });

    expect(findings).toEqual([]);
  });

  it('makes no difference to the hash of a plan by what stands there', () => {
    const on = planned([aBranch], { [branch]: seenHosting() });
    const off = planned([aBranch], { [branch]: seenHosting({ facts: { autoBuild: false } }) });

    expect(pushHash(off.targets)).toBe(pushHash(on.targets));
  });
});

describe('What else is said of a target of hosting', () => {
  it('is that a branch deploys a backend of its own', () => {
    const { findings } = planned([aBranch], { [branch]: seenHosting({ facts: { gen2: true } }) });

    expect(findings).toMatchObject([{ code: 'HOSTING_GEN2_BRANCH', severity: 'info' }]);
  });

  it('is which branches have variables of their own, but for those that are targets', () => {
    const names = ['AMPLIFY_WEBCLIENT_ID', 'AMPLIFY_USERPOOL_ID'];
    const overriding = ['main', 'dev'].map((one) => ({ branch: one, names }));
    const seen = {
      [app]: seenHosting({ arn: appArn, facts: { overriding } }),
      [branch]: seenHosting(),
    };

    const { findings } = planned([anApp, { ...aBranch, build: 'never' }], seen);

    expect(findings).toMatchObject([
      {
        code: 'HOSTING_BRANCH_OVERRIDES',
        facts: { branches: ['dev'], keys: names.toSorted() },
        look: 'aws amplify get-branch --region eu-west-1 --app-id d1 --branch-name dev',
      },
    ]);
  });
});

describe('An app on which another link writes', () => {
  const readings = { [app]: seenHosting({ arn: appArn }) };
  const beside = (keys: readonly string[]) => ({
    otherLinks: { [app]: [{ label: 'storefront/dev', keys }] },
  });

  it('is that link’s, and is left alone', () => {
    const { targets, findings } = planned([anApp], readings, beside(['AMPLIFY_USERPOOL_ID']));

    expect(targets).toMatchObject([{ change: 'leave', error: 'HOSTING_TAKEN' }]);
    expect(findings).toMatchObject([
      {
        code: 'HOSTING_TAKEN',
        severity: 'warning',
        facts: { target: app, links: ['storefront/dev'] },
      },
    ]);
  });

  it('is written where that link keeps nothing there', () => {
    expect(planned([anApp], readings, beside([])).targets).toMatchObject([{ change: 'write' }]);
  });

  it('gets back what stood there before, once it is not wanted any more', () => {
    const { findings } = planned([], readings, beside(['AMPLIFY_USERPOOL_ID']));

    expect(findings).toEqual([]);
  });
});
