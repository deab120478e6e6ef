import { execFileSync } from 'node:child_process';

import { describe, expect, it } from '@jest/globals';

import { restoreCommand, restoringWrites } from '../../../src/domain/roles/undo.ts';
import { authRoleArn, guestRoleArn } from '../../support/builders/ids.ts';
import { anIntent, policyName } from '../../support/builders/link.ts';

const document =
  '{"Statement":[{"Resource":"arn:aws:s3:::a/${cognito-identity.amazonaws.com:sub}/*"}]}';

/** What a POSIX shell makes of the arguments of a command. */
const argumentsOf = (command: string): readonly string[] => {
  const script = `set -f; for part in ${command}; do printf '%s\\0' "$part"; done`;
  return execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
};

describe('The writes that undo an intent', () => {
  it('put every before-image back, and delete what was not there', () => {
    const intent = anIntent({
      roles: [
        { roleArn: authRoleArn, policyName, before: document, afterSha256: 'x' },
        { roleArn: guestRoleArn, policyName, before: null, afterSha256: 'x' },
      ],
    });

    expect(restoringWrites(intent.roles)).toEqual([
      { roleArn: authRoleArn, policyName, document },
      { roleArn: guestRoleArn, policyName, document: null },
    ]);
  });

  it('are none without roles', () => {
    expect(restoringWrites(anIntent().roles)).toEqual([]);
  });
});

describe('The command that undoes one write by hand', () => {
  it('deletes a policy by the name of its role, whatever its path', () => {
    expect(restoreCommand({ roleArn: authRoleArn, policyName, document: null })).toBe(
      'aws iam delete-role-policy --role-name CognitoAuth --policy-name AmplifyImport-storefront.prod',
    );
  });

  it.each([
    ['a plain document', document],
    ['single quotes', `{"Sid":"it's ours; 'really'"}`],
    [
      'double quotes, dollars and backslashes',
      String.raw`{"a":"$HOME \"b\" \\ $(date) ${'`'}id${'`'}"}`,
    ],
    ['line ends', '{\n  "a": 1\n}\n'],
    ['only quotes', "'''"],
  ])('gives the shell the exact bytes of %s', (_, exact) => {
    const command = restoreCommand({ roleArn: authRoleArn, policyName, document: exact });

    expect(argumentsOf(command)).toEqual([
      'aws',
      'iam',
      'put-role-policy',
      '--role-name',
      'CognitoAuth',
      '--policy-name',
      policyName,
      '--policy-document',
      exact,
    ]);
  });
});
