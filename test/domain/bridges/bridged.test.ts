import { describe, expect, it } from '@jest/globals';
import { finding } from '../../../src/contract/findings.ts';
import { reportSchema, type Report } from '../../../src/contract/report.ts';
import { bridgedOf } from '../../../src/domain/bridges/bridged.ts';
import { link, policyName } from '../../support/builders/link.ts';
import { authRoleArn, userPoolId } from '../../support/builders/ids.ts';
import { aPlan, aPlannedFile, aRoleChange } from '../../support/builders/plan.ts';
import { aRequest } from '../../support/builders/request.ts';
import { aRun } from '../../support/builders/run.ts';
import { authSettings, identitySettings } from '../../support/builders/settings.ts';

/** The report of a run that published both pools. */
function aReport(overrides: Partial<Report> = {}): Report {
  return reportSchema().parse({
    version: '1',
    status: 'published',
    run: aRun(),
    request: aRequest(),
    userPool: authSettings(),
    identityPool: identitySettings(),
    findings: [],
    access: null,
    whoCan: null,
    failure: null,
    undoFailure: null,
    ...overrides,
  });
}

const plan = aPlan({ files: [aPlannedFile({ content: '{"version":"1.5"}\n' })] });
const denied = finding('WEB_CLIENT_HAS_SECRET', {
  client: { id: 'web', name: 'web', userPool: userPoolId },
  candidates: null,
});
const warned = finding('USER_POOL_ONLY', { userPool: userPoolId });

describe('What a run has found', () => {
  it('is ready to be bridged, with its outputs and what refused it', () => {
    const report = aReport({ findings: [denied, warned] });

    expect(bridgedOf(report, plan)).toEqual({
      link,
      request: aRequest(),
      auth: authSettings(),
      identity: identitySettings(),
      outputs: { version: '1.5' },
      policies: null,
      errors: [denied],
    });
  });

  it('has the policies when they are emitted', () => {
    const request = aRequest({ rolePolicies: 'emit' });

    const bridged = bridgedOf(aReport({ request }), {
      ...plan,
      request,
      roles: [aRoleChange({ write: false })],
    });

    expect(bridged).toMatchObject({ policies: [{ role: authRoleArn, policyName }] });
  });

  it('needs no identity pool when none was asked for', () => {
    const report = aReport({ request: aRequest({ identityPoolId: null }), identityPool: null });

    expect(bridgedOf(report, plan)).toMatchObject({ identity: null });
  });

  it.each([
    ['the user pool', aReport({ userPool: null, findings: [denied, warned] }), plan],
    ['the identity pool', aReport({ identityPool: null, findings: [denied] }), plan],
    ['the config', aReport({ findings: [denied] }), null],
    ['the config', aReport({ findings: [denied] }), { ...plan, files: [] }],
  ])('is not enough without %s: it says so, and tells the errors', (_, report, planned) => {
    const bridged = bridgedOf(report, planned);

    const { refusals } = bridged as { refusals: readonly string[] };
    expect(refusals).toHaveLength(2);
    expect(refusals[0]).toMatch(/^The run does not say what the .+ are like/);
    expect(refusals[1]).toContain('WEB_CLIENT_HAS_SECRET');
  });
});
