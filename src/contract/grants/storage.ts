import * as z from 'zod';
import { bucket, region } from '../aws-names.ts';
import { pathComplaints } from './storage-paths.ts';

/** What may be done with the objects of a level (gen1-import-auth 4.2). */
export const storagePermissionSchema = z.enum(['create', 'read', 'update', 'delete']);
const permissions = z.array(storagePermissionSchema);

/** What may be done below a path (gen2-outputs 5); `read` is `get` and `list`. */
export const storagePathActionSchema = z.enum(['read', 'get', 'list', 'write', 'delete']);
const actions = z.array(storagePathActionSchema);

/** Who may do it. `entity` is the signed-in user whose identity id stands for `{entity_id}`. */
export const storagePathSchema = z.strictObject({
  entity: actions.default([]),
  authenticated: actions.default([]),
  guest: actions.default([]),
  groups: z.record(z.string(), actions).default({}),
});

export const storageGrantSchema = z
  .strictObject({
    bucket,
    region: region.nullable().default(null),
    authenticated: permissions.default([]),
    guest: permissions.default([]),
    groups: z.record(z.string(), permissions).default({}),
    /** In place of the three lists. */
    paths: z.record(z.string(), storagePathSchema).nullable().default(null),
  })
  .superRefine(({ authenticated, guest, groups, paths }, context) => {
    if (paths === null) return;
    if (authenticated.length > 0 || guest.length > 0 || Object.keys(groups).length > 0) {
      context.addIssue({
        code: 'custom',
        path: ['paths'],
        message: 'stands in place of authenticated, guest and groups; write one or the other',
      });
    }
    for (const { path, problem } of pathComplaints(paths)) {
      context.addIssue({ code: 'custom', path: ['paths', path], message: problem });
    }
  });

/** One storage grant of a request. */
export type StorageGrant = z.infer<typeof storageGrantSchema>;
/** `create`, `read`, `update` or `delete`. */
export type StoragePermission = z.infer<typeof storagePermissionSchema>;
/** `read`, `get`, `list`, `write` or `delete`. */
export type StoragePathAction = z.infer<typeof storagePathActionSchema>;
export type StoragePaths = NonNullable<StorageGrant['paths']>;
