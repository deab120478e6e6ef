import type { GrantedService } from '../../../contract/named-resource.ts';
import type { Resources } from '../../../procedures/ports.ts';
import type { Describe } from './describer.ts';
import { bucket } from './s3.ts';

/** Most requests grant buckets, if anything; every other SDK client is loaded when it is needed. */
const describers: Readonly<Record<GrantedService, () => Promise<Describe>>> = {
  s3: async () => bucket,
  appsync: async () => (await import('./appsync.ts')).graphqlApi,
  'execute-api': async () => (await import('./api-gateway.ts')).api,
  kinesis: async () => (await import('./streams.ts')).kinesisStream,
  firehose: async () => (await import('./streams.ts')).deliveryStream,
  geo: async () => (await import('./location.ts')).locationResource,
  lex: async () => (await import('./lex.ts')).botAlias,
};

/** The resources of an account that a request can grant. */
export function accountResources(account: () => Promise<string | null>): Resources {
  return {
    describe: async (resource, withTag) => {
      const describe = await describers[resource.service]();
      return describe(resource, { withTag, account });
    },
  };
}
