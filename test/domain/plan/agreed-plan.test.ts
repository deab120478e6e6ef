import { describe, expect, it } from '@jest/globals';

import { finding } from '../../../src/contract/findings.ts';
import type { Plan } from '../../../src/contract/plan.ts';
import { policyDocument } from '../../../src/domain/iam/document.ts';
import { requireAgreedPlan } from '../../../src/domain/plan/agreed-plan.ts';
import { guestRoleArn } from '../../support/builders/ids.ts';
import { aPlan, aPlannedFile, aRoleChange } from '../../support/builders/plan.ts';
import { aRequest } from '../../support/builders/request.ts';

const agreedHash = `sha256:${'a'.repeat(64)}`;
const freshHash = `sha256:${'b'.repeat(64)}`;
const opened = finding('TRUST_OTHER_PRINCIPAL', {
  role: guestRoleArn,
  principals: ['Service a'],
});
const policyOf = (...actions: string[]) =>
  policyDocument(
    actions.map((action) => ({
      action,
      resource: 'arn:aws:s3:::storefront-uploads/public/*',
    })),
  ) ?? '';
const base = aPlan({ roles: [aRoleChange()], files: [aPlannedFile()] });

describe('An agreed plan', () => {
  const nothingAgreed = { remembered: null, unfinished: null };
  const fresh = (expectPlan: string | null) =>
    aPlan({ ...base, hash: freshHash, request: aRequest({ expectPlan }) });

  it.each([
    ['none is expected', null],
    ['it is the one that was made', freshHash],
  ])('lets the run go on when %s', (_, expectPlan) => {
    expect(() => requireAgreedPlan(fresh(expectPlan), 1, nothingAgreed)).not.toThrow();
  });

  it('lets a run go on to the end that a dead run of that plan was bringing about', () => {
    const begun = fresh(agreedHash);
    const unfinished = { ...begun, hash: agreedHash };

    expect(() => requireAgreedPlan(begun, 1, { remembered: null, unfinished })).not.toThrow();
  });

  it('lets it go on as well when that run had come in the place of another that died', () => {
    const begun = fresh(agreedHash);
    const unfinished = { ...begun, hash: `sha256:${'c'.repeat(64)}` };

    expect(() => requireAgreedPlan(begun, 1, { remembered: null, unfinished })).not.toThrow();
  });

  it('stops a run that would bring a dead one of that plan to another end', () => {
    const unfinished = { ...fresh(agreedHash), hash: agreedHash, files: [] };

    expect(() => requireAgreedPlan(fresh(agreedHash), 1, { remembered: null, unfinished })).toThrow(
      expect.objectContaining({ name: 'PlanChanged' }),
    );
  });

  it('stops a run that would write what a dead one of that plan was emitting', () => {
    const request = aRequest({ expectPlan: agreedHash, rolePolicies: 'emit' });
    const unfinished = { ...fresh(agreedHash), hash: agreedHash, request };

    expect(() => requireAgreedPlan(fresh(agreedHash), 1, { remembered: null, unfinished })).toThrow(
      expect.objectContaining({
        name: 'PlanChanged',
      }),
    );
  });

  it('stops a run that comes upon a warning which a dead one of that plan did not know', () => {
    const unfinished = { ...fresh(agreedHash), hash: agreedHash };
    const warned = { ...fresh(agreedHash), findings: [opened] };

    expect(() => requireAgreedPlan(warned, 1, { remembered: null, unfinished })).toThrow(
      expect.objectContaining({ name: 'PlanChanged' }),
    );
  });

  it('stops the run when another one was made, with both hashes and the difference', () => {
    const agreed = aPlan({ hash: agreedHash });

    expect(() =>
      requireAgreedPlan(fresh(agreedHash), 1, { remembered: agreed, unfinished: null }),
    ).toThrow(
      expect.objectContaining({
        name: 'PlanChanged',
        message: expect.stringContaining(
          `The plan is ${freshHash}, not ${agreedHash}. Different now: the policy on CognitoAuth, amplify_outputs.json.`,
        ),
      }),
    );
  });

  it.each([1, 2])(
    'stops a run whose plan was agreed on in version %s of hashes, says so and tells the hash of today',
    (hashVersion) => {
      const known = { ...fresh(agreedHash), hash: agreedHash, hashVersion };
      const plans = [
        { remembered: known, unfinished: null },
        { remembered: null, unfinished: known },
      ];

      for (const agreed of plans) {
        expect(() => requireAgreedPlan(fresh(agreedHash), 0, agreed)).toThrow(
          expect.objectContaining({
            name: 'PlanChanged',
            message: expect.stringMatching(
              `${agreedHash} was made by another version .* \\(version ${hashVersion}; today 3\\): by itself this is no change of the world. The plan of today is ${freshHash}.`,
            ),
          }),
        );
      }
    },
  );

  it('stops a run whose plan is not remembered, with both causes and the hash of today', () => {
    expect(() => requireAgreedPlan(fresh(agreedHash), 0, nothingAgreed)).toThrow(
      `The plan is ${freshHash}, not ${agreedHash}. No plan of that hash is remembered: it is mistyped, or older than the plans that a link remembers.`,
    );
  });

  it('stops a run whose plan is known but lost, and does not call it unknown', () => {
    const lost = { ...nothingAgreed, missingFile: 'reports/storefront/prod/1/plan.json' };

    expect(() => requireAgreedPlan(fresh(agreedHash), 0, lost)).toThrow(
      `The plan is ${freshHash}, not ${agreedHash}. The link knows the plan that is expected, but its file ${lost.missingFile} is gone from the store, so what differs cannot be told. Make a new plan`,
    );
  });

  describe('when nothing is left to change', () => {
    const role = aRoleChange({ before: null, after: policyOf('s3:GetObject') });
    const file = aPlannedFile();
    const agreed = aPlan({ hash: agreedHash, roles: [role], files: [file], removedFiles: ['x'] });
    const standing = (overrides: Partial<Plan> = {}) =>
      aPlan({
        hash: freshHash,
        request: aRequest({ expectPlan: agreedHash }),
        roles: [{ ...role, before: role.after }],
        files: [{ ...file, changed: false }],
        ...overrides,
      });
    const requireAgreed = (fresh: Plan, remembered: Plan | null = agreed, changes = 0) =>
      requireAgreedPlan(fresh, changes, { remembered, unfinished: null });

    it('lets the run end where the agreed plan has been carried out', () => {
      expect(() => requireAgreed(standing())).not.toThrow();
    });

    it('lets it end with a policy that the agreed plan took away', () => {
      const gone = aRoleChange({ role: guestRoleArn, before: '{}', after: null });

      expect(() => requireAgreed(standing(), { ...agreed, roles: [role, gone] })).not.toThrow();
    });

    it('stops a run that has something to change yet, though it ends there as well', () => {
      expect(() => requireAgreed(standing(), agreed, 1)).toThrow('Different now:');
    });

    it.each<[string, Plan, string]>([
      [
        'another policy stands',
        standing({
          roles: [
            aRoleChange({
              before: policyOf('s3:PutObject'),
              write: false,
              after: policyOf('s3:PutObject'),
            }),
          ],
        }),
        [
          'Different now: the policy on CognitoAuth.',
          'What CognitoAuth holds already by our policy:',
          '  - allow s3:GetObject on arn:aws:s3:::storefront-uploads/public/*',
          '  + allow s3:PutObject on arn:aws:s3:::storefront-uploads/public/*',
        ].join('\n'),
      ],
      [
        'another file is published',
        standing({ files: [aPlannedFile({ content: '{"a":1}', changed: false })] }),
        'Different now: amplify_outputs.json.',
      ],
      [
        'there is a warning that was not known',
        standing({ findings: [opened] }),
        `Different now: TRUST_OTHER_PRINCIPAL of ${guestRoleArn}.`,
      ],
    ])('stops the run when %s, and tells that only', (_, fresh, difference) => {
      expect(() => requireAgreed(fresh)).toThrow(
        expect.objectContaining({
          name: 'PlanChanged',
          message: expect.stringContaining(`not ${agreedHash}. ${difference}`),
        }),
      );
    });

    it('stops the run when the link does not know the agreed plan', () => {
      expect(() => requireAgreed(standing(), null)).toThrow('No plan of that hash is remembered');
    });
  });
});
