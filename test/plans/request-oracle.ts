import type { WrittenGrants } from '../support/builders/grants.ts';

/**
 * What a request means, read off its words in the plainest way: no code of the domain is used, and no
 * policy is written. A deed is one thing that somebody may or may not do.
 */
export type Deed =
  | { readonly in: 'storage'; readonly bucket: string; readonly verb: Verb; readonly key: string }
  | { readonly in: 'graphql'; readonly api: string; readonly field: string }
  | {
      readonly in: 'rest';
      readonly api: string;
      readonly stage: string;
      readonly method: string;
      readonly path: string;
    }
  | { readonly in: 'analytics'; readonly stream: string; readonly action: string }
  | { readonly in: 'geo'; readonly arn: string; readonly action: string }
  | { readonly in: 'predictions'; readonly action: string; readonly region: string }
  | { readonly in: 'interactions'; readonly alias: string; readonly action: string }
  | {
      readonly in: 'events';
      readonly api: string;
      readonly operation: 'connect' | 'publish' | 'subscribe';
      readonly namespace: string;
    };
type Verb = 'get' | 'list' | 'put' | 'delete';
/** One holder of a role; their own identity is called like them. */
export type Holder = 'user' | 'guest' | 'admin';

type Lists<Rights> = {
  readonly authenticated?: Rights | undefined;
  readonly guest?: Rights | undefined;
  readonly groups?: Readonly<Record<string, Rights>> | undefined;
};

function rights<Rights>(lists: Lists<Rights>, who: Holder): Rights | undefined {
  if (who === 'admin') return lists.groups?.['admins'];
  return who === 'user' ? lists.authenticated : lists.guest;
}

/** Whether a request lets somebody do something; `identity` is theirs where two share a role. */
export function means(
  written: WrittenGrants,
  who: Holder,
  deed: Deed,
  identity: string = who,
): boolean {
  switch (deed.in) {
    case 'storage':
      return (written.storage ?? []).some(
        (grant) =>
          grant.bucket === deed.bucket &&
          (grant.paths ? byPaths(grant.paths, who, deed) : byLevels(grant, who, identity, deed)),
      );
    case 'graphql':
      return (written.graphql ?? []).some(
        (grant) => grant.api === deed.api && byFields(rights(grant, who), who, deed.field),
      );
    case 'rest':
      return (written.rest ?? []).some(
        ({ api, stage, paths }) =>
          api === deed.api &&
          stage === deed.stage &&
          paths.some(
            (path) =>
              isAtOrBelow(deed.path, path.path) &&
              (rights(path, who) ?? []).some((word) => methods[word].includes(deed.method)),
          ),
      );
    case 'analytics':
      return (written.analytics ?? []).some(
        (grant) =>
          grant.stream === deed.stream && rights(grant, who) === true && puts.test(deed.action),
      );
    case 'geo':
      return (written.geo ?? []).some(
        (grant) =>
          grant.resource === deed.arn &&
          deed.arn.startsWith(`arn:aws:${deed.action.split(':', 1)[0]}:`) &&
          (rights(grant, who) ?? []).some((word) => geoVerbs[word].test(deed.action)),
      );
    case 'predictions':
      return (written.predictions ?? []).some(
        (grant) =>
          rights(grant, who) === true &&
          (grant.region ?? 'eu-west-1') === deed.region &&
          uses[grant.use].test(deed.action) &&
          !(who === 'guest' && jobs.test(deed.action)),
      );
    case 'interactions':
      return (written.interactions ?? []).some(
        (grant) =>
          `${grant.bot}/${grant.alias}` === deed.alias &&
          rights(grant, who) === true &&
          deed.action.startsWith('lex:Recognize'),
      );
    case 'events':
      return (written.events ?? []).some(
        ({ api, channels }) =>
          api === deed.api &&
          channels.some(
            (one) =>
              (rights(one, who) ?? []).includes(deed.operation) &&
              (deed.operation === 'connect' || one.path === `/${deed.namespace}/*`),
          ),
      );
  }
}

type StorageDeed = Extract<Deed, { in: 'storage' }>;
type StorageWords = Lists<readonly ('create' | 'read' | 'update' | 'delete')[]>;

/** By levels (docs/facts/gen1-grants.md, "Storage levels"); members of a group are signed-in users. */
function byLevels(
  grant: StorageWords,
  who: Holder,
  identity: string,
  { verb, key }: StorageDeed,
): boolean {
  const words = rights(grant, who) ?? [];
  const may = {
    get: words.includes('read'),
    list: words.includes('read'),
    put: words.includes('create') || words.includes('update'),
    delete: words.includes('delete'),
  }[verb];
  if (!may) return false;
  const [level = '', ...rest] = key.split('/');
  const own = who !== 'guest' && rest[0] === identity && rest.length > 1;
  if (level === 'public') return rest.length > 0;
  if (level === 'protected') return rest.length > 0 && (verb === 'get' || verb === 'list' || own);
  if (level === 'private') return own;
  return level === 'uploads' && verb === 'put' && rest.length > 0;
}

type Paths = NonNullable<NonNullable<WrittenGrants['storage']>[number]['paths']>;

/**
 * The closest path around a key decides, also where it names nobody (docs/facts/gen2-backend.md). A path
 * with `{entity_id}` is around everybody's folders, and gives a signed-in user the words of `entity` on
 * top in their own.
 */
function byPaths(paths: Paths, who: Holder, { verb, key }: StorageDeed): boolean {
  const around = Object.entries(paths)
    .map(([path, lists]) => ({ path, folder: path.replace(/(?:\{entity_id\}\/)?\*$/, ''), lists }))
    .filter(({ folder }) => key.startsWith(folder))
    .sort((one, other) => other.folder.length - one.folder.length);
  const [closest] = around;
  if (!closest) return false;
  const { path, folder, lists } = closest;
  const own = path.includes('{entity_id}') && who === 'user' && key.startsWith(`${folder}user/`);
  const words = [...(rights(lists, who) ?? []), ...(own ? (lists.entity ?? []) : [])];
  const word = verb === 'put' ? 'write' : verb;
  return words.includes(word) || ((word === 'get' || word === 'list') && words.includes('read'));
}

function byFields(
  granted: boolean | readonly string[] | undefined,
  who: Holder,
  field: string,
): boolean {
  if (granted === true) return who !== 'guest' || /^(?:Query|Subscription)\./.test(field);
  const [type] = field.split('.');
  return granted ? granted.some((name) => name === field || name === `${type}.*`) : false;
}

const methods = { create: ['POST'], read: ['GET'], update: ['PUT', 'PATCH'], delete: ['DELETE'] };
const puts = /^(?:kinesis|firehose):PutRecord/;
const geoVerbs = {
  create: /:(?:Batch)?(?:Put|Update)/,
  read: /:(?:Get|List|Search|BatchGet)/,
  update: /:(?:Batch)?(?:Put|Update)/,
  delete: /:BatchDelete/,
};
const uses = {
  translate: /^translate:/,
  speech: /^polly:/,
  transcribe: /^transcribe:/,
  text: /^comprehend:/,
  image: /^(?:rekognition|textract):/,
};
const jobs = /Job$|^textract:(?:Start|Get)/;

function isAtOrBelow(path: string, granted: string): boolean {
  if (granted === '/') return true;
  const wanted = granted.split('/');
  const parts = path.split('/');
  return wanted.every((part, index) =>
    part.startsWith('{') ? parts[index] !== undefined : parts[index] === part,
  );
}
