import { Stack } from 'aws-cdk-lib';
import type { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { environmentLimit, inlinePolicyLimit } from '../src/contract/quotas.ts';

const shorter = 'Give "allow" fewer patterns, or let owners set the tag (docs/allowing.md).';

/** Refuses to synthesize a role whose inline policies IAM would refuse to take at the deploy. */
export function holdToPolicySize(
  role: Construct,
  documents: () => readonly PolicyDocument[],
): void {
  role.node.addValidation({
    validate: () => {
      const texts = documents().flatMap((document) =>
        document.isEmpty ? [] : [textOf(role, document)],
      );
      const size = texts.reduce((sum, text) => sum + text.length, 0);
      if (size <= inlinePolicyLimit) return [];
      return [
        `The inline policies of this role have ${size} characters; IAM takes ${inlinePolicyLimit}. ${shorter}`,
      ];
    },
  });
}

/** Refuses to synthesize a function whose environment Lambda would refuse to take at the deploy. */
export function holdToEnvironmentSize(
  fn: Construct,
  environment: Readonly<Record<string, string>>,
): void {
  fn.node.addValidation({
    validate: () => {
      const size = Buffer.byteLength(textOf(fn, environment));
      if (size <= environmentLimit) return [];
      return [
        `The environment of this function has ${size} bytes; Lambda takes ${environmentLimit}. ${shorter}`,
      ];
    },
  });
}

/** JSON as it will be deployed, with every value that only the deploy knows as long as it can get. */
function textOf(scope: Construct, value: unknown): string {
  const stack = Stack.of(scope);
  return JSON.stringify(filledIn(stack.resolve(value), stack.stackName));
}

const longest: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws-us-gov',
  'AWS::Region': 'ap-southeast-1',
  'AWS::AccountId': '111122223333',
};

function filledIn(value: unknown, stackName: string): unknown {
  if (Array.isArray(value)) return value.map((each) => filledIn(each, stackName));
  if (typeof value !== 'object' || value === null) return value;
  const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Intrinsic;
  // CloudFormation adds up to thirteen characters to the names of stack and resource.
  const nameOf = (id: string) => longest[id] ?? `${stackName}-${id}-${'x'.repeat(13)}`;
  if (ref !== undefined) return nameOf(ref);
  if (attribute) {
    const { 'AWS::Partition': partition, 'AWS::Region': region } = longest;
    return `arn:${partition}:states:${region}:111122223333:stateMachine:${nameOf(attribute[0])}`;
  }
  if (join) return (filledIn(join[1], stackName) as readonly string[]).join(join[0]);
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, filledIn(each, stackName)]),
  );
}

type Intrinsic = {
  readonly Ref?: string;
  readonly 'Fn::GetAtt'?: readonly [string, string];
  readonly 'Fn::Join'?: readonly [string, readonly unknown[]];
};
