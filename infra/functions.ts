import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Architecture, type Code, Function, type IFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import {
  fileNameOf,
  functionTimeoutSeconds,
  placeholderOf,
  type StateName,
  states,
} from '../src/contract/states.ts';
import { bundleHandlers } from './bundles.ts';
import type { Grant } from './grant.ts';
import { StackRole } from './stack-role.ts';

type StateFunctionsProps = {
  readonly projectRoot: string;
  readonly permissions: Readonly<Record<StateName, readonly Grant[]>>;
  readonly environment: Record<string, string>;
};

/** One function per Lambda-backed state, from the file in `functions/` of the state's name. */
export class StateFunctions extends Construct {
  /** By the placeholder in the definitions. */
  readonly #functions = new Map<string, IFunction>();

  constructor(scope: Construct, id: string, props: StateFunctionsProps) {
    super(scope, id);
    const { projectRoot, permissions, environment } = props;

    const names = Object.keys(states) as StateName[];
    const codeOf = bundleHandlers(this, projectRoot, names.map(fileNameOf));
    for (const state of names) {
      const fn = functionFor(new Construct(this, placeholderOf(state)), {
        state,
        code: codeOf(fileNameOf(state)),
        grants: permissions[state],
        environment,
      });
      this.#functions.set(placeholderOf(state), fn);
    }
  }

  of(state: StateName): IFunction | undefined {
    return this.behind(placeholderOf(state));
  }

  /** The function that a placeholder of a definition stands for; `undefined` where it is for something else. */
  behind(placeholder: string): IFunction | undefined {
    return this.#functions.get(placeholder);
  }
}

type StateFunctionProps = {
  readonly state: StateName;
  readonly code: Code;
  readonly grants: readonly Grant[];
  readonly environment: Record<string, string>;
};

function functionFor(
  scope: Construct,
  { state, code, grants, environment }: StateFunctionProps,
): IFunction {
  const logGroup = new LogGroup(scope, 'Logs', {
    retention: RetentionDays.THREE_MONTHS,
    // Plans and reports are the record that stays; they lie in the bucket.
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const role = new StackRole(scope, 'Role', {
    service: 'lambda.amazonaws.com',
    grants: [...grants, writeLogs(logGroup)],
  });

  return new Function(scope, 'Function', {
    description: `State "${state}"`,
    code,
    handler: 'index.handler',
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
}

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
