import { Aws, Tags } from 'aws-cdk-lib';
import { Effect, ManagedPolicy, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { linkPartPattern } from '../src/contract/name-patterns.ts';
import { readerPolicyPrefix, readsTag, stackParameterName } from '../src/contract/stack.ts';
import { acknowledgeWildcards } from './acknowledgements.ts';
import type { Grant } from './grant.ts';

/** What the reader's tag names, in a policy. */
const named = `\${aws:PrincipalTag/${readsTag}}`;

type ReadersProps = {
  readonly bucket: Bucket;
  /** Roles that get the policy, by what their tag is to name. */
  readonly readers: Readonly<Record<string, readonly Role[]>>;
};

/**
 * One policy for every reader of config: what it lets somebody read is what the tag on their role names,
 * so that a team is let in by a tag and an attachment, and nothing is deployed. Nobody has it unless
 * somebody attaches it, or it is named here.
 *
 * A tag cannot widen it: IAM takes no `*` and no `?` into a value (STS API reference, Tag), and reads what
 * a variable brings as it is (IAM guide, "Policy variables"). Without the tag the variable has no value
 * and no statement holds; `?*` asks for one that is not empty.
 */
export class Readers extends Construct {
  readonly policy: ManagedPolicy;

  constructor(scope: Construct, id: string, { bucket, readers }: ReadersProps) {
    super(scope, id);
    this.policy = new ManagedPolicy(this, 'Policy', {
      managedPolicyName: `${readerPolicyPrefix}${Aws.REGION}`,
      description: `Reads the published config that the tag ${readsTag} of a role names`,
      statements: reading(bucket).statements.map(
        (statement) => new PolicyStatement({ effect: Effect.ALLOW, ...statement }),
      ),
    });
    acknowledgeWildcards(this.policy, reading(bucket));

    const roles = Object.values(readers).flat();
    if (new Set(roles).size < roles.length) {
      throw new Error('"readers" names a role twice: what it reads is one tag, of one value.');
    }
    for (const [config, readingIt] of Object.entries(readers)) {
      if (!namesConfig(config)) {
        throw new Error(`"readers" needs "<app>" or "<app>/<env>", not ${JSON.stringify(config)}.`);
      }
      for (const role of readingIt) {
        this.policy.attachToRole(role);
        Tags.of(role).add(readsTag, config);
      }
    }
  }
}

/** Whether it is what the tag of a reader can name: an app, or an environment of it. */
function namesConfig(text: string): boolean {
  const parts = text.split('/');
  return parts.length <= 2 && parts.every((part) => linkPartPattern.test(part));
}

/** Of the bucket only what lies below the named app or environment, and where the bucket is. */
function reading(bucket: Bucket): Grant {
  const tagged = { [`aws:PrincipalTag/${readsTag}`]: '?*' };
  return {
    statements: [
      {
        actions: ['s3:GetObject'],
        resources: [bucket.arnForObjects(`config/${named}/*`)],
        conditions: { StringLike: tagged },
      },
      {
        // Not `IfExists`: a list without a prefix would show every app. What is missing is denied, too.
        actions: ['s3:ListBucket'],
        resources: [bucket.bucketArn],
        conditions: { StringLike: { ...tagged, 's3:prefix': `config/${named}/*` } },
      },
      {
        actions: ['ssm:GetParameter'],
        resources: [
          `arn:${Aws.PARTITION}:ssm:${Aws.REGION}:${Aws.ACCOUNT_ID}:parameter${stackParameterName}`,
        ],
        conditions: { StringLike: tagged },
      },
    ],
    wildcards: `Only below the app or the environment that the tag \`${readsTag}\` of the reader names.`,
  };
}
