import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { fileNameOf, placeholderOf, type StateName, states } from '../src/contract/states.ts';
import { bundleHandlers } from './bundles.ts';
import type { Grant } from './grant.ts';
import { ourFunction } from './our-function.ts';

type StateFunctionsProps = {
  readonly projectRoot: string;
  readonly permissions: Readonly<Record<StateName, readonly Grant[]>>;
  readonly environmentOf: (state: StateName) => Record<string, string>;
};

/** One function per Lambda-backed state, from the file in `functions/` of the state's name. */
export class StateFunctions extends Construct {
  /** By the placeholder in the definitions. */
  readonly #functions = new Map<string, IFunction>();

  constructor(scope: Construct, id: string, props: StateFunctionsProps) {
    super(scope, id);
    const { projectRoot, permissions, environmentOf } = props;

    const names = Object.keys(states) as StateName[];
    const { code, handlerOf } = bundleHandlers(
      this,
      projectRoot,
      'functions',
      names.map(fileNameOf),
    );
    for (const state of names) {
      const fn = ourFunction(new Construct(this, placeholderOf(state)), {
        description: `State "${state}"`,
        code,
        handler: handlerOf(fileNameOf(state)),
        grants: permissions[state],
        environment: environmentOf(state),
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
