import { expect, it } from '@jest/globals';
import { historyText } from '../../src/cli/history-text.ts';
import { revisionOf } from '../../src/domain/links/revision-differences.ts';
import { policyDocument } from '../../src/domain/iam/document.ts';
import { authRoleArn } from '../support/builders/ids.ts';
import { link, policyName } from '../support/builders/link.ts';

const uploads = 'arn:aws:s3:::storefront-uploads/public/*';
const after = policyDocument([{ action: 's3:GetObject', resource: uploads }]);
const policy = { role: authRoleArn, policyName, change: 'added', before: null, after } as const;
const revision = revisionOf(
  { revision: 1, run: 'run-1', at: null, files: new Map([['a.json', '{}']]), policies: [policy] },
  null,
);
const history = { revisions: [revision], more: 0 };

it('A history names the roles on which a revision has changed a policy', () => {
  expect(historyText(link, history, 'overview').split('\n').at(-1)).toBe(
    'Policies: added on CognitoAuth',
  );
});

it('The whole of a revision tells what each policy gives and takes', () => {
  expect(historyText(link, history, 'whole').split('\n').slice(-3)).toEqual([
    'Policies:',
    `  added ${policyName} on CognitoAuth`,
    `      + allow s3:GetObject on ${uploads}`,
  ]);
});

it('Nothing is said of policies where none has changed, or where the plan is gone', () => {
  for (const policies of [[], null]) {
    const told = historyText(link, { ...history, revisions: [{ ...revision, policies }] }, 'whole');

    expect(told).not.toContain('olicies');
  }
});
