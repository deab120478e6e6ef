import type { DiscoveredClient, DiscoveredUserPool, Discovery } from '../contract/discovery.ts';
import { regionOfPool } from '../contract/aws-names.ts';
import { plural } from '../contract/text.ts';
import { findingText } from '../domain/findings/failure-cause.ts';
import { aligned } from './aligned.ts';
import { styled } from './styled.ts';
import { shownName, shownValues } from '../contract/shown.ts';

/** What a discovery says to people: a block per user pool, then what else there is to know. */
export function discoveryText(discovery: Discovery): string {
  // What findings say is shown already.
  const { region, userPools, elsewhere, findings } = shownValues(discovery, ['findings', 'blocks']);
  if (userPools.length === 0) return `There is no user pool in ${region} of this account.`;
  const ready = userPools.filter(isReady).length;
  const heading = `${plural(userPools.length, 'user pool')} in ${region}, ${ready} ready to import`;
  return [
    styled('bold', heading),
    ...userPools.map(userPoolText),
    ...(elsewhere.length > 0 ? [elsewhereText(region, elsewhere)] : []),
    ...(findings.length > 0
      ? [['Not everything could be read:', ...findings.map(findingText)].join('\n')]
      : []),
    `Identity pools of ${region} only were looked at. One of another region can be named in a request.`,
  ].join('\n\n');
}

/** Whether nothing blocks the import of the proposed request. */
export function isReady({ blocks }: DiscoveredUserPool): boolean {
  return blocks.length === 0;
}

/** A request that is ready to be saved and run, with what is to be done with it. */
export function requestText({ name, request }: DiscoveredUserPool): string {
  return [
    styled('bold', `Request for ${shownName(name)}`),
    JSON.stringify(request, null, 2),
    'Save it as request.json, choose app and env, then: amplify-import run request.json --mode plan',
  ].join('\n');
}

function userPoolText(pool: DiscoveredUserPool): string {
  const { id, name, clients, identityPools, moreClients, blocks } = pool;
  const mark = isReady(pool) ? styled('green', '✓') : styled('red', '✗');
  const names = new Map(clients.map((client) => [client.id, client.name]));
  return [
    `${mark} ${styled('bold', name)} (${id})`,
    ...rows('clients', [
      ...aligned(clients.map(clientCells)),
      ...(moreClients
        ? [`and more: only clients that an identity pool accepts are looked at`]
        : []),
    ]),
    ...rows(
      'identity pools',
      aligned(
        identityPools.map(({ id: poolId, name: poolName, clients: accepted, proposed }) => [
          `${poolName} (${poolId})`,
          `accepts ${accepted.map((client) => names.get(client) ?? client).join(', ')}${proposed ? '' : '; not proposed'}`,
        ]),
      ),
    ),
    ...(isReady(pool)
      ? [`  ${styled('green', 'ready')}`]
      : [`  ${styled('red', 'blocked by')}`, ...blocks.map(blockText)]),
  ].join('\n');
}

function clientCells({ id, name, secret, proposedAs }: DiscoveredClient): readonly string[] {
  const secrecy = secret === null ? 'not read' : secret ? 'has a secret' : 'no secret';
  return [`${name} (${id})`, proposedAs ? `${secrecy}; proposed as ${proposedAs} client` : secrecy];
}

/** A finding as `run` prints it, without the severity that all of these have. */
function blockText(block: DiscoveredUserPool['blocks'][number]): string {
  return findingText(block)
    .replace(/^\[error\] (\S+) (.*)$/m, (_, code: string, subject: string) =>
      block.message.includes(subject) ? code : `${code} ${subject}`,
    )
    .replace(/^/gm, '    ');
}

function elsewhereText(region: string, elsewhere: Discovery['elsewhere']): string {
  return [
    'Identity pools that accept user pools which are not in this list',
    ...aligned(
      elsewhere.map(({ id, name, userPools }) => [
        `${name} (${id})`,
        userPools.map((userPool) => idAndPlace(userPool, region)).join(', '),
      ]),
    ).map((line) => `  ${line}`),
  ].join('\n');
}

function idAndPlace(userPoolId: string, region: string): string {
  const own = regionOfPool(userPoolId);
  if (own === region) return `${userPoolId} (deleted, or of another account)`;
  return `${userPoolId} (in ${own}: discover --region ${own})`;
}

const longestTitle = 'identity pools'.length;

/** Lines under a title that stands beside the first of them. */
function rows(title: string, lines: readonly string[]): string[] {
  const shown = lines.length > 0 ? lines : ['none'];
  return shown.map((line, index) => {
    const head = (index === 0 ? title : '').padEnd(longestTitle);
    return `  ${styled('dim', head)}  ${line}`;
  });
}
