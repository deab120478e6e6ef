import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { finding, type Finding } from '../../../src/contract/findings.ts';
import { policyDocument } from '../../../src/domain/iam/document.ts';
import { planMarkdown } from '../../../src/domain/report/plan-markdown.ts';
import { authRoleArn, guestRoleArn } from '../../support/builders/ids.ts';
import { policyName } from '../../support/builders/link.ts';
import { aPlan, aPlannedFile, aRoleChange } from '../../support/builders/plan.ts';
import { aPlannedTarget } from '../../support/builders/targets.ts';
import { runs } from '../../support/counts.ts';

const documentOn = (...keys: string[]) =>
  policyDocument(
    keys.map((key) => ({ action: 's3:GetObject', resource: `arn:aws:s3:::acme/${key}/*` })),
  );
const budget = { used: 100, need: 200, limit: 10_240 };
const aFinding = (overrides: Partial<Finding> = {}): Finding => ({
  code: 'BUCKET_NOT_FOUND',
  severity: 'error',
  subject: 'acme',
  message: 'The bucket is not there.',
  resolution: 'Make it.',
  facts: {},
  ...overrides,
});

describe('A plan as Markdown', () => {
  it('tells what each role gains and loses, with its size budget', () => {
    const role = aRoleChange({ before: documentOn('a', 'b'), after: documentOn('b', 'c'), budget });

    const page = planMarkdown(aPlan({ roles: [role] }));

    expect(page).toContain(
      `| \`CognitoAuth\` | \`${policyName}\` | replace | 100 | 200 | 300 | 10240 |`,
    );
    expect(page).toContain(`#### replace \`${policyName}\` on \`${authRoleArn}\``);
    expect(page).toContain(
      [
        '```diff',
        '- allow s3:GetObject on arn:aws:s3:::acme/a/*',
        '+ allow s3:GetObject on arn:aws:s3:::acme/c/*',
        '  allow s3:GetObject on arn:aws:s3:::acme/b/*',
        '```',
      ].join('\n'),
    );
  });

  it('names the account and the region, where they are known', () => {
    const known = planMarkdown(aPlan({ account: '111122223333', region: 'eu-west-1' }));

    expect(known).toMatch(/^## .*\n\nAccount 111122223333, region eu-west-1\n\nHash: /);
    expect(planMarkdown(aPlan())).toMatch(/^## .*\n\nHash: /);
  });

  it('has a row and no diff for a role that stays', () => {
    const document = documentOn('a');

    const page = planMarkdown(
      aPlan({ roles: [aRoleChange({ before: document, after: document })] }),
    );

    expect(page).toContain('| keep |');
    expect(page).not.toContain('```diff');
  });

  it('tells files, push changes and the hash to agree on', () => {
    const page = planMarkdown(
      aPlan({
        files: [
          aPlannedFile(),
          aPlannedFile({ path: 'aws-exports.js', changed: false }),
          aPlannedFile({ path: 'android/a.json', changed: false, repair: false }),
        ],
        removedFiles: ['old.json'],
        push: [aPlannedTarget({ target: 'hosting:eu-west-1:d1abc', kind: 'hosting' })],
      }),
    );

    expect(page).toContain('## Import plan of `storefront/prod`');
    expect(page).toContain(`Hash: \`sha256:${'0'.repeat(64)}\``);
    expect(page).toContain('- write `amplify_outputs.json` (3 bytes)');
    expect(page).toContain('- repair `aws-exports.js`');
    expect(page).toContain('- keep `android/a.json`');
    expect(page).toContain('- remove `old.json`');
    expect(page).toContain(
      '- push to `hosting:eu-west-1:d1abc` (2 others of 40 bytes stay as they are)\n' +
        '  - `AUTH_STOREFRONT_USERPOOLID`: nothing → `eu-west-1_AbCdEfGhI`',
    );
  });

  it('says first that a plan with errors is refused, and tells errors before the rest', () => {
    const page = planMarkdown(
      aPlan({
        findings: [
          aFinding({ severity: 'info', code: 'B' }),
          aFinding({
            code: 'A',
            found: 'nothing',
            needed: 'a bucket',
            command: 'aws s3 mb s3://acme',
          }),
        ],
      }),
    );

    expect(page).toContain('**Refused:** 1 error among the findings.');
    expect(page).not.toContain('expectPlan');
    expect(page.indexOf('`A`')).toBeLessThan(page.indexOf('`B`'));
    expect(page).toContain('  - found: `nothing`\n  - needed: `a bucket`\n  - fix: Make it.');
    expect(page).toContain('  - mend: `aws s3 mb s3://acme`');
  });

  it('names policies of others with their size only', () => {
    const foreign = [{ name: 'owners-own', size: 39 }];

    const page = planMarkdown(aPlan({ roles: [aRoleChange({ foreign })] }));

    expect(page).toContain('- `CognitoAuth`: `owners-own` (39)');
  });

  it('repeats no document of somebody else: not of drift, not of trust', () => {
    const stranger =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":"secret-thing"}]}';
    const drift = finding('POLICY_DRIFT', {
      role: authRoleArn,
      policyName,
      current: stranger,
      wanted: null,
    });
    const trust = aFinding({
      command: `aws iam update-assume-role-policy --policy-document '${stranger}'`,
    });
    const role = aRoleChange({ before: stranger, after: documentOn('a') });

    const page = planMarkdown(aPlan({ roles: [role], findings: [drift, trust] }));

    expect(page).not.toContain('secret-thing');
    expect(page).toContain('  - found: in `plan.json`');
    expect(page).toContain('- a policy that is not in the words of this project');
  });

  it('repeats no drifted document, however its JSON is written', () => {
    const stranger = String.raw`{"Version":"2012-10-17","\u0053tatement":[{"Resource":"secret-thing"}]}`;
    const drift = finding('POLICY_DRIFT', {
      role: authRoleArn,
      policyName,
      current: stranger,
      wanted: stranger,
    });

    const page = planMarkdown(aPlan({ findings: [drift] }));

    expect(page).not.toContain('secret-thing');
    expect(page).toContain('  - found: in `plan.json`\n  - needed: in `plan.json`');
    expect(page).toContain(`--policy-name ${policyName}`);
  });

  it.each([
    ['see https://evil.example/a', 'https://'],
    ['see HTTP://evil.example', 'HTTP://'],
    ['see ftp://evil.example', 'ftp://'],
    ['see www.evil.example', 'www.'],
    ['see WWW.evil.example', 'WWW.'],
    ['see _www.evil.example', 'www.'],
    ['write to somebody@evil.example', 'y@e'],
    ['as in #12', '#1'],
    ['as in acme/shop#12', '#1'],
    ['as in GH-12', 'GH-'],
    ['as in gh-12', 'gh-'],
    ['as in GHSA-abcd-efgh-ijkl', 'GHSA-'],
    ['as in CVE-2024-28056', 'CVE-2'],
    ['as in SHOP-12', 'SHOP-1'],
  ])('makes no link of "%s"', (text, linked) => {
    const page = planMarkdown(
      aPlan({
        findings: [aFinding({ message: text, resolution: text })],
      }),
    );

    expect(text).toContain(linked);
    expect(page).not.toContain(linked);
  });

  it('shows an entity as its letters: none becomes the sign that was escaped', () => {
    const page = planMarkdown(
      aPlan({ findings: [aFinding({ message: 'to a&commat;b, &#64; and &lt;b&gt;' })] }),
    );

    expect(page).toContain(String.raw`a&amp;commat;b`);
    expect(page).not.toMatch(/&(?!amp;|lt;)/);
  });

  it('leaves ids and regions as they are, to be copied', () => {
    const text = `eu-west-1, ${authRoleArn}, eu-west-1:11111111-2222`;

    const page = planMarkdown(aPlan({ findings: [aFinding({ message: text })] }));

    expect(page).toContain(text);
  });

  it('lets no text format the page, call anybody, or break out of its place', () => {
    const nasty = 'x` **bold** | <img> @team\n\n# head ``` [a](b)';
    const page = planMarkdown(
      aPlan({
        roles: [aRoleChange({ role: `arn:aws:iam::1:role/${nasty}`, policyName: nasty })],
        findings: [aFinding({ subject: nasty, message: nasty, resolution: nasty })],
        push: [
          aPlannedTarget({
            target: nasty,
            keys: { [nasty]: { before: null, seen: { value: nasty }, after: nasty, earlier: [] } },
          }),
        ],
      }),
    );

    const prose = page.replace(/(`+) .*? \1(?!`)/g, '');
    expect(page).not.toMatch(/^# head/m);
    expect(prose).not.toMatch(/<img>|@team|(?<!\\)\*\*bold/);
  });
});

describe('The length of the page', () => {
  /** What a comment of GitHub holds, with room to spare. */
  const longestMarkdown = 60_000;
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      aRoleChange({
        role: `${guestRoleArn}${index}`,
        after: documentOn(...Array.from({ length: 60 }, (__, key) => `folder-${index}-${key}`)),
      }),
    );

  it('is bounded, and says how much was cut', () => {
    const page = planMarkdown(aPlan({ roles: many(40) }));

    expect(page.length).toBeLessThanOrEqual(longestMarkdown);
    expect(page.length).toBeGreaterThan(longestMarkdown - 10_000);
    expect(page).toMatch(/_Left out to fit into a comment: \d+ policy diffs\. `plan\.json` beside/);
  });

  it('lets one policy not push out the others, and says how many lines are missing', () => {
    const keys = Array.from({ length: 500 }, (_, index) => `a-rather-long-folder-name-${index}`);
    const huge = aRoleChange({ after: documentOn(...keys) });

    const page = planMarkdown(aPlan({ roles: [huge, ...many(1)] }));

    expect(page).toMatch(/_\d+ more lines are in `plan\.json`\._/);
    expect(page).toContain('folder-0-59');
    expect(page).not.toContain('Left out');
  });

  it('is bounded whatever the plan holds', () => {
    const text = fc.string({
      maxLength: 3_000,
      unit: fc.constantFrom('`', '|', 'a', '\n', '@', '<'),
    });

    fc.assert(
      fc.property(fc.array(text, { maxLength: 40 }), text, (texts, long) => {
        const page = planMarkdown(
          aPlan({
            roles: texts.map((name) => aRoleChange({ role: name, policyName: name })),
            files: texts.map((path) => aPlannedFile({ path })),
            findings: texts.map((found) =>
              aFinding({ subject: found, message: long, found, command: long }),
            ),
          }),
        );

        expect(page.length).toBeLessThanOrEqual(longestMarkdown);
      }),
      runs(30),
    );
  });
});
