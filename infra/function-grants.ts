import { allowTagName, type AllowList } from '../src/contract/allow.ts';
import { allowedFunctions } from './allowed.ts';
import { onAny, onListed, regional, type Grant } from './grant.ts';

/** A write is read before and after it, and right then nothing else of the function has to be seen. */
const functionWrites = ['lambda:GetFunction', 'lambda:UpdateFunctionConfiguration'];
const anyFunction = regional('lambda', '*', 'function:*');

/** What pushes may do with the functions of a request, never with those of the stack (see `denials.ts`). */
export function functionGrants(allowed: AllowList) {
  return {
    /** Lambda answers the tags of a function only to whoever may list them (API reference, GetFunction). */
    inspectFunctions: onAny(
      ['lambda:GetFunction', 'lambda:ListAliases', 'lambda:ListTags'],
      anyFunction,
      'The request names the function, in any region of the account.',
    ),
    writeTaggedFunctions: {
      statements: [
        {
          actions: functionWrites,
          resources: [anyFunction],
          conditions: { Null: { [`aws:ResourceTag/${allowTagName}`]: 'false' } },
        },
      ],
      wildcards: `Only on functions whose owner has set the tag \`${allowTagName}\`.`,
    },
    writeAllowedFunctions: {
      statements: onListed(functionWrites, allowedFunctions(allowed)),
      wildcards: 'Patterns of the stack owner, from the context `allow`.',
    },
  } as const satisfies Record<string, Grant>;
}
