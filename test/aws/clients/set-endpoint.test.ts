import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeMapCommand } from '@aws-sdk/client-location';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { accountClients } from '../../../src/aws/clients/account-clients.ts';
import { location } from '../../../src/aws/clients/location-client.ts';

let server: Server;
let asked: string[] = [];
let port = 0;
let region = 0;
/** A client that nobody has used: each keeps the endpoint that it found first. */
const anotherRegion = () => `xx-test-${(region += 1)}`;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(`${request.headers.host}${request.url?.split('?')[0]}`);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((started) => server.listen(0, started));
  ({ port } = server.address() as AddressInfo);
  process.env['AWS_ACCESS_KEY_ID'] = 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
});

afterEach(async () => {
  for (const name of ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_S3']) delete process.env[name];
  await new Promise((closed) => server.close(closed));
});

const read = (Bucket: string) =>
  accountClients.s3(anotherRegion()).send(new GetObjectCommand({ Bucket, Key: 'a/b' }));

describe('Where an endpoint is set', () => {
  it.each([
    ['AWS_ENDPOINT_URL', 'localhost', 'fielda-files'],
    ['AWS_ENDPOINT_URL', '127.0.0.1', 'files.fielda.example'],
    ['AWS_ENDPOINT_URL_S3', 'localhost', 'files.fielda.example'],
  ])('by %s as %s, S3 is told of the bucket %s in the path', async (name, host, bucket) => {
    process.env[name] = `http://${host}:${port}`;

    await read(bucket);

    expect(asked).toEqual([`${host}:${port}/${bucket}/a/b`]);
  });

  it('Amazon Location is called there, and at no part of it', async () => {
    process.env['AWS_ENDPOINT_URL'] = `http://localhost:${port}`;

    await location(anotherRegion()).send(new DescribeMapCommand({ MapName: 'streets' }));

    expect(asked).toEqual([`localhost:${port}/maps/v0/maps/streets`]);
  });
});

/** Hosts that a client would call; no call leaves the test. */
function hostsAskedBy(config: { requestHandler: object }): readonly string[] {
  const hosts: string[] = [];
  config.requestHandler = {
    handle: ({ hostname }: { readonly hostname: string }) => {
      hosts.push(hostname);
      return Promise.reject(new Error('No call leaves this test.'));
    },
  };
  return hosts;
}

describe('Where none is set', () => {
  it('S3 is told of the bucket in the host', async () => {
    const client = accountClients.s3('eu-west-1');
    const hosts = hostsAskedBy(client.config);

    await client.send(new GetObjectCommand({ Bucket: 'files', Key: 'a' })).catch(() => null);

    expect(hosts).toContain('files.s3.eu-west-1.amazonaws.com');
  });

  it('Amazon Location is called at the part of it that has the maps', async () => {
    const client = location('eu-west-1');
    const hosts = hostsAskedBy(client.config);

    await client.send(new DescribeMapCommand({ MapName: 'streets' })).catch(() => null);

    expect(hosts).toContain('cp.maps.geo.eu-west-1.amazonaws.com');
  });
});
