import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { fileNameOf, placeholderOf, type StateName, states } from '../src/contract/states.ts';
import { codeOf, handlerOf } from './function-code.ts';
import type { Grant } from './grant.ts';
import { handlers } from './handlers.ts';
import { ourFunction } from './our-function.ts';

type StateFunctionsProps = {
  readonly permissions: Readonly<Record<StateName, readonly Grant[]>>;
  readonly environmentOf: (state: StateName) => Record<string, string>;
};

const stateNames = Object.keys(states) as StateName[];

/** One function per Lambda-backed state, from the file in `functions/` of the state's name. */
export class StateFunctions extends Construct {
  /** By the placeholder in the definitions. */
  readonly #functions = new Map<string, IFunction>();

  constructor(scope: Construct, id: string, props: StateFunctionsProps) {
    super(scope, id);
    const { permissions, environmentOf } = props;

    const code = codeOf(this, 'functions', handlers.functions);
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
