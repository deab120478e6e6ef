import { EventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { busName } from '../src/contract/events.ts';

/**
 * The bus of all events in and out. It has no resource policy, so only principals of this account
 * that their own policy lets put events reach it (EventBridge guide, "Permissions for event buses").
 */
export class ImportBus extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    this.bus = new EventBus(this, 'Bus', { eventBusName: busName });
  }
}
