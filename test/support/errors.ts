import * as faults from '../../src/contract/faults.ts';
import * as userErrors from '../../src/contract/user-errors.ts';

/** Every error of the contract, of both families, by its name. */
export const errors = { ...userErrors, ...faults } as const;
