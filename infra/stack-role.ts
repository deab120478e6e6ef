import {
  Policy,
  PolicyDocument,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledgeWildcards } from './acknowledgements.ts';
import { Denials, rolePath } from './denials.ts';
import type { Grant } from './grant.ts';
import { holdToPolicySize } from './quotas.ts';

type StackRoleProps = {
  /** The service that assumes it, like `lambda.amazonaws.com`. */
  readonly service: string;
  readonly grants: readonly Grant[];
};

/** A role of ours: under our path, with the denials, and no AWS managed policy. */
export class StackRole extends Role {
  constructor(scope: Construct, id: string, { service, grants }: StackRoleProps) {
    const statements = grants.flatMap((grant) => grant.statements);
    const allowed = new PolicyDocument({
      statements: statements.map((statement) => new PolicyStatement(statement)),
    });
    super(scope, id, {
      assumedBy: new ServicePrincipal(service),
      path: rolePath,
      inlinePolicies: { ...(statements.length > 0 && { Allowed: allowed }) },
      managedPolicies: [Denials.around(scope)],
    });
    holdToPolicySize(this, () => [
      allowed,
      ...this.node.children.flatMap((child) => (child instanceof Policy ? [child.document] : [])),
    ]);
    for (const grant of grants) acknowledgeWildcards(this, grant);
  }
}
