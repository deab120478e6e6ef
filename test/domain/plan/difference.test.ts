import { describe, expect, it } from '@jest/globals';

import type { PlanChanged } from '../../../src/contract/errors/run-errors.ts';
import { finding } from '../../../src/contract/findings.ts';
import type { Plan } from '../../../src/contract/plan.ts';
import { policyDocument } from '../../../src/domain/iam/document.ts';
import { requireAgreedPlan } from '../../../src/domain/plan/agreed-plan.ts';
import { guestRoleArn } from '../../support/builders/ids.ts';
import { aPlan, aPlannedFile, aRoleChange } from '../../support/builders/plan.ts';
import { aPlannedTarget } from '../../support/builders/targets.ts';
import { aRequest } from '../../support/builders/request.ts';

const openedTo = (...principals: string[]) =>
  finding('TRUST_OTHER_PRINCIPAL', { role: guestRoleArn, principals });
const opened = openedTo('Service a');
const policyOf = (...actions: string[]) =>
  policyDocument(
    actions.map((action) => ({
      action,
      resource: 'arn:aws:s3:::storefront-uploads/public/*',
    })),
  ) ?? '';
const base = aPlan({ roles: [aRoleChange()], files: [aPlannedFile()] });

/** What a caller is told who agreed to another plan than the one that is made. */
function planDifference(agreed: Plan | null, made: Plan): string {
  const expectPlan = `sha256:${'a'.repeat(64)}`;
  const fresh = { ...made, request: { ...made.request, expectPlan } };
  try {
    requireAgreedPlan(fresh, 1, { remembered: agreed, unfinished: null });
    return '';
  } catch (error) {
    const { message, resolution } = error as PlanChanged;
    const [begin, end] = [`The plan is ${made.hash}, not ${expectPlan}. `, resolution];
    expect([message.startsWith(begin), message.endsWith(end)]).toEqual([true, true]);
    return message.slice(begin.length, -end.length).trimEnd();
  }
}

