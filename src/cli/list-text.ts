import type { LinkEntry, LinkList } from '../contract/links/list.ts';
import { plural } from '../contract/text.ts';
import { standingWord, type StandingWord } from '../domain/links/standing-word.ts';
import { onceEach } from '../domain/once-each.ts';
import { aligned } from './aligned.ts';
import { elsewhereOf, showCommand, storePlace } from '../contract/store-words.ts';
import { styled } from './styled.ts';

const colours = {
  ready: 'green',
  busy: 'yellow',
  unreadable: 'red',
  'half-imported': 'red',
  'half-removed': 'red',
  interrupted: 'yellow',
  expired: 'yellow',
  removed: 'dim',
  'not imported': 'dim',
} as const satisfies Record<StandingWord, string>;

/** How a link stands, in the colour of that. */
export function stateText(word: StandingWord, text: string = word): string {
  return styled(colours[word], text);
}

/** Every link of a store on a line of its own. */
export function listText({ links }: LinkList, store: string): string {
  if (links.length === 0) {
    return `Nothing is imported in ${storePlace(store)}. Look elsewhere: ${elsewhereOf(store)}`;
  }
  const [head = '', ...rows] = aligned([headings, ...links.map(cells)]);
  // Made once for all rows: to ask of each whether there are colours takes as long as the rest of it.
  const inColour = onceEach((word) => stateText(word as StandingWord));
  const at = head.indexOf('state');
  const told = rows.map(
    (row) => `${row.slice(0, at)}${row.slice(at).replace(firstCell, inColour)}`,
  );
  const open = links.find((link) => link.open.length > 0);
  return [
    styled('bold', head),
    ...told,
    '',
    ...links.flatMap(({ app, env, fault }) => (fault ? [`${app}/${env}: ${fault}`] : [])),
    `${plural(links.length, 'link')} in ${storePlace(store)}.`,
    ...(open ? [`What is open of one, and what settles it: ${showCommand(open, store)}`] : []),
  ].join('\n');
}

const headings = ['app', 'env', 'state', 'revision', 'push', 'expires', 'user pool'];

function cells(link: LinkEntry): readonly string[] {
  const { app, env, revision, push, expires, userPoolId } = link;
  const word = standingWord(link);
  return [app, env, word, String(revision ?? '-'), push, expires ?? '-', userPoolId ?? '-'];
}

/** One blank may be in a cell, two end it. */
const firstCell = /^\S+(?: \S+)*/;
