import { randomBytes } from 'node:crypto';
import {
  DescribeIdentityPoolCommand,
  UpdateIdentityPoolCommand,
  type UpdateIdentityPoolCommandInput,
} from '@aws-sdk/client-cognito-identity';
import {
  DescribeUserPoolClientCommand,
  UpdateUserPoolClientCommand,
  type UpdateUserPoolClientCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import { clientsFor, type LocalClients } from '../../../src/local/clients.ts';
import { sampleRequest } from '../../../src/local/demo-requests.ts';
import type { LocalEnvironment } from '../../../src/local/environment.ts';
import { seedSample, type Sample } from '../../../src/local/seed.ts';
import type { FindingCode } from '../../../src/contract/findings.ts';

export type Request = Readonly<Record<string, unknown>>;

/** A sample of its own for one repair, of which nothing that is tried here is wrong. */
export type Account = {
  readonly clients: LocalClients;
  readonly environment: LocalEnvironment;
  readonly sample: Sample;
  /** The full request for the sample. */
  readonly request: Request;
};

/** A case of a code: how it comes about, and what else than pasting mends it. */
export type Case = {
  readonly code: FindingCode;
  /** Which of several commands of the code it is about. */
  readonly of?: string;
  /** Makes the account or its request wrong, and gives the request. */
  readonly spoil: (account: Account) => Promise<Request>;
  /** The functions of a deployed stack run it: they ask for the word of owners. */
  readonly deployed?: true;
  /** What a person changes in the request, by what the command has printed. */
  readonly afterwards?: (request: Request, printed: string) => Request;
};

export async function anAccount(environment: LocalEnvironment): Promise<Account> {
  const clients = clientsFor(environment);
  const sample = await seedSample(clients, randomBytes(4).toString('hex'));
  const request = sampleRequest(sample, 'dev') as Request;
  const account = { clients, environment, sample, request };
  await fillIn(account);
  return account;
}

/**
 * Gives settings a value that the local cloud answers with an empty text where they have none: the AWS CLI refuses
 * to send that back, and AWS leaves them out.
 */
async function fillIn(account: Account): Promise<void> {
  const { webClientId, nativeClientId } = account.sample;
  await changeClient(account, { DefaultRedirectURI: 'https://shop.example.com/' }, webClientId);
  await changeClient(account, { DefaultRedirectURI: 'myapp://callback' }, nativeClientId);
  await changeIdentityPool(account, { DeveloperProviderName: 'shop' });
}

/** Changes settings of the identity pool of a sample, and keeps the others. */
export async function changeIdentityPool(
  { clients: { identityPools }, sample }: Account,
  changes: Partial<UpdateIdentityPoolCommandInput>,
): Promise<void> {
  const { identityPoolId: IdentityPoolId } = sample;
  const pool = await identityPools.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
  const { $metadata: _, ...kept } = pool;
  const command = { ...kept, ...changes };
  await identityPools.send(new UpdateIdentityPoolCommand(command));
}

/** Changes settings of a client of a sample, of the web client unless told otherwise, and keeps the others. */
export async function changeClient(
  { clients: { userPools }, sample }: Account,
  changes: Partial<UpdateUserPoolClientCommandInput>,
  ClientId = sample.webClientId,
): Promise<void> {
  const named = { UserPoolId: sample.userPoolId, ClientId };
  const { UserPoolClient = {} } = await userPools.send(new DescribeUserPoolClientCommand(named));
  const { ClientSecret: _, CreationDate: _c, LastModifiedDate: _m, ...kept } = UserPoolClient;
  await userPools.send(new UpdateUserPoolClientCommand({ ...kept, ...named, ...changes }));
}

/** A case in which the web client of the sample has other settings. */
export function ofClient(
  code: FindingCode,
  changes: Partial<UpdateUserPoolClientCommandInput>,
  more: Request = {},
): Case {
  return {
    code,
    spoil: async (account) => {
      await changeClient(account, changes);
      return { ...account.request, ...more };
    },
  };
}
