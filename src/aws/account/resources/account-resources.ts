import type { GrantedService } from '../../../contract/named-resource.ts';
import type { Resources } from '../../../procedures/account/port.ts';
import type { Describe } from './describer.ts';
import { describeBucket } from './s3.ts';

/** Most requests grant buckets, if anything; every other SDK client is loaded when it is needed. */
const describers: Readonly<Record<GrantedService, () => Promise<Describe>>> = {
  s3: async () => describeBucket,
  appsync: async () => (await import('./appsync.ts')).describeGraphqlApi,
  'appsync-events': async () => (await import('./event-api.ts')).describeEventApi,
  'execute-api': async () => (await import('./api-gateway.ts')).describeApi,
  kinesis: async () => (await import('./streams.ts')).describeKinesisStream,
  firehose: async () => (await import('./streams.ts')).describeDeliveryStream,
  geo: async () => (await import('./location.ts')).describeLocationResource,
  lex: async () => (await import('./lex.ts')).describeBotAlias,
};

/** The resources of an account that a request can grant. */
export function accountResources(account: () => Promise<string | null>): Resources {
  return {
    describe: async (resource, besides) => {
      const describe = await describers[resource.service]();
      return describe(resource, { ...besides, account });
    },
  };
}
