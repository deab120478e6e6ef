import {
  GetAppCommand,
  GetBranchCommand,
  UpdateAppCommand,
  UpdateBranchCommand,
} from '@aws-sdk/client-amplify';
import type { Reading } from '../../../domain/readings.ts';
import { isBranch, type HostingPlace } from '../../../domain/targets/hosting/place.ts';
import type { HostingVariables } from '../../../procedures/targets/hosting/port.ts';
import { sendOptions } from '../../abort.ts';
import { amplifyClients } from '../../clients/amplify-client.ts';
import { callQuietly, readingQuietly } from '../../quietly.ts';
import { placeName } from './place-name.ts';

/** Every variable of an app or a branch. An answer holds credentials beside them, which stay here. */
export async function variables(place: HostingPlace): Promise<Reading<HostingVariables>> {
  const { region, appId } = place;
  const client = amplifyClients.reads(region);
  const name = placeName(place);
  if (isBranch(place)) {
    const named = { appId, branchName: place.branch };
    return readingQuietly('amplify:GetBranch', name, async () => {
      const { branch } = await client.send(new GetBranchCommand(named), sendOptions());
      return branch?.environmentVariables ?? {};
    });
  }
  return readingQuietly('amplify:GetApp', name, async () => {
    const { app } = await client.send(new GetAppCommand({ appId }), sendOptions());
    return app?.environmentVariables ?? {};
  });
}

/**
 * An empty map changes nothing and one without a name is refused: a name of a single space takes the last
 * variable away (aws/aws-sdk-go-v2#2788).
 */
const noVariables: HostingVariables = { ' ': '' };

/** Puts these in the place of all variables. */
export async function replaceVariables(place: HostingPlace, all: HostingVariables): Promise<void> {
  const { region, appId } = place;
  const client = amplifyClients.writes(region);
  const environmentVariables = Object.keys(all).length === 0 ? noVariables : { ...all };
  const name = placeName(place);
  if (isBranch(place)) {
    const update = new UpdateBranchCommand({
      appId,
      branchName: place.branch,
      environmentVariables,
    });
    await callQuietly('amplify:UpdateBranch', name, () => client.send(update, sendOptions()));
    return;
  }
  const update = new UpdateAppCommand({ appId, environmentVariables });
  await callQuietly('amplify:UpdateApp', name, () => client.send(update, sendOptions()));
}
