import * as z from 'zod';
import { byMachine } from './machines.ts';

/** The SSM parameter by which programs find the parts of the deployed stack. */
export const stackParameterName = '/amplify-import/stack';

/** The tag by which a role says whose config it reads: `<app>`, or `<app>/<env>`. */
export const readsTag = 'amplify-import-reads';

/** The policy that gives what the tag says; IAM is global, so that each region's stack has its own. */
export const readerPolicyPrefix = 'AmplifyImportReader-';

/** What the parameter says, as JSON. */
export const stackPartsSchema = z.object({
  bucket: z.string(),
  table: z.string(),
  bus: z.string(),
  region: z.string(),
  machines: z.object(byMachine(() => z.string())),
});
export type StackParts = z.infer<typeof stackPartsSchema>;
