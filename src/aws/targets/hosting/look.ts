import {
  GetAppCommand,
  GetBranchCommand,
  ListBranchesCommand,
  type Branch,
} from '@aws-sdk/client-amplify';
import { ResourceMissing } from '../../../contract/errors/caller-errors.ts';
import { byteLength } from '../../../domain/canonical.ts';
import type { Reading } from '../../../domain/readings.ts';
import type { HostingFacts } from '../../../domain/targets/hosting/facts.ts';
import {
  isBranch,
  type HostingBranch,
  type HostingPlace,
} from '../../../domain/targets/hosting/place.ts';
import { seenValue } from '../../../domain/targets/seen-value.ts';
import type { SeenTarget } from '../../../domain/targets/target-kind.ts';
import type { HostingVariables } from '../../../procedures/targets/hosting/port.ts';
import { sendOptions } from '../../abort.ts';
import { allowTagIn } from '../../account/resources/describer.ts';
import { amplifyClients } from '../../clients/amplify-client.ts';
import { readingQuietly } from '../../quietly.ts';
import { placeName } from './place-name.ts';

type Seen = SeenTarget<HostingFacts>;

/** An app has 50 branches, unless its owner asked for more (Amplify Hosting user guide, "Quotas"). */
const mostPagesOfBranches = 2;
const largestPage = 50;

/**
 * What a plan may know of an app or a branch, by three reads at the most. The answers hold credentials,
 * build specifications and everybody's variables: all of that stays here.
 */
export async function look(place: HostingPlace, names: readonly string[]): Promise<Reading<Seen>> {
  return isBranch(place) ? lookAtBranch(place, names) : lookAtApp(place, names);
}

async function lookAtBranch(
  place: HostingBranch,
  names: readonly string[],
): Promise<Reading<Seen>> {
  const [branch, app] = await Promise.all([branchOf(place), appOf(place)]);
  if (branch.status !== 'found') return branch;
  if (app.status !== 'found') return app;
  const {
    branchArn: arn = '',
    tags,
    environmentVariables,
    enableAutoBuild,
    backend,
  } = branch.value;
  const facts = {
    connected: isConnected(app.value),
    autoBuild: enableAutoBuild === true,
    gen2: backend?.stackArn !== undefined,
    overriding: [],
  };
  return { status: 'found', value: seenOf({ arn, tags, environmentVariables }, names, facts) };
}

async function lookAtApp(place: HostingPlace, names: readonly string[]): Promise<Reading<Seen>> {
  const [app, overriding] = await Promise.all([appOf(place), overridingIn(place, names)]);
  if (app.status !== 'found') return app;
  const { appArn: arn = '', tags, environmentVariables } = app.value;
  const facts = { connected: isConnected(app.value), autoBuild: false, gen2: false, overriding };
  return { status: 'found', value: seenOf({ arn, tags, environmentVariables }, names, facts) };
}

/** What is cut of an answer. */
type Answered = {
  readonly arn: string;
  readonly tags: HostingVariables | undefined;
  readonly environmentVariables: HostingVariables | undefined;
};

function seenOf(
  { arn, tags, environmentVariables = {} }: Answered,
  names: readonly string[],
  facts: HostingFacts,
): Seen {
  const all = Object.entries(environmentVariables);
  const ours = all.filter(([name]) => names.includes(name));
  const foreign = all.filter(([name]) => !names.includes(name));
  const bytes = foreign.reduce((sum, pair) => sum + byteLength(pair.join('')), 0);
  return {
    arn,
    tag: allowTagIn(tags),
    ours: Object.fromEntries(ours.map(([name, value]) => [name, seenValue(value)])),
    foreign: { count: foreign.length, bytes },
    executionRole: null,
    facts,
  };
}

function isConnected({ repository }: { readonly repository?: string | undefined }): boolean {
  return repository !== undefined && repository !== '';
}

async function appOf(place: HostingPlace) {
  const { region, appId } = place;
  return readingThere('amplify:GetApp', place, async () => {
    const client = amplifyClients.reads(region);
    const { app } = await client.send(new GetAppCommand({ appId }), sendOptions());
    return { ...app };
  });
}

async function branchOf(place: HostingBranch) {
  const { region, appId, branch: branchName } = place;
  return readingThere('amplify:GetBranch', place, async () => {
    const client = amplifyClients.reads(region);
    const command = new GetBranchCommand({ appId, branchName });
    const { branch } = await client.send(command, sendOptions());
    return { ...branch };
  });
}

/** Branches with variables of their own under some names; none where nobody may list them. */
async function overridingIn(
  place: HostingPlace,
  names: readonly string[],
): Promise<HostingFacts['overriding']> {
  const found: Branch[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < mostPagesOfBranches; page += 1) {
    const listed = await branchesOf(place, nextToken);
    if (listed.status !== 'found') break;
    found.push(...listed.value.branches);
    nextToken = listed.value.nextToken;
    if (nextToken === undefined) break;
  }
  return found.flatMap(({ branchName: branch = '', environmentVariables = {} }) => {
    const own = names.filter((name) => Object.hasOwn(environmentVariables, name));
    return own.length > 0 ? [{ branch, names: own }] : [];
  });
}

async function branchesOf(place: HostingPlace, nextToken: string | undefined) {
  const { region, appId } = place;
  const command = new ListBranchesCommand({
    appId,
    maxResults: largestPage,
    ...(nextToken !== undefined && { nextToken }),
  });
  return readingThere('amplify:ListBranches', place, async () => {
    const answer = await amplifyClients.reads(region).send(command, sendOptions());
    return { branches: answer.branches ?? [], nextToken: answer.nextToken };
  });
}

/**
 * Reads in a region where Amplify Hosting may not be: it has no address there, and so no app. A network
 * that is down knows none of the other services either, which the same plan reads.
 */
async function readingThere<Value>(
  action: string,
  place: HostingPlace,
  send: () => Promise<Value>,
): Promise<Reading<Value>> {
  const name = placeName(place);
  return readingQuietly(action, name, async () => {
    try {
      return await send();
    } catch (error) {
      if ((error as { readonly code?: unknown }).code !== 'ENOTFOUND') throw error;
      throw new ResourceMissing(name);
    }
  });
}
