/**
 * Errors of the user's world: each says what to do. The class name of these and of the faults
 * (`faults.ts`) is the error's `name`, the ASL error, the key of the command line and the heading in
 * docs/errors.md.
 */

/** An error that the user can resolve. */
export abstract class UserError extends Error {
  readonly resolution: string;

  constructor(name: string, message: string, resolution: string, options?: ErrorOptions) {
    // After lines of a list the sentence would be taken for a part of the last one.
    super(`${message}${message.includes('\n') ? '\n' : ' '}${resolution}`, options);
    this.name = name;
    this.resolution = resolution;
  }
}

/** Errors that are raised before anything was written: exit code 1. */
export const refusals: readonly string[] = [
  'InvalidRequest',
  'ImportRefused',
  'RemovalRefused',
  'LinkBusy',
  'PlanChanged',
  'PoolsDiffer',
  'LinkNotRecorded',
];

/** Errors of a fetch that found nothing to fetch: exit code 3. */
export const absences: readonly string[] = ['NotPublished', 'LinkRemoved'];
