import type { FunctionFacts } from './rules.ts';

/**
 * Who deploys a function, by its tags: CloudFormation sets one with the name of its stack (CloudFormation
 * guide, "Resource tag"); Amplify Gen 1 adds two of a project (`amplify/backend/tags.json`), Gen 2 some of
 * its own.
 */
export function ownerByTags(tags: Readonly<Record<string, string>>): FunctionFacts['owner'] {
  const stack = tags['aws:cloudformation:stack-name'] ?? null;
  const isOfAmplify =
    (tags['user:Application'] !== undefined && tags['user:Stack'] !== undefined) ||
    Object.keys(tags).some((name) => name.startsWith('amplify:'));
  if (isOfAmplify) return { tool: 'Amplify', stack };
  return stack === null ? null : { tool: 'CloudFormation', stack };
}
