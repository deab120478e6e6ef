/** Quotas of AWS within which policies and environments have to stay, wherever they are made. */

/** All inline policies of a role together, in characters without white space (IAM guide, "IAM and STS quotas"). */
export const inlinePolicyLimit = 10_240;

/**
 * All variables of a function together, in bytes (Lambda guide, "Lambda quotas"); Lambda measures their JSON
 * text.
 */
export const environmentLimit = 4_096;
