import { describe, expect, test } from '@jest/globals';
import { runOnce, fullRequest, storedTexts } from '../support/aws-world/import-runs.ts';
import { sampleAccount, seedRole } from '../support/aws-world/sample-account.ts';
import { groupRoleArn } from '../support/builders/groups.ts';
import { bucketName, userPoolId } from '../support/builders/ids.ts';
import { trustPolicy, trustStatement } from '../support/builders/identity-pool.ts';
import { silent } from '../../src/engine/progress.ts';

const largestStateData = 200 * 1024;

describe('One mistake that is made on the roles of many groups', () => {
  test.each([60, 100, 200])(
    'Of %i roles every finding is told, and the import is refused',
    async (count) => {
      const world = sampleAccount();
      const groups = Array.from({ length: count }, (_, index) => `group-${index}`);
      world.userPools.pools.get(userPoolId)!.groups = groups.map((group) => ({
        GroupName: group,
        RoleArn: groupRoleArn(group),
      }));
      // Guests may assume them too.
      const open = trustPolicy(trustStatement('authenticated'), trustStatement('unauthenticated'));
      for (const group of groups) seedRole(world, groupRoleArn(group), { trustPolicy: open });
      let largest = 0;
      const left = (_state: string, _milliseconds: number, output: unknown) => {
        largest = Math.max(largest, JSON.stringify(output).length);
      };
      const grant = {
        bucket: bucketName,
        groups: Object.fromEntries(groups.map((group) => [group, ['read']])),
      };

      const result = await runOnce(
        { ...fullRequest, grants: { storage: [grant] } },
        { progress: { ...silent, left } },
      );

      const reports = storedTexts(world, 'reports/');
      const key = Object.keys(reports).find((name) => name.endsWith('/report.json')) ?? '';
      const { findings } = JSON.parse(reports[key] ?? '') as { findings: { subject: string }[] };
      expect(result).toMatchObject({ status: 'refused', error: { name: 'ImportRefused' } });
      expect(result.findings.length).toBeGreaterThan(0);
      for (const group of groups) {
        expect(findings.map(({ subject }) => subject)).toContain(groupRoleArn(group));
      }
      expect(largest).toBeLessThan(largestStateData);
    },
  );
});
