import { describe, expect, it } from '@jest/globals';
import { denials, rolePath } from '../../infra/denials.ts';
import type { Grant } from '../../infra/grant.ts';
import { grantsOn, type Grants } from '../../infra/grants.ts';
import { eventPermissionsOf, permissionsOf } from '../../infra/permissions.ts';
import { eventFunctions, type EventFunctionName } from '../../src/contract/event-functions.ts';
import { openStore } from '../../src/engine/stores.ts';
import { machineNameOf } from '../../src/contract/machines.ts';
import { fullRequest, runOnce } from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';
import { codeBlocks, codeWords, readPage, section, table } from './markdown.ts';

/** Calls that S3 asks another right for than their name says (S3 guide, "Required permissions"). */
const iamActions: Readonly<Record<string, string>> = {
  's3:GetBucketCors': 's3:GetBucketCORS',
  's3:GetBucketEncryption': 's3:GetEncryptionConfiguration',
};

const page = readPage('docs/permissions.md');

/** Every word of the table of permissions, on parts of a stack that are names only. */
const words: Readonly<Record<string, Grant>> = grantsOn({
  bucket: { bucketArn: 'bucket', arnForObjects: (keys: string) => keys },
  table: { tableArn: 'table' },
  allowed: {
    storefront: [
      'arn:aws:iam::111122223333:role/storefront-*',
      'arn:aws:lambda:*:111122223333:function:storefront-*',
      'arn:aws:amplify:eu-west-1:111122223333:apps/d1*',
      'arn:aws:s3:::storefront-web/*',
      'arn:aws:cloudfront::111122223333:distribution/E2QWRUHAPOMQZL',
    ],
  },
} as unknown as Parameters<typeof grantsOn>[0]);

const actionsOfWord = (word: string) =>
  words[word]?.statements.flatMap(({ actions }) => actions) ?? [];

describe('docs/permissions.md', () => {
  it('tells of each state the rights that it has, and no other', () => {
    const names = Object.fromEntries(Object.keys(words).map((word) => [word, word]));
    const given = Object.entries(permissionsOf(names as unknown as Grants));

    const told = table(section(page, 'What each state may do')).map(([state, may = '']) => [
      state,
      codeWords(may),
    ]);

    expect(told).toEqual(given);
  });

  it('tells of each function that a rule starts how often, and the rights that it has', () => {
    const names = Object.fromEntries(Object.keys(words).map((word) => [word, word]));
    const given = Object.entries(eventPermissionsOf(names as unknown as Grants));

    const told = table(section(page, 'What functions that a rule starts may do')).map(
      ([name, started, may = '']) => [name, started, codeWords(may)],
    );

    expect(told).toEqual(
      given.map(([name, may]) => [
        name,
        `every ${eventFunctions[name as EventFunctionName].everyMinutes} minutes`,
        may,
      ]),
    );
  });

  it('tells of each word the actions that it allows', () => {
    const [, ...rest] = section(page, 'What each state may do').text.split('What the words mean:');
    const told = table({ path: page.path, text: rest.join('') }).map(
      ([word = '', actions = '']) => [word.slice(1, -1), codeWords(actions)],
    );

    expect(told).toEqual(
      Object.keys(words).map((word) => [word, [...new Set(actionsOfWord(word))]]),
    );
  });

  it('tells every denial, and every action that could widen a role', () => {
    const rows = table(section(page, 'What no role of ours may do'));
    const denied = denials();

    expect(rows.map(([statement = '']) => statement.slice(1, -1))).toEqual(
      denied.map(({ sid }) => sid),
    );
    expect(codeWords(rows[0]?.[1] ?? '')).toEqual([...(denied[0]?.actions ?? []), rolePath]);
    expect(codeWords(rows[1]?.[1] ?? '')).toEqual(denied[1]?.actions);
  });

  it('gives `start` the machine that it starts, and nothing else', () => {
    const policy = JSON.parse(codeBlocks(page, 'json')[0] ?? '') as {
      Statement: { Action: string; Resource: string }[];
    };

    expect(policy.Statement.map(({ Action }) => Action)).toEqual([
      'states:StartExecution',
      'states:DescribeExecution',
    ]);
    for (const { Resource } of policy.Statement) {
      expect(Resource).toContain(`:${machineNameOf('import-auth')}`);
    }
  });
});

describe('The rights that a run in process needs', () => {
  const newFolder = temporaryFolders();
  const [plan = [], change = [], beyond = []] = codeBlocks(
    section(page, 'What amplify-import run needs'),
    'text',
  ).map((block) => block.trim().split('\n'));

  it('are the reads of the states for a plan, without the tag of buckets, and the writes besides', () => {
    const reads = [
      'readUserPools',
      'readIdentityPools',
      'readRoles',
      'readRolePolicies',
      'readBoundaries',
      'inspectBuckets',
    ].flatMap(actionsOfWord);

    expect(plan).toEqual(reads.filter((action) => action !== 's3:GetBucketTagging'));
    expect(change).toEqual(actionsOfWord('writeTaggedRolePolicies'));
  });

  it('are more for what else is granted, without the tags either', () => {
    const reads = [
      'inspectGraphqlApis',
      'inspectApis',
      'inspectStreams',
      'inspectLocations',
      'inspectBots',
    ].flatMap(actionsOfWord);

    const needed = [...new Set(reads)].filter((action) => !/:ListTags/.test(action));
    expect(beyond.map((line) => line.split(' ', 1)[0])).toEqual(needed);
  });

  it.each(['plan', 'import'])('are enough for the mode "%s" with a folder', async (mode) => {
    const world = sampleAccount();
    const store = await openStore(await newFolder());

    const { status } = await runOnce({ ...fullRequest, mode }, store);

    const rights = mode === 'plan' ? plan : [...plan, ...change];
    const allowed = [...rights, 'sts:GetCallerIdentity'];
    expect(status).toBe(mode === 'plan' ? 'planned' : 'published');
    const needed = actionsOf(world.calls).map((action) => iamActions[action] ?? action);
    expect(needed.filter((action) => !allowed.includes(action))).toEqual([]);
  });
});

describe('The rights that a push in process needs', () => {
  const told = table(section(page, 'What amplify-import push needs'));
  const states = permissionsOf(
    Object.fromEntries(Object.keys(words).map((word) => [word, word])) as unknown as Grants,
  ) as unknown as Readonly<Record<string, readonly string[]>>;
  /** Rights on the link and its files, which every run has. */
  const ofEveryRun = new Set(
    ['Read push request', 'Record push', 'Close push'].flatMap((state) => states[state] ?? []),
  );

  it('are those of the states that look at targets and write them, without what their owners say', () => {
    const pushing = ['Plan push', 'Push target', 'Follow builds'].flatMap(
      (state) => states[state] ?? [],
    );
    const needed = pushing
      .filter((word) => !ofEveryRun.has(word) && !['findLinks', 'readConfig'].includes(word))
      .flatMap(actionsOfWord)
      // Tags by which owners allow something are read by nobody whose own rights decide.
      .filter((action) => !/^(?!ssm:).*:(ListTags|GetBucketTagging|GetBucketAbac)/.test(action));

    const named = told.flatMap(([, reads = '', writes = '']) => codeWords(`${reads} ${writes}`));
    expect(named.toSorted()).toEqual([...new Set(needed)].toSorted());
  });
});
