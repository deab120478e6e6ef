import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { removalText } from '../../src/cli/print-removal-result.ts';
import type { RemovedRole } from '../../src/contract/removal/plan.ts';
import type { RemovalResult } from '../../src/contract/removal/result.ts';
import { policyDocument } from '../../src/domain/iam/document.ts';
import { policyName } from '../support/builders/link.ts';
import { aPlannedTarget } from '../support/builders/targets.ts';
import { shownOn } from '../support/terminal.ts';

const stands = policyDocument([
  { action: 's3:GetObject', resource: 'arn:aws:s3:::storefront-uploads/public/*' },
]);
const changes = ['delete', 'restore', 'leave', 'hand over', 'gone'] as const;

/** A removal of so many changes: of roles by turns and, where there are more than ten, of targets. */
function removalOf(many: number): RemovalResult {
  const ofTargets = many > 10 ? 2 : 0;
  const roles = Array.from({ length: many - ofTargets }, (_, at): RemovedRole => {
    const change = changes[at % changes.length] ?? 'delete';
    const role = `arn:aws:iam::111122223333:role/storefront-${at}`;
    return { role, policyName, change, stands: change === 'gone' ? null : stands, putBack: null };
  });
  const targets = (['write', 'leave'] as const)
    .slice(0, ofTargets)
    .map((change) => aPlannedTarget({ change, wanted: false }));
  const hash = `sha256:${'0'.repeat(64)}`;
  const plan = { hash, hashVersion: 1, purge: false, isBegun: false, roles, targets };
  return { status: 'planned', revision: 2, findings: [], roles: [], targets: [], plan };
}

/** A removal as a terminal of so many columns shows it. */
function shown(result: RemovalResult, columns: number, colours: boolean): string {
  return shownOn(columns, colours, (terminal) => removalText(result, terminal));
}

describe('The plan of a removal on a terminal', () => {
  const sizes = [1, 12].flatMap((many) => [40, 80, 200].map((columns) => ({ many, columns })));

  it.each(sizes)('of $many changes in $columns columns', ({ many, columns }) => {
    const name = `test/support/shown-plans/removal-${many}-changes-${columns}-columns.txt`;

    expect(shown(removalOf(many), columns, false)).toBe(readFileSync(name, 'utf8'));
  });

  it('has a colour for what is lost', () => {
    const lines = shown(removalOf(1), 200, true).split('\n');
    const line = lines.find((one) => one.includes('- allow s3:GetObject'));

    expect([line?.slice(0, 5), line?.slice(-5)]).toEqual(['\u001B[31m', '\u001B[39m']);
  });
});
