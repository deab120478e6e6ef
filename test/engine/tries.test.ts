import { describe, expect, it } from '@jest/globals';
import { AwsUnavailable } from '../../src/contract/errors/faults.ts';
import { FileRefused } from '../../src/contract/errors/caller-errors.ts';
import { definitions } from '../../src/engine/machines.ts';
import { triesOf } from '../../src/engine/tries.ts';

describe('The tries of a state', () => {
  it.each(['Announce config', 'Announce failure'])(
    'are none after a file system has refused: it would do so again ("%s")',
    (state) => {
      const tries = triesOf(definitions['import-auth'], 0);
      const refused = new FileRefused('/store/events.jsonl', 'the disk is full', 'Make room.');

      expect(tries.after(state, new AwsUnavailable('No answer.'))).not.toBeNull();
      expect(tries.after(state, refused)).toBeNull();
    },
  );
});
