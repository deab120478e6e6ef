import type { LinkEntry, LinkList, LinkState } from '../contract/links/list.ts';
import { plural } from '../contract/text.ts';
import { onceEach } from '../domain/once-each.ts';
import { aligned } from './aligned.ts';
import { elsewhereOf, storePlace } from '../contract/store-words.ts';
import { styled } from './styled.ts';

const colours = {
  ready: 'green',
  busy: 'yellow',
  'half-removed': 'red',
  removed: 'dim',
} as const satisfies Record<LinkState, string>;

/** How a link stands, in the colour of that. */
export function stateText(state: LinkState, text: string = state): string {
  return styled(colours[state], text);
}

/** Every link of a store on a line of its own. */
export function listText({ links }: LinkList, store: string): string {
  if (links.length === 0) {
    return `Nothing is imported in ${storePlace(store)}. Look elsewhere: ${elsewhereOf(store)}`;
  }
  const [head = '', ...rows] = aligned([headings, ...links.map(cells)]);
  // Made once for all rows: to ask of each whether there are colours takes as long as the rest of it.
  const inColour = onceEach((state) => stateText(state as LinkState));
  const told = rows.map((row) => withState(row, inColour));
  return [
    styled('bold', head),
    ...told,
    '',
    ...links.flatMap(({ app, env, fault }) => (fault ? [`${app}/${env}: ${fault}`] : [])),
    `${plural(links.length, 'link')} in ${storePlace(store)}.`,
  ].join('\n');
}

const headings = ['app', 'env', 'state', 'revision', 'push', 'expires', 'user pool'];

function cells(link: LinkEntry): readonly string[] {
  const { app, env, state, revision, push, expires, userPoolId } = link;
  return [app, env, state, String(revision ?? '-'), push, expires ?? '-', userPoolId ?? '-'];
}

/** The state is the third cell: names of apps and environments hold no blank. */
function withState(row: string, inColour: (state: string) => string): string {
  return row.replace(
    /^(\S+ +\S+ +)(\S+)/,
    (_, names: string, state: string) => `${names}${inColour(state)}`,
  );
}
