import * as z from 'zod';
import { allowListOf } from '../../contract/allow.ts';
import { accountResources } from '../account/resources/account-resources.ts';
import { accountServices } from '../account/account-services.ts';
import { dynamodbLinkStore } from './dynamodb-link-store.ts';
import type { Services } from '../../procedures/ports.ts';
import { s3ConfigStore } from './s3-config-store.ts';

const environmentSchema = z.object({
  CONFIG_BUCKET: z.string().min(1),
  LINK_TABLE: z.string().min(1),
  ACCOUNT_ID: z.string().min(1),
  /** Set by the stack from its context `allow` where a state asks owners: elsewhere nothing is open. */
  ALLOWED: z.string().default('').transform(allowListOf),
  /** Set by the stack from its context `purge`. */
  MAY_PURGE: z.enum(['true', 'false']).default('false'),
});

let deployed: Services | undefined;

/** The services of a function of the stack, made once per container from its environment. */
export function deployedServices(environment: NodeJS.ProcessEnv = process.env): Services {
  if (!deployed) {
    const { CONFIG_BUCKET, LINK_TABLE, ACCOUNT_ID, ALLOWED, MAY_PURGE } =
      environmentSchema.parse(environment);
    const account = async () => ACCOUNT_ID;
    const configStore = s3ConfigStore(CONFIG_BUCKET);
    deployed = {
      ...accountServices(),
      account,
      resources: accountResources(account),
      configStore,
      linkStore: dynamodbLinkStore(LINK_TABLE, configStore),
      allowList: ALLOWED,
      mayPurge: MAY_PURGE === 'true',
    };
  }
  return deployed;
}
