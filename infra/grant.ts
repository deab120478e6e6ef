import { Aws } from 'aws-cdk-lib';
import type { Effect } from 'aws-cdk-lib/aws-iam';

/** One statement of a policy. */
export type Statement = Allowed | Excepted;

/** By operator and key. */
export type Conditions = Record<string, Record<string, string | string[]>>;

type Allowed = {
  readonly actions: string[];
  readonly resources: string[];
  readonly conditions?: Conditions;
};

/** What no statement beside it allows on anything but these resources. */
type Excepted = {
  readonly effect: Effect.DENY;
  readonly actions: string[];
  readonly notResources: string[];
};

/** A right: statements that allow it, and those that keep it within its bounds. */
export type Grant = {
  readonly statements: readonly Statement[];
  /** Why its resources hold wildcards; demanded of those that do. */
  readonly wildcards?: string;
};

/** A right on resources that the owner of the stack lists: none where the list is empty. */
export function onListed(
  actions: string[],
  resources: string[],
  conditions?: Conditions,
): Statement[] {
  return resources.length === 0 ? [] : [{ actions, resources, ...(conditions && { conditions }) }];
}

/** Actions on whatever a pattern names, and why it is no narrower. */
export function onAny(actions: string[], resource: string, wildcards: string): Grant {
  return { statements: [{ actions, resources: [resource] }], wildcards };
}

/** The ARN of something of this account. */
export function regional(service: string, region: string, resource: string): string {
  return `arn:${Aws.PARTITION}:${service}:${region}:${Aws.ACCOUNT_ID}:${resource}`;
}
