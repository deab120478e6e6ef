import { namedSurroundings } from './everywhere.ts';

/** How the id of a user pool begins: with its region. */
const regionOfId = /^([a-z]{2,}(?:-[a-z]+)+-\d+)_/;

/** What is said to whoever names a region in which the user pool of a request does not lie; `null`: nothing. */
export function regionNote(input: unknown): string | null {
  const { region } = namedSurroundings();
  const pool = input instanceof Object && 'userPoolId' in input ? String(input.userPoolId) : '';
  const [, lies] = regionOfId.exec(pool) ?? [];
  if (region === undefined || lies === undefined || lies === region) return null;
  return `--region ${region} is not where the user pool is read: ${pool} lies in ${lies}.`;
}
