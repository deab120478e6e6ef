import * as z from 'zod';
import { identityWord } from '../../grants/storage/access.ts';

/**
 * Rules of storage paths: since 1.4 the published schema has none (docs/facts/amplify-outputs.md,
 * "Versions"), and a library passes over what it does not know.
 */
const permissions = z
  .array(z.enum(['get', 'list', 'write', 'delete']))
  .min(1)
  .refine((items) => new Set(items).size === items.length, 'holds one twice');

const principal = z.string().regex(/^(?:guest|authenticated|entityidentity|groups.+)$/s);

const path = z
  .string()
  .regex(/^[^/*][^*]*\/\*$/s, 'needs one wildcard, at its end')
  .refine((text) => !text.includes('//'), 'has an empty part')
  .refine(
    (text) => !text.includes('${') || text.endsWith(`/${identityWord}/*`),
    'has a variable that is no identity, or not in its place',
  );

export const storageRulesSchema = z
  .record(path, z.record(principal, permissions))
  .superRefine((rules, context) => {
    for (const [prefix, access] of Object.entries(rules)) {
      const own = prefix.includes(identityWord);
      for (const who of Object.keys(access)) {
        if ((who === 'entityidentity') === own) continue;
        context.addIssue({
          code: 'custom',
          path: [prefix, who],
          message: own
            ? 'is somebody else than the one whose identity the path holds'
            : 'is said of a path that holds no identity',
        });
      }
    }
  });
