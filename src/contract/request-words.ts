import * as z from 'zod';
import { linkPartPattern, planHashPattern } from './name-patterns.ts';
import { once } from './when-asked.ts';

/** What requests of every kind say alike: of an import, of a push, of a removal. */

/** The name of an app or an environment. */
export const linkPartSchema = once(() =>
  z
    .string()
    .regex(linkPartPattern, 'needs a lower-case letter first, then up to 31 of a-z, 0-9 and "-"'),
);

/** The hash of the plan that somebody has seen; `null`: whatever a fresh plan says is carried out. */
export const expectPlanSchema = once(() =>
  z
    .string()
    .regex(
      planHashPattern,
      'needs the hash that a plan printed, "sha256:" and 64 hexadecimal digits',
    )
    .nullable()
    .default(null),
);
