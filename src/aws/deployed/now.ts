/** The clock of a function that a rule starts. */
export const now = () => new Date();
