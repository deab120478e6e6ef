import * as z from 'zod';
import { bucket, region, groupName } from '../aws-names.ts';
import { bucketNameComplaints } from './bucket-names.ts';
import { pathComplaints } from './storage-paths.ts';
import { once } from '../when-asked.ts';

/** What may be done with the objects of a level (docs/facts/gen1-grants.md, "Storage levels"). */
const storagePermissionSchema = once(() => z.enum(['create', 'read', 'update', 'delete']));
const permissions = once(() => z.array(storagePermissionSchema()));

/** What may be done below a path; `read` is `get` and `list` (docs/facts/gen2-backend.md). */
const storagePathActionSchema = once(() => z.enum(['read', 'get', 'list', 'write', 'delete']));
const actions = once(() => z.array(storagePathActionSchema()));

/** Who may do it. `entity` is the signed-in user whose identity id stands for `{entity_id}`. */
const storagePathSchema = once(() =>
  z.strictObject({
    entity: actions().default([]),
    authenticated: actions().default([]),
    guest: actions().default([]),
    groups: z.record(groupName, actions()).default({}),
  }),
);

const storageGrantSchema = once(() =>
  z
    .strictObject({
      bucket,
      /** By what calls of an app name the bucket; left out: by the name that it has in S3. */
      name: z
        .string()
        .regex(/^[\w.-]{1,64}$/, 'is no name: up to 64 letters, digits, ".", "_" and "-"')
        .optional(),
      region: region.nullable().default(null),
      authenticated: permissions().default([]),
      guest: permissions().default([]),
      groups: z.record(groupName, permissions()).default({}),
      /** In place of the three lists. */
      paths: z.record(z.string(), storagePathSchema()).nullable().default(null),
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
    }),
);

/**
 * Rules of a path deny what they do not give, and IAM lets no other grant give it back: so a bucket
 * with paths is granted once.
 */
export const storageGrantsSchema = once(() =>
  z.array(storageGrantSchema()).superRefine((grants, context) => {
    for (const { index, problem } of bucketNameComplaints(grants)) {
      context.addIssue({ code: 'custom', path: [index, 'name'], message: problem });
    }
    const firstOf = new Map(
      grants.map(({ bucket: name }, index) => [name, index] as const).toReversed(),
    );
    for (const [index, { bucket: name, paths }] of grants.entries()) {
      const earlier = firstOf.get(name) ?? index;
      const withPaths = paths !== null || grants[earlier]?.paths !== null;
      if (earlier === index || !withPaths) continue;
      context.addIssue({
        code: 'custom',
        path: [index, 'bucket'],
        message: `is granted by storage.${earlier} too; with paths a bucket has one grant, which holds them all`,
      });
    }
  }),
);

/** One storage grant of a request. */
export type StorageGrant = z.infer<ReturnType<typeof storageGrantSchema>>;
/** `create`, `read`, `update` or `delete`. */
export type StoragePermission = z.infer<ReturnType<typeof storagePermissionSchema>>;
/** `read`, `get`, `list`, `write` or `delete`. */
export type StoragePathAction = z.infer<ReturnType<typeof storagePathActionSchema>>;
export type StoragePaths = NonNullable<StorageGrant['paths']>;
