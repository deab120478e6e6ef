import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import type * as z from 'zod';

import { findingSchema } from '../../src/contract/finding.ts';
import { finding, findingCatalogue, type FindingCode } from '../../src/contract/findings.ts';
import type { Entry } from '../../src/contract/findings/entry.ts';

const codes = Object.keys(findingCatalogue()) as FindingCode[];
const testsOfRules = ['test/domain', 'test/plans', 'test/scenarios']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');
const domain = readdirSync('src/domain', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join('src/domain', name), 'utf8'));

describe.each(codes)('The finding %s', (code) => {
  const { meaning, resolution } = findingCatalogue()[code];

  it('says what it means and what to do, in sentences', () => {
    expect(meaning).toMatch(/^[A-Z].*[^.]\.$/);
    expect(resolution).toMatch(/^[A-Z].*[^.]\.$/);
    expect(resolution).not.toBe(meaning);
  });

  it('is made by a rule, and asserted by a test of that rule', () => {
    expect(domain.join('\n')).toContain(`'${code}'`);
    expect(testsOfRules).toContain(`'${code}'`);
  });
});

describe.each(
  codes.filter(
    (code) => 'command' in findingCatalogue()[code] || 'look' in findingCatalogue()[code],
  ),
)('The command of %s', (code) => {
  it('is given its values by the facts of a case', () => {
    expect(findingCatalogue()[code]).toHaveProperty('values');
  });
});

/** Warnings of which code and subject are all that is agreed on; the catalogue says why. */
const agreedByName = [
  'NATIVE_CLIENT_HAS_SECRET',
  'OAUTH_HOSTED_UI_OFF',
  'OAUTH_NO_PROVIDER',
  'OAUTH_NO_SCOPE',
  'POLICY_BUDGET_EXCEEDED',
  'POLICY_LEFT_STANDING',
];

describe.each(Object.entries<Entry>(findingCatalogue()))(
  'What is agreed on with %s',
  (code, { agreed, facts, notAgreed, severity }) => {
    it('is some of its facts, and nothing of what nobody can agree to', () => {
      const usually = typeof severity === 'string' ? severity : severity.usually;
      const { shape } = facts as z.ZodObject;

      expect(agreed.filter((name) => !(name in shape))).toEqual([]);
      expect(agreed.length > 0 || agreedByName.includes(code)).toBe(
        !notAgreed && (typeof severity !== 'string' || usually === 'warning'),
      );
    });
  },
);

const right = {
  identityPool: 'eu-west-1:1',
  users: 'authenticated',
  principal: 'cognito-identity.amazonaws.com',
  corrected: { Statement: [] },
} as const;

describe('A finding', () => {
  it('has the words of its code unless those of the case are others', () => {
    const { severity, meaning, resolution } = findingCatalogue().TRUST_POLICY_UNREADABLE;
    const facts = { role: 'Auth', ...right };

    expect(finding('TRUST_POLICY_UNREADABLE', facts)).toMatchObject({
      code: 'TRUST_POLICY_UNREADABLE',
      severity,
      subject: 'Auth',
      message: meaning,
      resolution,
      facts,
    });
  });

  it('quotes the values of its command', () => {
    const { command } = finding('TRUST_POLICY_UNREADABLE', { role: "path/Bob's role", ...right });

    expect(command).toBe(
      `aws iam update-assume-role-policy --role-name 'Bob'\\''s role' --policy-document '{"Statement":[]}'`,
    );
  });

  it('has no key for what a case does not say', () => {
    const facts = { resource: 'x', why: { because: 'tracker' } } as const;

    expect(Object.keys(finding('NOT_IN_CLIENT_CONFIG', facts))).toEqual([
      'code',
      'severity',
      'subject',
      'message',
      'resolution',
      'facts',
    ]);
  });

  it.each([
    ['a code in small letters', { code: 'role_not_found' }],
    ['a severity of its own', { severity: 'fatal' }],
    ['a key of its own', { hint: 'x' }],
    ['no resolution', { resolution: undefined }],
  ])('is refused with %s', (_, change) => {
    const good = finding('ROLE_SERVICE_LINKED', { role: 'Auth', path: '/aws-service-role/' });

    expect(findingSchema().safeParse(good).success).toBe(true);
    expect(findingSchema().safeParse({ ...good, ...change }).success).toBe(false);
  });
});
