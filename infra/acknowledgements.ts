import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Grant } from './grant.ts';

/** Tells cdk-nag, wildcard by wildcard, why a grant needs them. */
export function acknowledgeWildcards(scope: IConstruct, grant: Grant): void {
  const stack = Stack.of(scope);
  const resources = grant.statements.flatMap((statement) =>
    'resources' in statement ? statement.resources : [],
  );
  const wildcards = resources
    .map((resource) => flatten(stack.resolve(resource)))
    .filter((resource) => resource.includes('*'));
  if (wildcards.length === 0) return;
  const reason = grant.wildcards;
  if (reason === undefined) throw new Error(`No reason is given for ${wildcards.join(', ')}.`);
  for (const wildcard of wildcards) {
    const id = `AwsSolutions-IAM5[Resource::${wildcard}]`;
    Validations.of(scope).acknowledge({ id, reason });
  }
}

type Intrinsic = string | { Ref: string } | { 'Fn::GetAtt': [string, string] } | Join;
type Join = { 'Fn::Join': [string, Intrinsic[]] };

/** Writes a resolved ARN as cdk-nag names it: `<Logical.Attribute>` for a reference, `<key>` for a variable. */
function flatten(value: Intrinsic): string {
  if (typeof value === 'string') return value.replaceAll(/\$\{([^{}]*)\}/g, '<$1>');
  if ('Ref' in value) return `<${value.Ref}>`;
  if ('Fn::GetAtt' in value) return `<${value['Fn::GetAtt'].join('.')}>`;
  const [delimiter, parts] = value['Fn::Join'];
  return parts.map(flatten).join(delimiter);
}
