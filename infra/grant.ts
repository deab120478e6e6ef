import { Aws } from 'aws-cdk-lib';

/** One statement of a policy that allows. */
export type Statement = {
  readonly actions: string[];
  readonly resources: string[];
  readonly conditions?: Record<string, Record<string, string | string[]>>;
};

/** A right: statements that a role allows. */
export type Grant = {
  readonly statements: readonly Statement[];
  /** Why its resources hold wildcards; demanded of those that do. */
  readonly wildcards?: string;
};

/** Actions on whatever a pattern names, and why it is no narrower. */
export function onAny(actions: string[], resource: string, wildcards: string): Grant {
  return { statements: [{ actions, resources: [resource] }], wildcards };
}

/** The ARN of something of this account. */
export function regional(service: string, region: string, resource: string): string {
  return `arn:${Aws.PARTITION}:${service}:${region}:${Aws.ACCOUNT_ID}:${resource}`;
}
