import { BucketAlreadyOwnedByYou, CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { deployStack } from '../../src/local/deploy.ts';
import { emptyProject, writeScript } from './stand-ins.ts';

const endpoint = 'http://127.0.0.1:4566';
const s3 = mockClient(S3Client);
const ssm = mockClient(SSMClient);
const said: string[] = [];
const log = (line: string): void => void said.push(line);
let root: string;

/** The project's pinned cdk, played by a few lines of JavaScript. */
const cdk = (text: string): void => writeScript(join(root, 'node_modules/.bin/cdk'), text);

beforeEach(() => {
  s3.reset();
  ssm.reset();
  said.length = 0;
  root = emptyProject();
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('Deploying to the local cloud', () => {
  it('prepares it, runs the pinned CDK against it, and gives the outputs', async () => {
    cdk(`
      const { writeFileSync } = require('node:fs');
      const words = process.argv.slice(2);
      console.log('deploying');
      console.error('\\u001b[32mdone\\u001b[0m');
      writeFileSync('seen.json', JSON.stringify({ words, env: process.env }));
      writeFileSync(words[words.indexOf('--outputs-file') + 1], '{"stack":{"Bucket":"b"}}');`);

    const outputs = await deployStack({ endpoint, root, app: 'node app.ts', log });

    expect(outputs).toEqual({ stack: { Bucket: 'b' } });
    expect(said.toSorted()).toEqual(['deploying', 'done']);
    const { words, env } = JSON.parse(readFileSync(join(root, 'seen.json'), 'utf8'));
    expect(words.join(' ')).toMatch(/^deploy --all --require-approval never .*--app node app\.ts$/);
    expect(env).toMatchObject({ AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: 'test' });
    expect(env.PATH.split(':')[0]).toBe(dirname(process.execPath));
    expect(s3.commandCalls(CreateBucketCommand)[0]?.args[0].input).toEqual({
      Bucket: 'cdk-hnb659fds-assets-000000000000-us-east-1',
    });
    expect(ssm.commandCalls(PutParameterCommand)[0]?.args[0].input).toMatchObject({
      Name: '/cdk-bootstrap/hnb659fds/version',
      Value: '30',
      Overwrite: true,
    });
  });

  it('takes a cloud that was prepared before', async () => {
    const message = 'Your previous request to create the named bucket succeeded.';
    s3.on(CreateBucketCommand).rejects(new BucketAlreadyOwnedByYou({ message, $metadata: {} }));
    cdk(`require('node:fs').writeFileSync('.local/outputs.json', '{}');`);

    expect(await deployStack({ endpoint, root, log })).toEqual({});
  });

  it('says what the end of the log was when the CDK fails', async () => {
    cdk(`console.error('ROLLBACK_COMPLETE: no such role'); process.exit(3);`);

    await expect(deployStack({ endpoint, root, log })).rejects.toThrow(
      /failed \(3\)\. The end of [^]*deploy\.log:\nROLLBACK_COMPLETE: no such role$/,
    );
  });

  it('refuses an endpoint that is not on this machine, before anything is sent', async () => {
    const deploying = deployStack({ endpoint: 'https://amazonaws.com', root, log });

    await expect(deploying).rejects.toThrow('may only be on this machine');
    expect(s3.calls()).toHaveLength(0);
  });
});
