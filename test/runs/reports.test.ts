import { describe, expect, test } from '@jest/globals';
import type { Result } from '../../src/contract/result.ts';
import { reportSchema, type Report } from '../../src/contract/report.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import {
  fullRequest,
  importedAccount,
  runOnce,
  storedTexts,
} from '../support/aws-world/import-runs.ts';
import {
  breakTrust,
  foreignPolicyName,
  sampleAccount,
} from '../support/aws-world/sample-account.ts';
import { authRoleArn, bucketName, guestRoleArn } from '../support/builders/ids.ts';

/** The report that a result names. */
function reportOf(world: AwsWorld, { report: address = '' }: Result): Report {
  const key = address.slice(address.indexOf('reports/'));
  return reportSchema().parse(JSON.parse(storedTexts(world, 'reports/')[key] ?? ''));
}

const actionsOf = ({ access }: Report, role: string) =>
  access
    ?.find((one) => one.role === role)
    ?.can?.flatMap(({ actions }) => actions)
    .toSorted();

describe('The report in the store', () => {
  test('Of an import it says what was asked, found, planned, published, and who can do what now', async () => {
    const world = sampleAccount();

    const result = await runOnce(fullRequest);

    const report = reportOf(world, result);
    expect(report).toMatchObject({
      status: 'published',
      request: { ...fullRequest, oauth: 'auto', mode: 'import' },
      findings: result.findings,
      plan: { hash: result.plan?.hash },
      published: result.published,
    });
    expect(new Set(actionsOf(report, guestRoleArn))).toEqual(
      new Set(['s3:GetObject', 's3:ListBucket']),
    );
    expect(report.access?.find(({ role }) => role === authRoleArn)).toMatchObject({
      principal: 'signed-in users',
      reach: 'everyone',
      others: [{ name: foreignPolicyName }],
    });
    expect(JSON.stringify(report.access)).toContain(`arn:aws:s3:::${bucketName}/public/*`);
  });

  test('Of a plan it says what is so today: nothing is granted yet', async () => {
    const world = sampleAccount();

    const result = await runOnce({ ...fullRequest, mode: 'plan' });

    const report = reportOf(world, result);
    expect(report).toMatchObject({ status: 'planned', request: { mode: 'plan' } });
    expect(report.access?.map(({ can }) => can)).toEqual([[], []]);
  });

  test('Of a refused import it has every finding, and the grants that still stand', async () => {
    const world = await importedAccount();
    breakTrust(world);

    const result = await runOnce({ ...fullRequest, grants: {} });

    const report = reportOf(world, result);
    expect(report).toMatchObject({ status: 'refused', error: { name: 'ImportRefused' } });
    expect(report.findings).toEqual(result.findings);
    expect(actionsOf(report, authRoleArn)).toContain('s3:PutObject');
  });

  test('Of a request that takes its grants back it says that nobody can do anything any more', async () => {
    const world = await importedAccount();

    const result = await runOnce({ ...fullRequest, grants: {} });

    expect(reportOf(world, result).access?.map(({ can }) => can)).toEqual([[], []]);
  });

  test('Of a user pool alone it lists nobody, because nobody gets AWS credentials', async () => {
    const world = sampleAccount();
    const { identityPoolId: _identityPoolId, grants: _grants, ...userPoolOnly } = fullRequest;

    const result = await runOnce(userPoolOnly);

    expect(reportOf(world, result).access).toEqual([]);
  });

  test('No secret is in any of them', async () => {
    const world = sampleAccount();
    await runOnce(fullRequest);
    breakTrust(world);
    await runOnce({ ...fullRequest, nativeClientId: '4nata1b2c3d4e5f6g7h8i9j0k1' });

    const texts = Object.values(storedTexts(world, 'reports/')).join('');

    expect(texts).toContain('NATIVE_CLIENT_HAS_SECRET');
    expect(texts).not.toContain(world.secret);
  });
});
