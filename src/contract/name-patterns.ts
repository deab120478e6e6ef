// Patterns that the command line needs before anything else is loaded: this file imports nothing.

/** The name of an app or an environment; together they name a link. */
export const linkPartPattern = /^[a-z][a-z0-9-]{0,31}$/;

/** `eu-west-1`, `us-gov-west-1`. */
export const regionPattern = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/;

/** The hash of a plan, as a plan prints it. */
export const planHashPattern = /^sha256:[0-9a-f]{64}$/;
