import * as callerErrors from '../../src/contract/errors/caller-errors.ts';
import * as faults from '../../src/contract/errors/faults.ts';
import * as fetchErrors from '../../src/contract/errors/fetch-errors.ts';
import * as pushErrors from '../../src/contract/errors/push-errors.ts';
import * as runErrors from '../../src/contract/errors/run-errors.ts';
import * as userError from '../../src/contract/errors/user-error.ts';

/** Every error of the contract, of both families, by its name. */
export const errors = {
  ...userError,
  ...runErrors,
  ...pushErrors,
  ...fetchErrors,
  ...callerErrors,
  ...faults,
} as const;
