import { undoRun } from '../src/procedures/roles/undo.ts';
import { step } from '../src/step.ts';

/** Restores the before-images of an open intent, unless its commit had happened. */
export const handler = step('Undo role policies', undoRun);
