import { Stack } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { byMachine } from '../src/contract/machines.ts';
import { alarmOnBadEnds } from './alarms.ts';
import { checkedAllowList } from './allowed.ts';
import { ConfigBucket } from './config-bucket.ts';
import { DeadLetters } from './dead-letters.ts';
import { Denials } from './denials.ts';
import { environmentOf, eventEnvironmentOf } from './environment.ts';
import { ImportBus } from './event-bus.ts';
import { EventFunctions } from './event-functions.ts';
import { StateFunctions } from './functions.ts';
import { grantsOn } from './grants.ts';
import { LinkTable } from './link-table.ts';
import { Machine } from './machine.ts';
import { constructIdOf } from './machine-ids.ts';
import { describeParts } from './outputs.ts';
import { eventPermissionsOf, permissionsOf } from './permissions.ts';
import { Readers } from './readers.ts';
import { Rules } from './rules.ts';

/** What the owner of the stack decides; none of it is needed. */
export type AmplifyImportProps = {
  /**
   * By the name of an app: patterns of the ARNs of roles and resources that it may use without their owner's
   * tag, with `*` as the only wildcard (docs/allowing.md). Without it, tags decide alone.
   */
  readonly allow?: Readonly<Record<string, readonly string[]>>;
  /**
   * By what they read, `<app>` or `<app>/<env>`: roles of the app that fetch its published config. Each gets the
   * policy for readers and the tag that says what it reads, so that a role stands once (docs/fetching.md).
   */
  readonly readers?: Readonly<Record<string, readonly Role[]>>;
  /** Whether a removal may delete the files of revisions for good (docs/removing.md). It may not by default. */
  readonly purge?: boolean;
  /** How the functions wait when AWS throttles them (docs/waiting.md): `adaptive` by default. */
  readonly retryMode?: 'standard' | 'adaptive';
};

/** The CDK's flags that what is below goes by, whatever the app around it has switched on. */
const flags = [
  '@aws-cdk/aws-events:eventsTargetQueueSameAccount',
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy',
];

/**
 * Everything that is deployed once into an account and a Region, for the stack of whoever wants it.
 *
 * @throws at a second one for the same account and Region, and where `allow` or `readers` are not what they should be
 */
export class AmplifyImport extends Construct {
  /** Published config and reports. It stays when the stack is deleted. */
  readonly configBucket: Bucket;
  /** Events in and out. */
  readonly bus: EventBus;
  /** What a role needs to fetch config, beside the tag that says of what. */
  readonly readerPolicy: ManagedPolicy;

  constructor(scope: Construct, id: string, props: AmplifyImportProps = {}) {
    super(scope, id);
    refuseSecond(this);
    for (const flag of flags) this.node.setContext(flag, true);
    const { retryMode = 'adaptive', purge: mayPurge = false, readers = {} } = props;

    const { bucket } = new ConfigBucket(this, 'Config');
    const { table } = new LinkTable(this, 'Links');
    const { bus } = new ImportBus(this, 'Events');
    new Denials(this);

    const world = { bucket, table, allowed: checkedAllowList(props.allow ?? {}), mayPurge };
    const functions = new StateFunctions(this, 'Functions', {
      permissions: permissionsOf(grantsOn(world)),
      environmentOf: (state) => environmentOf(state, world, retryMode),
    });

    const machines = byMachine(
      (name) => new Machine(this, constructIdOf(name), { name, functions, bus }),
    );
    for (const machine of Object.values(machines)) alarmOnBadEnds(machine);

    const { queue } = new DeadLetters(this, 'DeadLetters');
    new EventFunctions(this, 'EventFunctions', {
      permissions: eventPermissionsOf(grantsOn(world)),
      environment: eventEnvironmentOf(world, retryMode),
      deadLetterQueue: queue,
    });
    new Rules(this, 'Rules', { bus, machines, deadLetterQueue: queue });

    const { policy: readerPolicy } = new Readers(this, 'Readers', { bucket, readers });

    describeParts(this, { readerPolicy, bucket, table, bus, machines, functions });
    this.configBucket = bucket;
    this.bus = bus;
    this.readerPolicy = readerPolicy;
  }
}

/** A stack that does not say its account and Region may be deployed into those of any other that does not. */
function refuseSecond(construct: AmplifyImport): void {
  const { environment } = Stack.of(construct);
  const first = construct.node.root.node
    .findAll()
    .find(
      (other) =>
        other instanceof AmplifyImport &&
        other !== construct &&
        Stack.of(other).environment === environment,
    );
  if (!first) return;
  throw new Error(
    `"${construct.node.path}" would be a second AmplifyImport beside "${first.node.path}" in ${environment}: ` +
      'the names of its bus, machines, functions and parameter are fixed, so that an account has room for one ' +
      'in each Region. Stacks for several say which is whose, by "env" with "account" and "region".',
  );
}
