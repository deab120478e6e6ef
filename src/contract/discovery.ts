import * as z from 'zod';
import { findingSchema } from './finding.ts';
import { bucket, region } from './aws-names.ts';
import { requestSchema } from './request.ts';

/** What `amplify-import discover` says of a region. */

/** The fields of a request that can be proposed or asked for, each with its own rule. */
export const requestFields = {
  app: requestSchema().shape.app,
  env: requestSchema().shape.env,
  userPoolId: requestSchema().shape.userPoolId.unwrap().unwrap(),
  clientId: requestSchema().shape.webClientId.unwrap().unwrap(),
  identityPoolId: requestSchema().shape.identityPoolId.unwrap().unwrap(),
  bucket,
  region,
} as const;

/** A request as people write it: nothing in it but what is chosen. */
const proposedRequestSchema = z.strictObject({
  app: requestFields.app,
  env: requestFields.env,
  userPoolId: requestFields.userPoolId,
  webClientId: requestFields.clientId.optional(),
  nativeClientId: requestFields.clientId.optional(),
  identityPoolId: requestFields.identityPoolId.optional(),
});

const clientSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Presence only; `null`: the client could not be read, or was not looked at. */
  secret: z.boolean().nullable(),
  /** What the proposed request names it as. */
  proposedAs: z.enum(['web', 'native']).nullable(),
});

const identityPoolSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Ids of the user pool's clients whose tokens it accepts. */
  clients: z.array(z.string()),
  proposed: z.boolean(),
});

const userPoolSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  clients: z.array(clientSchema),
  /** The pool has more app clients than stand in `clients`. */
  moreClients: z.boolean(),
  /** Identity pools of the same region that accept its tokens. */
  identityPools: z.array(identityPoolSchema),
  /** What would refuse the import of the proposed request; empty: it is ready. */
  blocks: z.array(findingSchema()),
  request: proposedRequestSchema,
});

/**
 * What `amplify-import discover --json` prints.
 *
 * @public for programs that read it
 */
export const discoverySchema = z.strictObject({
  region: z.string(),
  userPools: z.array(userPoolSchema),
  /** Identity pools of the region that accept user pools which are not in the list above. */
  elsewhere: z.array(
    z.strictObject({ id: z.string(), name: z.string(), userPools: z.array(z.string()) }),
  ),
  /** What of the region could not be read, so that identity pools may be missing above. */
  findings: z.array(findingSchema()),
});

export type ProposedRequest = z.infer<typeof proposedRequestSchema>;
export type DiscoveredClient = z.infer<typeof clientSchema>;
export type DiscoveredUserPool = z.infer<typeof userPoolSchema>;
export type Discovery = z.infer<typeof discoverySchema>;
