import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hearCalls, heard, type HeardCall } from '../../../src/aws/clients/heard-calls.ts';

/** What the service answers, one after the other; then always that the pool is there. */
const refusals: string[] = [];
let service: Server;
const calls: HeardCall[] = [];

beforeAll(async () => {
  hearCalls((call) => calls.push(call));
  service = createServer((_, answer) => {
    const refusal = refusals.shift();
    answer.writeHead(refusal === undefined ? 200 : 400, {
      'content-type': 'application/x-amz-json-1.1',
    });
    answer.end(JSON.stringify(refusal === undefined ? { UserPool: {} } : { __type: refusal }));
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  calls.length = 0;
});

afterAll(() => {
  service.closeAllConnections();
  service.close();
});

/** Describes a user pool, be it there or not. */
async function describePool(): Promise<void> {
  const client = heard(
    new CognitoIdentityProviderClient({
      region: 'eu-west-1',
      endpoint: `http://127.0.0.1:${(service.address() as AddressInfo).port}`,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    }),
  );
  await client.send(new DescribeUserPoolCommand({ UserPoolId: 'eu-west-1_A' })).catch(() => null);
  client.destroy();
}

const client = 'CognitoIdentityProviderClient';
const command = 'DescribeUserPoolCommand';

test('A call is heard by its client and its command, with the time that it took', async () => {
  await describePool();

  expect(calls).toEqual([{ client, command, milliseconds: expect.any(Number), error: null }]);
  expect(calls[0]?.milliseconds).toBeGreaterThan(0);
});

test('Each try of a call is heard, with the error that it ended in', async () => {
  refusals.push('TooManyRequestsException', 'ResourceNotFoundException');

  await describePool();

  expect(calls.map(({ error }) => error)).toEqual([
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ]);
});
