import type { Bridge, Bridged } from './bridged.ts';
import { typescriptValue } from './typescript-text.ts';

/**
 * A `backend.ts` that hands our JSON to `backend.addOutput`, the documented way for pools that the
 * backend did not make (docs/facts/gen2-backend.md, "addOutput"). It knows no rule of `referenceAuth`:
 * pools of any shape go.
 */
export function addOutputBridge({ link, outputs }: Bridged): Bridge {
  const { version: _stamped, ...sections } = outputs;
  const names = Object.keys(sections).filter((name) => name !== 'custom');
  return {
    text: `// amplify/backend.ts, from ${link.app}/${link.env} by "amplify-import bridge add-output".
// Give defineBackend no definition of ${names.join(' or ')}: it would write the same keys, and the deployment
// would end with OutputEntryAlreadyExistsError.
import { defineBackend } from '@aws-amplify/backend';

const backend = defineBackend({});

// Without a version: addOutput stamps its own, and these sections read the same in all from 1.4 on.
backend.addOutput(${typescriptValue(sections)});
`,
    notes: [
      'The values stand as they are now: after the next import that changes the config, write this file again.',
      'Policies on the roles stay the work of amplify-import; the backend writes none there.',
    ],
  };
}
