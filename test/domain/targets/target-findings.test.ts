import { describe, expect, it } from '@jest/globals';
import { sha256 } from '../../../src/domain/canonical.ts';
import { userPoolId } from '../../support/builders/ids.ts';
import { aRecordedTarget } from '../../support/builders/targets.ts';
import { anApp, appArn, planned, seenHosting } from './hosting/planned.ts';

const id = 'hosting:eu-west-1:d1';
const held = aRecordedTarget({
  id,
  kind: 'hosting',
  keys: { AMPLIFY_USERPOOL_ID: { before: null, after: userPoolId } },
});
const standing = (value: string) => ({
  [id]: seenHosting({ arn: appArn, ours: { AMPLIFY_USERPOOL_ID: { sha256: sha256(value) } } }),
});

describe('What is said of a target of any kind', () => {
  it('is that somebody has changed what was pushed', () => {
    const { findings } = planned([anApp], standing('theirs'), { held: [held] });

    expect(findings).toMatchObject([
      { code: 'TARGET_CHANGED', facts: { target: id, keys: ['AMPLIFY_USERPOOL_ID'] } },
    ]);
  });

  it('is that something stands there which a removal cannot put back', () => {
    const { findings } = planned([anApp], standing('theirs'));

    expect(findings).toMatchObject([
      { code: 'TARGET_VALUE_REPLACED', facts: { target: id, keys: ['AMPLIFY_USERPOOL_ID'] } },
    ]);
  });

  it('is that others have kept the last push from writing there', () => {
    const error = { name: 'TargetContested', message: 'Others write there.' };
    const contested = { ...held, status: 'failed' as const, error };

    const { findings } = planned([anApp], standing(userPoolId), { held: [contested] });

    expect(findings).toMatchObject([{ code: 'TARGET_CONTESTED', facts: { target: id } }]);
  });
});

describe('A target whose last write has failed', () => {
  it.each([
    ['perhaps has what was to be written, so that its build is owed', 'AwsUnavailable', true],
    ['has it for certain where only its build has failed', 'BuildFailed', false],
  ])('%s', (_, name, owed) => {
    const failed = { ...held, status: 'failed' as const, error: { name, message: 'No.' } };

    const { targets } = planned([anApp], standing(userPoolId), { held: [failed] });

    expect(targets).toMatchObject([{ owed }]);
  });
});
