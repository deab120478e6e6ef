import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DescribeMapCommand } from '@aws-sdk/client-location';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { s3 } from '../../../src/aws/clients/s3-client.ts';
import { location } from '../../../src/aws/clients/location-client.ts';
import { hasConsole } from '../../../src/cli/has-console.ts';
import { EndpointUnknown } from '../../../src/contract/errors/caller-errors.ts';
import { temporaryFolders } from '../../stores/temporary-folder.ts';

const newFolder = temporaryFolders();

const settings = [
  'AWS_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_S3',
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
  'AWS_CONFIG_FILE',
];
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
  for (const name of settings) delete process.env[name];
  await new Promise((closed) => server.close(closed));
});

const read = (Bucket: string) =>
  s3(anotherRegion()).send(new GetObjectCommand({ Bucket, Key: 'a/b' }));

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

/** Makes a profile the default one; the SDK reads each file once. */
async function profile(lines: string): Promise<void> {
  const file = join(await newFolder(), 'config');
  await writeFile(file, `[default]\n${lines}\n`);
  process.env['AWS_CONFIG_FILE'] = file;
}

describe('An endpoint of the profile', () => {
  it.each([
    ['endpoint_url', (url: string) => `endpoint_url = ${url}`],
    [
      'endpoint_url of its services',
      (url: string) =>
        `services = local\n\n[services local]\ns3 =\n  endpoint_url = ${url}\nlocation =\n  endpoint_url = ${url}`,
    ],
  ])('by its %s leads S3 and Amazon Location as one of the environment does', async (_, of) => {
    await profile(of(`http://localhost:${port}`));

    await read('fielda-files');
    await location(anotherRegion()).send(new DescribeMapCommand({ MapName: 'streets' }));

    expect(asked).toEqual([
      `localhost:${port}/fielda-files/a/b`,
      `localhost:${port}/maps/v0/maps/streets`,
    ]);
    expect(await hasConsole(s3(anotherRegion()))).toBe(false);
  });

  it('leads nobody where such endpoints are to be ignored', async () => {
    await profile(`endpoint_url = http://localhost:${port}`);
    process.env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] = 'true';
    const client = s3('eu-west-2');
    const hosts = hostsAskedBy(client.config);

    await client.send(new GetObjectCommand({ Bucket: 'files', Key: 'a' })).catch(() => null);

    expect(hosts).toContain('files.s3.eu-west-2.amazonaws.com');
    expect(await hasConsole(client)).toBe(true);
  });
});

describe('An endpoint by a name of this machine', () => {
  it.each([
    ['aws.localhost', 'ENOTFOUND'],
    ['localhost', 'EAI_AGAIN'],
  ])('is given up at once where nothing looks it up: %s, %s', async (hostname, code) => {
    process.env['AWS_ENDPOINT_URL'] = `http://${hostname}:${port}`;
    const client = s3(anotherRegion());
    const hosts = hostsAskedBy(client.config, { code, hostname });

    const failed = client.send(new GetObjectCommand({ Bucket: 'files', Key: 'a' }));

    await expect(failed).rejects.toThrow(EndpointUnknown);
    expect(hosts).toEqual([hostname]);
  });

  it('that is not found for another reason is tried again', async () => {
    const client = s3('eu-west-3');
    const hosts = hostsAskedBy(client.config, { code: 'ENOTFOUND', hostname: 's3.example.com' });

    await client.send(new GetObjectCommand({ Bucket: 'files', Key: 'a' })).catch(() => null);

    expect(hosts).toHaveLength(2);
  });
});

/** Hosts that a client would call; no call leaves the test. `why`: how the first one fails. */
function hostsAskedBy(config: { requestHandler: object }, why: object = {}): readonly string[] {
  const hosts: string[] = [];
  config.requestHandler = {
    handle: ({ hostname }: { readonly hostname: string }) => {
      hosts.push(hostname);
      return Promise.reject(
        Object.assign(new Error('No call leaves this test.'), hosts.length === 1 && why),
      );
    },
  };
  return hosts;
}

describe('Where none is set', () => {
  it('S3 is told of the bucket in the host', async () => {
    const client = s3('eu-west-1');
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
