import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { planLines } from '../../src/cli/plan-text.ts';
import type { Result } from '../../src/contract/result.ts';
import { policyDocument } from '../../src/domain/iam/document.ts';
import { policyName } from '../support/builders/link.ts';
import { aPlannedTarget } from '../support/builders/targets.ts';
import { shownOn } from '../support/terminal.ts';

type PlanInResult = NonNullable<Result['plan']>;
type RoleInResult = PlanInResult['roles'][number];

const bucket = 'arn:aws:s3:::storefront-uploads';

/** What a role may do with the places of the bucket. */
function document(places: readonly string[]): string | null {
  return policyDocument(
    places.flatMap((place) =>
      ['s3:GetObject', 's3:PutObject'].map((action) => ({
        action,
        resource: `${bucket}/${place}/*`,
      })),
    ),
  );
}

const changes: readonly (readonly [before: string | null, after: string | null])[] = [
  [null, document(['public'])],
  [document(['public']), document(['public', 'shared'])],
  [document(['public', 'shared']), null],
];

/** A plan of so many changes: of roles by turns, of files and, where there are more than ten, of a target. */
function planOf(many: number): PlanInResult {
  const ofTargets = many > 10 ? 1 : 0;
  const ofFiles = Math.floor(many / 2);
  const roles = Array.from({ length: many - ofFiles - ofTargets }, (_, at): RoleInResult => {
    const [before, after] = changes[at % changes.length] ?? [null, null];
    const budget = { used: 120, need: after?.length ?? 0, limit: 10_240 };
    return {
      role: `arn:aws:iam::111122223333:role/storefront-${at}`,
      policyName,
      before,
      after,
      budget,
    };
  });
  const files = Array.from({ length: ofFiles }, (_, at) => ({
    key: `config/storefront/prod/file-${at}.json`,
    sha256: '0'.repeat(64),
    changed: true,
  }));
  const push = Array.from({ length: ofTargets }, () => aPlannedTarget({ change: 'write' }));
  return { hash: `sha256:${'0'.repeat(64)}`, hashVersion: 3, roles, files, push };
}

/** A plan as a terminal of so many columns shows it. */
function shown(plan: PlanInResult, columns: number, colours: boolean): string {
  return shownOn(columns, colours, (terminal) => planLines(plan, terminal).join('\n'));
}

describe('A plan on a terminal', () => {
  const sizes = [1, 12, 300].flatMap((many) => [40, 80, 200].map((columns) => ({ many, columns })));

  it.each(sizes)('of $many changes in $columns columns', ({ many, columns }) => {
    const name = `test/support/shown-plans/${many}-changes-${columns}-columns.txt`;

    expect(shown(planOf(many), columns, false)).toBe(readFileSync(name, 'utf8'));
  });

  it.each(sizes)('says the same in colours: $many changes in $columns columns', (size) => {
    const { many, columns } = size;
    const [plain, coloured] = [false, true].map((colours) => shown(planOf(many), columns, colours));

    // eslint-disable-next-line no-control-regex -- styles are made of that character
    expect(coloured?.replaceAll(/\u001B\[\d+m/g, '')).toBe(plain);
    expect(coloured).toContain('\u001B[32m');
  });

  it('has a colour for what is gained and one for what is lost, and for nothing else', () => {
    const text = shown(planOf(12), 200, true);
    const lines = text.split('\n').filter((line) => line.includes('\u001B['));

    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      // eslint-disable-next-line no-control-regex -- styles are made of that character
      expect(line).toMatch(/^\u001B\[(?:32m +\+|31m +-) .*\u001B\[39m$/);
    }
  });
});
