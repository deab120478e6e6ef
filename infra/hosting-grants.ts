import { allowedHosting } from './allowed.ts';
import { allowTagName, type AllowList } from '../src/contract/allow.ts';
import { onListed, regional, type Grant } from './grant.ts';

const apps = regional('amplify', '*', 'apps/*');
const branches = `${apps}/branches/*`;
const jobs = `${branches}/jobs/*`;
const named = 'The request names the app and the branch, in any region of the account';
const byTag = { Null: { [`aws:ResourceTag/${allowTagName}`]: 'false' } };

/** What reads, writes and builds apps of Amplify Hosting. */
export function hostingGrants(allowed: AllowList) {
  const patterns = allowedHosting(allowed);
  return {
    inspectHosting: {
      statements: [
        // Tags come with an app and a branch to whoever may list them.
        {
          actions: ['amplify:GetApp', 'amplify:ListBranches', 'amplify:ListTagsForResource'],
          resources: [apps],
        },
        { actions: ['amplify:GetBranch'], resources: [branches] },
      ],
      wildcards: `${named}; its tag \`${allowTagName}\` decides.`,
    },
    writeTaggedHosting: {
      // A branch goes by its own tag, not by that of its app.
      statements: [
        { actions: ['amplify:UpdateApp'], resources: [apps], conditions: byTag },
        { actions: ['amplify:UpdateBranch'], resources: [branches], conditions: byTag },
      ],
      wildcards: `Only on apps and branches whose owner has set the tag \`${allowTagName}\`.`,
    },
    writeAllowedHosting: {
      statements: onListed(['amplify:UpdateApp', 'amplify:UpdateBranch'], patterns),
      wildcards: 'Patterns of the stack owner, from the context `allow`.',
    },
    readBuilds: {
      statements: [
        { actions: ['amplify:ListJobs'], resources: [branches] },
        { actions: ['amplify:GetJob'], resources: [jobs] },
      ],
      wildcards: `${named}; builds are only looked at.`,
    },
    startAllowedBuilds: {
      // Jobs have no tags, so that nothing but the list can open them (service authorization reference).
      statements: onListed(
        ['amplify:StartJob'],
        patterns.filter(namesBranches).map((pattern) => `${pattern}/jobs/*`),
      ),
      wildcards:
        'Jobs of branches that patterns of the stack owner name, from the context `allow`.',
    },
  } as const satisfies Record<string, Grant>;
}

/** `apps/<id>` alone names the app, and none of its branches. */
function namesBranches(pattern: string): boolean {
  return pattern.includes('/branches/') || pattern.endsWith('*');
}
