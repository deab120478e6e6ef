import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as events from '@aws-sdk/client-eventbridge';
import * as iam from '@aws-sdk/client-iam';
import * as s3 from '@aws-sdk/client-s3';
import { readFileSync } from 'node:fs';
import { destroyStack } from '../../src/local/deploy.ts';
import { bucketsOf } from './account-of-others.ts';
import type { LocalCloud } from './local-cloud.ts';

/** What the page has to be told: the values of its shell variables. */
type Variables = Readonly<Record<string, string>>;
type Answer = Readonly<Record<string, unknown>>;

/** The section "Delete" of docs/deploying.md, as somebody follows it who has the AWS CLI. */
function sectionDelete({ clients }: LocalCloud) {
  const [, section = ''] = readFileSync('docs/deploying.md', 'utf8').split('\n## Delete\n');
  const shell = [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, text = '']) => text).join('\n');
  const lines = shell.replaceAll(/\s*\\\n\s*/g, ' ').split('\n');
  const services: Readonly<Record<string, readonly [object, unknown]>> = {
    dynamodb: [dynamodb, clients.dynamodb],
    events: [events, clients.events],
    iam: [iam, clients.iam],
    s3api: [s3, clients.s3],
  };
  return {
    lines,
    /** Runs the command of the page that begins like this. */
    run: async (beginning: string, variables: Variables, extra: Answer = {}): Promise<Answer> => {
      const line = lines.find((each) => each.startsWith(`aws ${beginning} `));
      if (line === undefined) throw new Error(`docs/deploying.md has no command ${beginning}.`);
      const [service = '', action = ''] = beginning.split(' ');
      const [module, client] = services[service] ?? [];
      const Command = (module as Readonly<Record<string, CommandClass>>)[
        `${pascal(action)}Command`
      ];
      if (!Command || !client) throw new Error(`There is no command ${beginning}.`);
      return (client as Sender).send(new Command({ ...inputOf(line, variables), ...extra }));
    },
  };
}

type Sender = { send(command: unknown): Promise<Answer> };
type CommandClass = new (input: Answer) => unknown;

/** Options of the AWS CLI as input of the SDK; what only shapes the output is left out. */
function inputOf(line: string, variables: Variables): Answer {
  const options = [...line.matchAll(/ --([a-z-]+)(?: (?!--)("[^"]*"|'[^']*'|\S+))?/g)];
  return Object.fromEntries(
    options.flatMap(([, option = '', word]): [string, unknown][] => {
      if (['query', 'max-items', 'delete'].includes(option)) return [];
      if (word === undefined)
        return [[pascal(option.replace(/^no-/, '')), !option.startsWith('no-')]];
      const value = word.replaceAll(/^["']|["']$/g, '').replace(/^\$(\w+)$/, (_, name: string) => {
        const told = variables[name];
        if (told === undefined) throw new Error(`Nobody says what $${name} is.`);
        return told;
      });
      return [[pascal(option), option === 'ids' ? [value] : value]];
    }),
  );
}

function pascal(words: string): string {
  return words
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** What was in the way of the stack, and whether the CDK could delete it then. */
type Deleted = {
  readonly readers: readonly string[];
  readonly rules: readonly string[];
  readonly destroyed: boolean;
};

/** Deletes the stack and what it leaves, as docs/deploying.md says. */
export async function deleteByTheDocs(cloud: LocalCloud): Promise<Deleted> {
  const { endpoint, outputs } = cloud;
  const page = sectionDelete(cloud);
  const { ReaderPolicyArn: READER_POLICY_ARN = '', LinkTableName: LINK_TABLE = '' } = outputs;
  const policy = { READER_POLICY_ARN };

  const entities = await page.run('iam list-entities-for-policy', policy);
  const readers = namesIn(entities['PolicyRoles'], 'RoleName');
  for (const READER of readers) await page.run('iam detach-role-policy', { ...policy, READER });
  const listed = namesIn((await page.run('events list-rules', {}))['Rules'], 'Name');
  const rules = listed.filter((name) => !name.startsWith('AmplifyImport-'));
  for (const RULE of rules) {
    const { Targets } = await page.run('events list-targets-by-rule', { RULE });
    for (const TARGET of namesIn(Targets, 'Id')) {
      await page.run('events remove-targets', { RULE, TARGET });
    }
    await page.run('events delete-rule', { RULE });
  }

  if (!page.lines.includes('npx cdk destroy')) throw new Error('The page destroys no stack.');
  const destroyed = await destroyStack({ endpoint, log: () => undefined });

  for (const BUCKET of await bucketsOf(cloud)) await deleteBucket(page, BUCKET);
  await page.run('dynamodb update-table', { LINK_TABLE });
  await page.run('dynamodb delete-table', { LINK_TABLE });
  return { readers, rules, destroyed };
}

async function deleteBucket(page: ReturnType<typeof sectionDelete>, BUCKET: string): Promise<void> {
  for (;;) {
    const listed: s3.ListObjectVersionsOutput = await page.run('s3api list-object-versions', {
      BUCKET,
    });
    const all = [...(listed.Versions ?? []), ...(listed.DeleteMarkers ?? [])];
    if (all.length === 0) break;
    const Objects = all.map(({ Key, VersionId }) => ({ Key, VersionId }));
    await page.run('s3api delete-objects', { BUCKET }, { Delete: { Objects } });
  }
  await page.run('s3api delete-bucket', { BUCKET });
}

function namesIn(list: unknown, key: string): string[] {
  const named = (list ?? []) as readonly Readonly<Record<string, string>>[];
  return named.map((each) => each[key] ?? '');
}
