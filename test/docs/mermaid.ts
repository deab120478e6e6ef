/** A flowchart as the README draws it: nodes by label, arrows by the labels of their ends. */
export type Flowchart = {
  readonly labels: readonly string[];
  readonly arrows: ReadonlySet<string>;
  /** Dotted arrows; one from a box counts for every node in the box. */
  readonly dotted: ReadonlySet<string>;
};

const nodePattern = /(\w+)(?:\["([^"]+)"\]|\{"([^"]+)"\}|\(\["([^"]+)"\]\))/g;

/** Reads a flowchart, one arrow a line. */
export function readFlowchart(code: string): Flowchart {
  const labels = new Map<string, string>();
  const boxes = new Map<string, string[]>();
  const lines = code.split('\n').map((line) => line.trim());
  for (const line of lines.filter((text) => !text.startsWith('subgraph'))) {
    for (const [, id = '', ...shapes] of line.matchAll(nodePattern)) {
      labels.set(id, shapes.find((label) => label !== undefined) ?? '');
    }
  }
  const solid: string[][] = [];
  const dotted: string[][] = [];
  let box: string[] | null = null;
  for (const line of lines) {
    const ends = line.replace(nodePattern, '$1').split(/ -->| -\.->/);
    const ids = ends.map((end) => end.trim());
    if (line.startsWith('subgraph')) boxes.set(line.split(' ')[1] ?? '', (box = []));
    else if (line === 'end') box = null;
    else if (ends.length === 2) (line.includes('-.->') ? dotted : solid).push(ids);
    if (box !== null && ends.length === 2) box.push(...ids);
  }
  const label = (id: string) => labels.get(id) ?? `no node ${id}`;
  const named = (pairs: string[][]) =>
    pairs.flatMap(([from = '', to = '']) =>
      [...new Set(boxes.get(from) ?? [from])].map((id) => `${label(id)} -> ${label(to)}`),
    );
  return {
    labels: [...labels.values()],
    arrows: new Set(named(solid)),
    dotted: new Set(named(dotted)),
  };
}
