/** Ports by which targets are read, of whichever kind they are. */
export const targetReads = [
  'functions',
  'hosting',
  'roles',
  'sites',
  'distributions',
  'parameters',
] as const;

/** Those by which they are written. */
export const targetWrites = ['functions', 'hosting', 'roles', 'sites', 'parameters'] as const;
