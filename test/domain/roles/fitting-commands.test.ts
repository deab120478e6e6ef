import { describe, expect, it } from '@jest/globals';
import { fittingCommands, fittingReasons, restoreCommand } from '../../../src/domain/roles/undo.ts';

const writeOn = (name: string, size: number) => ({
  roleArn: `arn:aws:iam::111122223333:role/${name}`,
  policyName: 'AmplifyImport-storefront.prod',
  document: 'x'.repeat(size),
});

describe('The commands of an error', () => {
  it('are all there while there is room for them', () => {
    const writes = [writeOn('a', 1_000), writeOn('b', 1_000)];

    expect(fittingCommands(writes)).toEqual(writes.map(restoreCommand));
  });

  it('are whole or not there, and the report is named for the others', () => {
    const small = writeOn('c', 100);

    const commands = fittingCommands([writeOn('a', 10_000), writeOn('b', 10_000), small]);

    expect(commands).toEqual([
      restoreCommand(small),
      '(2 commands did not fit here: see "restore" in the report)',
    ]);
  });

  it('leave the reasons of many failures a bound', () => {
    const reasons = Array.from({ length: 300 }, (_, index) => `role ${index}: denied`);

    expect(fittingReasons(reasons)).toHaveLength(1_501);
    expect(fittingReasons(reasons.slice(0, 2))).toBe('role 0: denied; role 1: denied');
  });
});
