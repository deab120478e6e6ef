/** Under which links are found in the table that have an end, by the time at which it comes. */
export const expiringLinks = 'EXPIRES';
