import { beforeEach, describe, expect, it } from '@jest/globals';
import { s3ConfigStore } from '../../src/aws/stack/s3-config-store.ts';
import { accessDenied, awsError } from '../support/aws-world/aws-error.ts';
import { configBucket } from '../support/aws-world/aws-world.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';
import { publish, runHere } from './published.ts';

const newFolder = temporaryFolders();
const address = { AMPLIFY_IMPORT_CONFIG_URI: `s3://${configBucket}/config/storefront/prod/` };
let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
});

const fetchBy = async (environment: Record<string, string>, ...more: readonly string[]) =>
  runHere(
    ['fetch', '--out', await newFolder(), '--app', 'storefront', '--env', 'prod', ...more],
    environment,
  );
const fetch = () => fetchBy(address);
const fetchOfStack = () => fetchBy({}, '--store', 'aws');

describe('A fetch by somebody', () => {
  it('who may neither read nor list ends with 3, and says that a right may be missing', async () => {
    await publish(s3ConfigStore(configBucket));
    world.faults.fail('s3:GetObject', accessDenied());
    world.faults.fail('s3:ListObjectsV2', accessDenied());

    const { code, stderr } = await fetch();

    expect(code).toBe(3);
    expect(stderr).toContain(
      'NotPublished: Nothing of storefront/prod that you may see is published',
    );
    expect(stderr).toContain('to S3 a missing right looks the same');
    expect(stderr).toContain('s3:GetObject');
    expect(stderr).toContain('AmplifyImportReader');
  });

  it('who may list, and to whom S3 denies what is not there, is told that it is not there', async () => {
    world.faults.fail('s3:GetObject', accessDenied());

    const { code, stderr } = await fetch();

    expect(code).toBe(3);
    expect(stderr).toContain('NotPublished: Nothing of storefront/prod is published');
    expect(stderr).not.toContain('right');
  });

  it('who may list but not read is told of the right that is missing', async () => {
    await publish(s3ConfigStore(configBucket));
    world.faults.fail('s3:GetObject', accessDenied());

    const { code, stderr } = await fetch();

    expect(code).toBe(2);
    expect(stderr).toContain('AccessDenied: AWS denied s3:GetObject');
  });

  it('whose AWS is throttled beyond the tries of the SDK ends with 2', async () => {
    world.faults.fail('s3:GetObject', awsError('SlowDown', 503));

    const { code, stderr } = await fetch();

    expect(code).toBe(2);
    expect(stderr).toContain('AwsUnavailable: s3:GetObject');
  });

  it('without a stack in their region is told where else to look', async () => {
    const { code, stderr } = await fetchOfStack();

    expect(code).toBe(2);
    expect(stderr).toContain('StackMissing: No stack of amplify-import is deployed');
    expect(stderr).toContain('--store');
  });

  it('who may not look for the stack is told of that right', async () => {
    world.faults.fail('ssm:GetParameter', accessDenied());

    const { code, stderr } = await fetchOfStack();

    expect(code).toBe(2);
    expect(stderr).toContain('AWS denied ssm:GetParameter');
  });
});
