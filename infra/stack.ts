import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { byMachine } from '../src/contract/machines.ts';
import { alarmOnBadEnds } from './alarms.ts';
import { allowedFromContext } from './allowed.ts';
import { ConfigBucket } from './config-bucket.ts';
import { DeadLetters } from './dead-letters.ts';
import { ImportBus } from './event-bus.ts';
import { StateFunctions } from './functions.ts';
import { EventFunctions } from './event-functions.ts';
import { environmentOf, eventEnvironmentOf } from './environment.ts';
import { grantsOn } from './grants.ts';
import { retryModeFromContext } from './retry-mode.ts';
import { LinkTable } from './link-table.ts';
import { Machine } from './machine.ts';
import { constructIdOf } from './machine-ids.ts';
import { describeStack } from './outputs.ts';
import { eventPermissionsOf, permissionsOf } from './permissions.ts';
import { purgeFromContext } from './purge.ts';
import { Readers } from './readers.ts';
import { Rules } from './rules.ts';

type AmplifyImportStackProps = {
  /** The folder that holds `functions/` and `statemachine/`. */
  readonly projectRoot: string;
};

/** Everything that is deployed once into an account: one stack of small constructs. */
export class AmplifyImportStack extends Stack {
  constructor(scope: Construct, id: string, { projectRoot }: AmplifyImportStackProps) {
    super(scope, id, {
      stackName: 'AmplifyImport',
      description:
        'amplify-import: existing Cognito pools for Amplify apps, as an audited workflow',
    });

    const { bucket } = new ConfigBucket(this, 'Config');
    const { table } = new LinkTable(this, 'Links');
    const { bus } = new ImportBus(this, 'Events');

    const allowed = allowedFromContext(this.node.tryGetContext('allow'));
    const retryMode = retryModeFromContext(this.node.tryGetContext('retryMode'));
    const mayPurge = purgeFromContext(this.node.tryGetContext('purge'));
    const world = { bucket, table, allowed, mayPurge };
    const functions = new StateFunctions(this, 'Functions', {
      projectRoot,
      permissions: permissionsOf(grantsOn(world)),
      environmentOf: (state) => environmentOf(state, world, retryMode),
    });

    const machines = byMachine(
      (name) => new Machine(this, constructIdOf(name), { name, projectRoot, functions, bus }),
    );
    for (const machine of Object.values(machines)) alarmOnBadEnds(machine);

    const { queue } = new DeadLetters(this, 'DeadLetters');
    new EventFunctions(this, 'EventFunctions', {
      projectRoot,
      permissions: eventPermissionsOf(grantsOn(world)),
      environment: eventEnvironmentOf(world, retryMode),
      deadLetterQueue: queue,
    });
    new Rules(this, 'Rules', { bus, machines, deadLetterQueue: queue });

    const { policy: readerPolicy } = new Readers(this, 'Readers', { bucket });

    describeStack(this, { readerPolicy, bucket, table, bus, machines, functions });
  }
}
