import { AccessDenied } from '../../contract/errors/caller-errors.ts';
import type { Listing, Offer } from '../../domain/request/ready-requests.ts';
import type { Asked } from '../../domain/request/request-parsing.ts';
import type { Services } from '../ports.ts';

/**
 * What can be offered to whoever named no pool: the environments of the app and the user pools of the
 * region, in one wave of one call each. It only makes a refusal more helpful, so nothing is thrown.
 * Pools are not listed for a request that names one, or whose pools lie in another account.
 */
export async function readSuggestions(
  { app, userPoolId, readRoleArn }: Asked,
  {
    linkStore,
    userPools,
    region: regionOfCalls,
  }: Pick<Services, 'linkStore' | 'userPools' | 'region'>,
): Promise<Offer> {
  const noPools = userPoolId !== undefined || readRoleArn !== undefined;
  const [environments, pools, region] = await Promise.all([
    listing('dynamodb:Query', async () => {
      const links = await linkStore.linksOf(`APP#${app}`);
      return { items: links.map(({ env }) => env), more: false };
    }),
    noPools
      ? null
      : listing('cognito-idp:ListUserPools', async () => {
          const reading = await userPools.list();
          if (reading.status === 'found') return reading.value;
          return reading.status === 'denied'
            ? { unknown: deniedWords(reading.action) }
            : { items: [], more: false };
        }),
    regionOfCalls().catch(() => null),
  ]);
  return { environments, userPools: pools, region };
}

async function listing<Item>(
  action: string,
  read: () => Promise<Listing<Item>>,
): Promise<Listing<Item>> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AccessDenied) return { unknown: deniedWords(error.action) };
    return { unknown: `${action} ended in ${(error as Error).name}` };
  }
}

function deniedWords(action: string): string {
  return `AWS denied ${action}, allow it to whoever runs the import`;
}
