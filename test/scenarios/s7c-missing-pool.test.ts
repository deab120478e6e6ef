import { describe, expect, it } from '@jest/globals';

import { manifestSchema } from '../../src/contract/manifest.ts';
import { recordPlan } from '../../src/domain/roles/record.ts';
import { countErrors } from '../../src/domain/findings/severity.ts';
import { codes } from '../support/builders/codes.ts';
import { aLinkItem } from '../support/builders/link.ts';
import { notFound } from '../support/builders/readings.ts';
import { aRequest } from '../support/builders/request.ts';
import { userPoolReadings } from '../support/builders/user-pool.ts';
import { planImport } from '../support/import-plan.ts';

const request = aRequest({ identityPoolId: null });
const gone = userPoolReadings({
  pool: notFound,
  clients: [],
  mfa: notFound,
  identityProviders: notFound,
  groups: notFound,
  account: '111122223333',
});

describe('S7c: a team whose user pool does not exist', () => {
  it('is told so by account and region, and nothing else', () => {
    const { findings } = planImport(request, { userPool: gone, identityPool: null });

    expect(codes(findings)).toEqual(['USER_POOL_NOT_FOUND']);
    expect(findings[0]?.message).toContain('in eu-west-1 of account 111122223333');
    expect(countErrors(findings)).toBe(1);
  });

  it('keeps the version that was published last', () => {
    const before = planImport(request, { userPool: userPoolReadings(), identityPool: null });
    const world = {
      item: recordPlan(aLinkItem(), before),
      published: {
        manifest: manifestSchema().parse(JSON.parse(before.manifest ?? '')),
        manifestEtag: '"1"',
        currentCopies: Object.fromEntries(before.files.map((file) => [file.path, file.content])),
      },
    };

    const after = planImport(request, { ...world, userPool: gone, identityPool: null });

    expect(after.files).toEqual([]);
    expect(countErrors(after.findings)).toBe(1);
  });
});
