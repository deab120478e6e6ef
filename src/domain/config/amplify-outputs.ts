import type { clientConfigTypesV1_5 } from '@aws-amplify/client-config';
import * as z from 'zod';
import { ClientConfigFault } from '../../contract/errors/faults.ts';
import { oauthOf } from '../pools/oauth.ts';
import type { ClientConfig } from './client-config.ts';
import { authSection } from './outputs/auth.ts';
import { customSection } from './outputs/custom.ts';
import { outputsSchema } from './outputs/outputs-schema.ts';
import { dataSection, geoSection, storageSection } from './outputs/resources.ts';

/** What the tool of Amplify Gen 2 itself says that the file is; 1.4 has the same of what is written here. */
type Published = Omit<clientConfigTypesV1_5.AWSAmplifyBackendOutputs, 'version'>;

/**
 * `amplify_outputs.json`, schema 1.5 (or 1.4): what Amplify Gen 2 libraries read.
 *
 * @throws ClientConfigFault for what the libraries would not read as it is meant
 */
export function renderAmplifyOutputs(config: ClientConfig): string {
  const outputs = { version: config.options.outputsVersion, ...sectionsOf(config) };
  const checked = outputsSchema.safeParse(outputs);
  if (!checked.success) {
    throw new ClientConfigFault(
      `amplify_outputs.json is not valid: ${z.prettifyError(checked.error)}`,
    );
  }
  return `${JSON.stringify(outputs, null, 2)}\n`;
}

function sectionsOf(config: ClientConfig) {
  const oauth = oauthOf(config.auth.web, config.auth.domain, config.options);
  const [data, storage, geo] = [dataSection(config), storageSection(config), geoSection(config)];
  const custom = customSection(config, oauth);
  return {
    auth: authSection(config, oauth),
    ...(data && { data }),
    ...(storage && { storage }),
    ...(geo && { geo }),
    ...(custom && { custom }),
  } satisfies Published;
}
