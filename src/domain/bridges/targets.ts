import { addOutputBridge } from './add-output.ts';
import type { Bridge, BridgeOptions, Bridged } from './bridged.ts';
import { cdkBridge } from './cdk.ts';
import { companionBridge } from './companion.ts';
import { headlessBridge } from './headless.ts';
import { referenceAuthBridge } from './reference-auth.ts';
import { terraformBridge } from './terraform.ts';

/** Where an import can be led on to, by the word of the command line. */
export const bridges = {
  headless: headlessBridge,
  'reference-auth': referenceAuthBridge,
  'add-output': addOutputBridge,
  terraform: terraformBridge,
  cdk: cdkBridge,
  companion: companionBridge,
} satisfies Readonly<Record<string, (bridged: Bridged, options: BridgeOptions) => Bridge>>;

export type Target = keyof typeof bridges;
