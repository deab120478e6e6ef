/** Quotas of AWS within which policies, environments and state data have to stay, wherever they are made. */

/** All inline policies of a role together, in characters without white space (IAM guide, "IAM and STS quotas"). */
export const inlinePolicyLimit = 10_240;

/**
 * All variables of a function together, in bytes (Lambda guide, "Lambda quotas"); Lambda measures their JSON
 * text.
 */
export const environmentLimit = 4_096;

/**
 * State data in bytes. Step Functions ends an execution above 256 KiB (guide, "Service quotas"), and no Catch
 * sees it: they stop with room to spare.
 */
export const largestStateData = 200 * 1024;
