import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { fileNameOf, placeholderOf, type StateName, states } from '../src/contract/states.ts';
import { bundleHandlers } from './bundles.ts';
import type { Grant } from './grant.ts';
import type { Handler } from './handler-entry.ts';
import { ourFunction } from './our-function.ts';

type StateFunctionsProps = {
  readonly projectRoot: string;
  readonly permissions: Readonly<Record<StateName, readonly Grant[]>>;
  readonly environmentOf: (state: StateName) => Record<string, string>;
};

const stateNames = Object.keys(states) as StateName[];

/**
 * The handler of each state, with the services that the state needs.
 *
 * @internal for the test that looks what is bundled
 */
export const handlersOfStates: readonly Handler[] = stateNames.map((state) => ({
  file: fileNameOf(state),
  needs: ['surroundings', ...states[state].needs],
}));

/** One function per Lambda-backed state, from the file in `functions/` of the state's name. */
export class StateFunctions extends Construct {
  /** By the placeholder in the definitions. */
  readonly #functions = new Map<string, IFunction>();

  constructor(scope: Construct, id: string, props: StateFunctionsProps) {
    super(scope, id);
    const { projectRoot, permissions, environmentOf } = props;

    const { code, handlerOf } = bundleHandlers(this, projectRoot, 'functions', handlersOfStates);
    for (const state of stateNames) {
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
