import * as z from 'zod';
import { listing } from '../text.ts';
import { catalogue, entry, names } from './entry.ts';

const app = { target: z.string(), appId: z.string(), region: z.string() } as const;
const branch = { ...app, branch: z.string() } as const;

const showBranch =
  'aws amplify get-branch --region <region> --app-id <appId> --branch-name <branch>' as const;

/** Findings about Amplify Hosting as a push target. */
export const hostingTargetCatalogue = catalogue(() => ({
  HOSTING_NOT_FOUND: entry({
    severity: 'warning',
    meaning: 'An app of Amplify Hosting does not exist in the account and region that were asked.',
    facts: () => app,
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ appId, region }) =>
      `There is no app ${appId} in ${region}. The push leaves it alone.`,
    resolution: 'Check its id and its region, or take it out of the request.',
    look: 'aws amplify get-app --region <region> --app-id <appId>',
    values: ({ appId, region }) => ({ appId, region }),
  }),
  HOSTING_BRANCH_NOT_FOUND: entry({
    severity: 'warning',
    meaning: 'A branch of an app of Amplify Hosting does not exist, or its app does not.',
    facts: () => branch,
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ appId, region, branch: name }) =>
      `There is no branch ${name} of an app ${appId} in ${region}. The push leaves it alone.`,
    resolution:
      'Connect the branch in Amplify Hosting, check its name, or take it out of the request.',
    look: 'aws amplify list-branches --region <region> --app-id <appId>',
    values: ({ appId, region }) => ({ appId, region }),
  }),
  HOSTING_TAKEN: entry({
    severity: 'warning',
    meaning: 'Another link writes its ids on the same app or branch, under the same names.',
    facts: () => ({
      target: z.string(),
      /** The other links, whose variables they are. */
      links: names,
    }),
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ target, links }) => `The variables of ${target} belong to ${listing(links)}.`,
    needed: () => 'an app or a branch for each link',
    resolution:
      'Give each link a branch of its own, or take the target out of the request of one of them and push that.',
  }),
  HOSTING_BRANCH_OVERRIDES: entry({
    severity: 'warning',
    meaning:
      'Branches have variables of their own under our names, and so never see those of their app.',
    facts: () => ({ ...app, branches: names, keys: names }),
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ branches, keys }) =>
      `${listing(keys)} of the app ${keys.length === 1 ? 'is' : 'are'} overridden in ${listing(branches)}.`,
    resolution:
      'Take the variables away from the branch, or name the branch as a target of its own.',
    look: showBranch,
    values: ({ appId, region, branches }) => ({ appId, region, branch: branches[0] ?? '' }),
  }),
  HOSTING_NOT_CONNECTED: entry({
    severity: 'warning',
    meaning:
      'An app of Amplify Hosting is connected to no repository, so Amplify never builds it, and nothing reads its variables.',
    facts: () => app,
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ appId }) =>
      `The app ${appId} is connected to no repository: its variables are set, and no build of Amplify reads them.`,
    resolution: 'Fetch the config where the app is built, or connect its repository.',
  }),
  HOSTING_AUTO_BUILD_OFF: entry({
    severity: 'warning',
    meaning:
      'A build is asked for a branch that Amplify does not build by itself: a release would ship commits that nobody has released.',
    facts: () => branch,
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ branch: name }) =>
      `The variables are set, but no build is started: automatic builds of ${name} are off.`,
    resolution:
      'Start a build when its commits are to go out, or switch automatic builds on for the branch.',
    command:
      'aws amplify update-branch --region <region> --app-id <appId> --branch-name <branch> --enable-auto-build',
    values: ({ appId, region, branch: name }) => ({ appId, region, branch: name }),
  }),
  HOSTING_BUILD_NOT_ALLOWED: entry({
    severity: 'warning',
    meaning:
      'A build is asked for a branch that the owner of the stack has not listed: the right to start one knows no tag.',
    facts: () => ({ ...branch, arn: z.string() }),
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ branch: name }) =>
      `The variables are set, but no build is started: the context \`allow\` lists no ARN of ${name}.`,
    needed: ({ arn }) => arn,
    resolution:
      'Let the owner of the stack list the ARN of the branch in the context `allow`, or start the build by hand.',
    command:
      'aws amplify start-job --region <region> --app-id <appId> --branch-name <branch> --job-type RELEASE',
    values: ({ appId, region, branch: name }) => ({ appId, region, branch: name }),
  }),
  HOSTING_GEN2_BRANCH: entry({
    severity: 'info',
    meaning:
      'A branch has a backend of Amplify Gen 2, whose own build writes an amplify_outputs.json.',
    facts: () => branch,
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ branch: name }) =>
      `The branch ${name} deploys a backend of Amplify Gen 2, whose outputs win over the variables wherever the app reads them.`,
    resolution:
      'Nothing to do if the backend refers to the imported pools (`amplify-import bridge`); else choose one of the two.',
  }),
  HOSTING_WITHOUT_CONFIG_URI: entry({
    severity: 'info',
    meaning:
      'The config lies in a folder, which a build cannot reach, so AMPLIFY_IMPORT_CONFIG_URI is not set.',
    facts: () => ({ target: z.string() }),
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ target }) =>
      `AMPLIFY_IMPORT_CONFIG_URI is not set on ${target}: the config lies in a folder, which a build cannot reach.`,
    resolution:
      'Nothing to do where builds go by the ids; import with `--store aws` where they fetch the config.',
  }),
}));
