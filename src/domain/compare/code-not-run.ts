/** Stands where a module has code in place of a value, as `process.env.API_KEY` is. */
export const codeNotRun: object = Object.freeze({ toJSON: () => 'code that was not run' });

/** The key under which an object holds that code may put any other key into it. */
export const spread = '...';
