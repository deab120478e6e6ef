import type { AmplifyHosting } from '../../procedures/targets/hosting/port.ts';

/** Amplify Hosting, whose client is loaded when it is asked for. */
export function amplifyHosting(): AmplifyHosting {
  const variables = () => import('./hosting/variables.ts');
  const builds = () => import('./hosting/builds.ts');
  return {
    look: async (place, names) => (await import('./hosting/look.ts')).look(place, names),
    variables: async (place) => (await variables()).variables(place),
    replaceVariables: async (place, all) => (await variables()).replaceVariables(place, all),
    jobs: async (branch) => (await builds()).jobs(branch),
    job: async (branch, id) => (await builds()).job(branch, id),
    release: async (branch) => (await builds()).release(branch),
  };
}
