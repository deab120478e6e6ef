import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  Architecture,
  type CfnFunction,
  type Code,
  Function,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { functionTimeoutSeconds } from '../src/contract/states.ts';
import type { Grant } from './grant.ts';
import { holdToEnvironmentSize } from './quotas.ts';
import { functionPrefix } from './stack-name.ts';
import { StackRole } from './stack-role.ts';

type FunctionProps = {
  /** What it is, in the console. */
  readonly description: string;
  readonly code: Code;
  /** Where in the code it begins. */
  readonly handler: string;
  readonly grants: readonly Grant[];
  readonly environment: Record<string, string>;
};

/** A function of ours, with a role and a log group of its own. */
export function ourFunction(
  scope: Construct,
  { description, code, handler, grants, environment }: FunctionProps,
): Function {
  const logGroup = new LogGroup(scope, 'Logs', {
    retention: RetentionDays.THREE_MONTHS,
    // Plans and reports are the record that stays; they lie in the bucket.
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const role = new StackRole(scope, 'Role', {
    service: 'lambda.amazonaws.com',
    grants: [...grants, writeLogs(logGroup), writeTraces],
  });

  const fn = new Function(scope, 'Function', {
    ...nameOf(scope),
    description,
    code,
    handler,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    // A function's share of CPU grows with its memory; below this the SDK starts slowly (Lambda guide,
    // "Configure Lambda function memory").
    memorySize: 512,
    timeout: Duration.seconds(functionTimeoutSeconds),
    role,
    logGroup,
    environment,
  });
  // Not by `tracing`, which gives the role a policy of its own beside ours.
  (fn.node.defaultChild as CfnFunction).tracingConfig = { mode: 'Active' };
  holdToEnvironmentSize(fn, environment);
  return fn;
}

/** Where CloudFormation would not begin the name as each of ours begins: one that does. */
function nameOf(scope: Construct): { readonly functionName?: string } {
  if (`${Stack.of(scope).stackName}-`.startsWith(functionPrefix)) return {};
  return { functionName: `${functionPrefix}${scope.node.id}` };
}

/** The trace of an execution goes on in its functions. */
const writeTraces: Grant = {
  statements: [
    { actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], resources: ['*'] },
  ],
  wildcards: 'The actions of X-Ray that write know no resource.',
};

function writeLogs(logGroup: LogGroup): Grant {
  return {
    statements: [
      {
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      },
    ],
  };
}
