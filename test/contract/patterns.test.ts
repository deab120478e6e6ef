import { describe, expect, it } from '@jest/globals';
import { parseSync } from '@swc/core';
import { readdirSync, readFileSync } from 'node:fs';

import { arnPattern } from '../../src/contract/aws-names.ts';
import { slowTextOf } from '../support/pumped-texts.ts';

type Literal = { readonly type: 'RegExpLiteral'; readonly pattern: string; readonly flags: string };
type Made = {
  readonly type: 'NewExpression';
  readonly callee: { readonly type: string; readonly value?: string };
};

const files = ['src', 'functions', 'infra'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`),
);

/** The parts of a program that are of one type. */
function partsOf<Part extends { readonly type: string }>(file: string, type: Part['type']): Part[] {
  const parts: Part[] = [];
  const program = parseSync(readFileSync(file, 'utf8'), { syntax: 'typescript' });
  JSON.stringify(program, (_key, part: unknown) => {
    if (typeof part === 'object' && part !== null && 'type' in part && part.type === type) {
      parts.push(part as unknown as Part);
    }
    return part;
  });
  return parts;
}

/** Read up to the last brace of a text only, so that it always comes to an end: test/domain/pattern-time.test.ts. */
const upToBrace = 'src/domain/pattern.ts';

const patterns = new Map(
  files.flatMap((file) =>
    partsOf<Literal>(file, 'RegExpLiteral').map(({ pattern, flags }) => {
      const literal = new RegExp(pattern, flags);
      return [String(literal), { literal, file }] as const;
    }),
  ),
);

describe('A pattern of ours', () => {
  it('never tries again what it has tried: each text is read in one pass', () => {
    const judged = [...patterns.values()].filter(({ file }) => file !== upToBrace);
    const slow = judged.flatMap(({ literal, file }) => {
      const text = slowTextOf(literal);
      return text === null
        ? []
        : [`${file}: ${String(literal)} on ${JSON.stringify(text.slice(0, 60))}`];
    });

    expect(patterns.size).toBeGreaterThan(200);
    expect(slow).toEqual([]);
  });

  it('is written out, but for those that are made of others, each known', () => {
    const made = files.filter((file) =>
      partsOf<Made>(file, 'NewExpression').some(({ callee }) => callee.value === 'RegExp'),
    );

    expect(made.toSorted()).toEqual([
      'src/contract/aws-names.ts',
      'src/domain/compare/meanings/native.ts',
      'src/domain/grants/resources/trusted-pools.ts',
      'src/domain/iam/guardrails.ts',
    ]);
    expect(slowTextOf(arnPattern('lambda', String.raw`function:[\w-]{1,64}`))).toBeNull();
    expect(slowTextOf(/^arn:aws:s3:::[A-Za-z0-9_.$-]+\/.+$/s)).toBeNull();
  });
});

describe('A pattern that tries again', () => {
  it.each([
    [/(a+)+$/],
    [/^(?:\w+\s?)*$/],
    [/^(?:(?:ab)+)+$/],
    [/-+$/],
    [/\{[^}]*\}/g],
    [/^\/+|\/+$/g],
    [/Credential=[^/]+\/\d+\/([^/]+)\//],
    [/^(\d+|[0-9a-f]+)*$/i],
  ])('is found: %s', (pattern) => {
    expect(slowTextOf(pattern)).not.toBeNull();
  });
});
