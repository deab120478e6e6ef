import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

/**
 * Links, their leases, intents and ledgers, and the indexes by pool and by role (docs/architecture.md,
 * "Stores"). It survives the stack: the ledger is what makes an unlink exact.
 */
export class LinkTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      // Not `RETAIN_ON_UPDATE_OR_DELETE`: a first deploy that fails could not delete what is protected, and
      // would end in `ROLLBACK_FAILED`.
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
