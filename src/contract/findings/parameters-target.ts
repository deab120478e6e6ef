import * as z from 'zod';
import { linkTagName } from '../push/parameters.ts';
import { listing } from '../text.ts';
import { catalogue, entry, names } from './entry.ts';

/** Findings about the parameters of a link. */
export const parametersTargetCatalogue = catalogue(() => ({
  PARAMETER_TAKEN: entry({
    severity: 'warning',
    meaning:
      'A parameter under a name of ours belongs to somebody else, so the push leaves it alone.',
    facts: () => ({
      target: z.string(),
      /** Whole names, in their order. */
      names,
      region: z.string(),
      app: z.string(),
      env: z.string(),
    }),
    agreed: [],
    notAgreed: true,
    subject: ({ names: taken }) => taken[0] ?? 'parameters',
    message: ({ names: taken, region, app, env }) =>
      `${listing(taken)} in ${region} ${taken.length === 1 ? 'stands' : 'stand'} there already and ${taken.length === 1 ? 'was' : 'were'} not written for ${app}/${env}: no parameter of this link is written.`,
    needed: ({ app, env }) => `no parameter of this name, or the tag ${linkTagName}=${app}.${env}`,
    resolution:
      'Delete the parameter if nobody needs it. If the push may replace it, let its owner set the tag.',
    command: `aws ssm add-tags-to-resource --region <region> --resource-type Parameter --resource-id <name> --tags Key=${linkTagName},Value=<label>`,
    values: ({ names: taken, region, app, env }) => ({
      region,
      name: taken[0] ?? '',
      label: `${app}.${env}`,
    }),
  }),
}));
