import type { Bridge, Bridged } from '../../../src/domain/bridges/bridged.ts';
import { renderAmplifyOutputs } from '../../../src/domain/config/amplify-outputs.ts';
import { link } from './link.ts';
import { aRequest } from './request.ts';
import { authSettings, clientConfig, identitySettings } from './settings.ts';

/** What the import of both pools found, without grants; `outputs` are those of its settings. */
export function aBridged(overrides: Partial<Bridged> = {}): Bridged {
  const { auth = authSettings(), identity = identitySettings() } = overrides;
  return {
    link,
    request: aRequest({ ...(overrides.identity === null && { identityPoolId: null }) }),
    auth,
    identity,
    outputs: JSON.parse(renderAmplifyOutputs(clientConfig({ auth, identity }))),
    policies: null,
    errors: [],
    ...overrides,
  };
}

/** The text of a bridge that is not refused. */
export function textOf(bridge: Bridge): string {
  if ('refusals' in bridge) throw new Error(`Refused: ${bridge.refusals.join(' ')}`);
  return bridge.text;
}

/** What a bridge refuses for; nothing when it does not. */
export function refusalsOf(bridge: Bridge): readonly string[] {
  return 'refusals' in bridge ? bridge.refusals : [];
}

export function notesOf(bridge: Bridge): string {
  return 'notes' in bridge ? bridge.notes.join('\n') : '';
}