describe('What differs between two plans', () => {
  it.each([
    [
      'a policy that is to be another',
      aPlan({ ...base, roles: [aRoleChange({ after: '{}' })] }),
      'the policy on CognitoAuth',
    ],
    [
      'a policy that stands differently',
      aPlan({ ...base, roles: [aRoleChange({ before: '{}' })] }),
      'the policy on CognitoAuth',
    ],
    [
      'a role more',
      aPlan({ ...base, roles: [aRoleChange(), aRoleChange({ role: guestRoleArn })] }),
      'the policy on CognitoGuest',
    ],
    ['a role less', aPlan({ ...base, roles: [] }), 'the policy on CognitoAuth'],
    [
      'a file of another content',
      aPlan({ ...base, files: [aPlannedFile({ content: '{"a":1}' })] }),
      'amplify_outputs.json',
    ],
    [
      'a file that is published by now',
      aPlan({ ...base, files: [aPlannedFile({ changed: false })] }),
      'amplify_outputs.json',
    ],
    [
      'a push target more',
      aPlan({ ...base, push: [aPlannedTarget()] }),
      'function:eu-west-1:orders',
    ],
    [
      'a published file that goes away',
      aPlan({ ...base, removedFiles: ['aws-exports.js'] }),
      'the removal of aws-exports.js',
    ],
    [
      'a warning more',
      aPlan({ ...base, findings: [opened] }),
      `TRUST_OTHER_PRINCIPAL of ${guestRoleArn}`,
    ],
    [
      'information, which is no matter',
      aPlan({ ...base, findings: [{ ...opened, severity: 'info' }] }),
      'nothing by name',
    ],
    ['everything', aPlan(), 'the policy on CognitoAuth, amplify_outputs.json'],
    ['nothing that has a name', base, 'nothing by name'],
  ])('is told by name: %s', (_, fresh, names) => {
    expect(planDifference(base, fresh).split('\n')[0]).toBe(`Different now: ${names}.`);
  });

  it('is told of a policy by what it says: what it would hold, and what it holds already', () => {
    const [one, both] = [policyOf('s3:GetObject'), policyOf('s3:GetObject', 's3:PutObject')];
    const agreed = aPlan({ roles: [aRoleChange({ after: one })] });
    const fresh = aPlan({ roles: [aRoleChange({ before: one, after: both })] });

    expect(planDifference(agreed, fresh)).toBe(
      [
        'Different now: the policy on CognitoAuth.',
        'What CognitoAuth would hold by our policy:',
        '  + allow s3:PutObject on arn:aws:s3:::storefront-uploads/public/*',
        'What CognitoAuth holds already by our policy:',
        '  + allow s3:GetObject on arn:aws:s3:::storefront-uploads/public/*',
      ].join('\n'),
    );
  });

  it('is told of one that says the same in other words', () => {
    const after = policyOf('s3:GetObject');
    const spaced = JSON.stringify(JSON.parse(after), null, 2);
    const agreed = aPlan({ roles: [aRoleChange({ after })] });
    const fresh = aPlan({ roles: [aRoleChange({ after: spaced })] });

    expect(planDifference(agreed, fresh)).toContain('the same in other words');
  });

  it('is that nothing would be written any more', () => {
    const fresh = aPlan({ ...base, request: aRequest({ rolePolicies: 'emit' }) });

    expect(planDifference(base, fresh)).toBe('Different now: policies are emitted.');
  });

  it('is not what an owner has put on a role meanwhile, while policies are emitted', () => {
    const request = aRequest({ rolePolicies: 'emit' });
    const agreed = aPlan({ request, roles: [aRoleChange({ before: null })] });
    const put = agreed.roles.map((role) => ({ ...role, before: role.after }));
    const fresh = aPlan({ request, roles: put, files: [aPlannedFile()] });

    expect(planDifference(agreed, fresh)).toBe('Different now: amplify_outputs.json.');
    expect(planDifference(fresh, base)).toBe('Different now: policies are written.');
  });

  it('is told of a warning that is no more, and not of one in other words', () => {
    const warned = aPlan({ ...base, findings: [opened] });
    const reworded = aPlan({ ...base, findings: [{ ...opened, message: 'In other words.' }] });

    expect(planDifference(warned, base)).toContain('TRUST_OTHER_PRINCIPAL of');
    expect(planDifference(warned, reworded)).toBe('Different now: nothing by name.');
  });

  it('is told of a warning by its facts then and now', () => {
    const warned = (...principals: string[]) =>
      aPlan({ ...base, findings: [openedTo(...principals)] });
    const [one, both] = [warned('Service a'), warned('Service a', 'AWS b')];

    expect(planDifference(one, both)).toBe(
      [
        `Different now: TRUST_OTHER_PRINCIPAL of ${guestRoleArn}.`,
        `What was found for TRUST_OTHER_PRINCIPAL of ${guestRoleArn}:`,
        '  + principals: AWS b',
      ].join('\n'),
    );
    expect(planDifference(base, one).split('\n').slice(2)).toEqual(['  + principals: Service a']);
    expect(planDifference(one, base).split('\n').slice(2)).toEqual(['  - principals: Service a']);
  });

  it('is told of a warning that there is more than once', () => {
    const agreed = aPlan({ ...base, findings: [openedTo('NONE')] });
    const fresh = aPlan({ ...base, findings: [openedTo('NONE'), openedTo('CUSTOM')] });

    expect(planDifference(agreed, fresh).split('\n').slice(1)).toEqual([
      `What was found for TRUST_OTHER_PRINCIPAL of ${guestRoleArn}:`,
      '  + principals: CUSTOM',
    ]);
  });

  it('cannot be told when the agreed plan is forgotten', () => {
    expect(planDifference(null, base)).toContain('No plan of that hash is remembered');
  });
});
