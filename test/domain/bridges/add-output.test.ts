import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { addOutputBridge } from '../../../src/domain/bridges/add-output.ts';
import type { Bridged } from '../../../src/domain/bridges/bridged.ts';
import { aBridged, notesOf, textOf } from '../../support/builders/bridged.ts';
import { authSettings } from '../../support/builders/settings.ts';
import { anyText } from './any-text.ts';
import { evaluate } from './evaluate.ts';
import { runs } from '../../support/counts.ts';

/** What the file hands to `addOutput`, and what it defines besides. */
function addedBy(bridged: Bridged): { definitions: unknown; outputs: unknown } {
  const told: { definitions: unknown; outputs: unknown } = { definitions: null, outputs: null };
  const defineBackend = (definitions: unknown) => {
    told.definitions = definitions;
    return { addOutput: (outputs: unknown) => void (told.outputs = outputs) };
  };
  evaluate(textOf(addOutputBridge(bridged)), { '@aws-amplify/backend': { defineBackend } });
  return told;
}

describe('The file with addOutput', () => {
  it('adds every section of our outputs, and leaves the version to the backend', () => {
    const bridged = aBridged();
    const { version, ...sections } = bridged.outputs;

    const { definitions, outputs } = addedBy(bridged);

    expect(version).toBe('1.5');
    expect(outputs).toEqual(sections);
    expect(definitions).toEqual({});
  });

  it.each([
    ['without an identity pool', { identity: null }],
    ['with alias attributes', { auth: authSettings({ aliasAttributes: ['email'] }) }],
  ])('takes a pool that referenceAuth refuses: %s', (_, overrides) => {
    expect(addedBy(aBridged(overrides)).outputs).toHaveProperty('auth.user_pool_id');
  });

  it('says the same whatever a group is called', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyText), (names) => {
        const groups = names.map((name) => ({ name, precedence: 1, roleArn: null }));
        const bridged = aBridged({ auth: authSettings({ groups }) });
        const { version: _version, ...sections } = bridged.outputs;

        expect(JSON.stringify(addedBy(bridged).outputs)).toBe(JSON.stringify(sections));
      }),
      runs(100),
    );
  });

  it('warns of definitions that write the same keys', () => {
    const outputs = { version: '1.5', auth: {}, storage: {}, custom: {} };

    const text = textOf(addOutputBridge(aBridged({ outputs })));

    expect(text).toContain('no definition of auth or storage:');
    expect(text).toContain('OutputEntryAlreadyExistsError');
  });

  it('comes with a word on when to write it again', () => {
    expect(notesOf(addOutputBridge(aBridged()))).toContain('write this file again');
  });
});
