import { describe, expect, it } from '@jest/globals';
import type { MachineDefinition } from '../../src/contract/definition.ts';
import { states } from '../../src/contract/states.ts';
import { stateOf } from './definitions.ts';
import { changed, prototype, rewritten, ruled, type Ruled } from './ruled.ts';
import { rules } from './rules.ts';

const ruleNames = Object.keys(rules);

describe.each(ruled)('The definition of $name', (machine) => {
  it.each(ruleNames)('%s', (rule) => {
    expect(rules[rule]?.(machine)).toEqual([]);
  });
});

/** What the machine of the tests does against one rule, once it is written otherwise. */
type BadSample = readonly [
  rule: string,
  how: string,
  make: (definition: MachineDefinition) => MachineDefinition,
  complaint: string,
];

const map = 'Work on items';
const item = 'Work on item';

function replaced(from: string | RegExp, to: string) {
  return (definition: MachineDefinition) =>
    JSON.parse(JSON.stringify(definition).replace(from, to)) as MachineDefinition;
}

function withState(name: string, overrides: Readonly<Record<string, unknown>>) {
  return (definition: MachineDefinition) => changed(definition, name, overrides);
}

/** The Map with the states of its items written otherwise. */
function withIterator(change: (states: Record<string, unknown>) => unknown) {
  return (definition: MachineDefinition) => {
    const { ItemProcessor } = stateOf(definition, map);
    const States = change({ ...ItemProcessor?.States });
    return changed(definition, map, { ItemProcessor: { ...ItemProcessor, States } });
  };
}

const distributed = (definition: MachineDefinition) =>
  replaced('"Mode":"INLINE"', '"Mode":"DISTRIBUTED"')(definition);

const badSamples: readonly BadSample[] = [
  [
    'is valid',
    'a transition to nowhere',
    replaced(/"Next":"[^"]+"/, '"Next":"Nowhere"'),
    'MISSING',
  ],
  [
    'is valid',
    'a transition to nowhere in a Map',
    withState(item, { Next: 'Nowhere' }),
    'MISSING_TRANSITION_TARGET',
  ],
  [
    'keeps to the types of states that run everywhere',
    'a Pass in a Map',
    withState('Item settled', { Type: 'Pass' }),
    '"Item settled" is of the type Pass',
  ],
  [
    'gives its states no key but those that run everywhere',
    'a fixed wait',
    withState('Wait for the rest', { Seconds: 5 }),
    '"Wait for the rest" has the key Seconds',
  ],
  [
    'gives its states no key but those that run everywhere',
    'a Map that is tried again',
    withState(map, { Retry: [] }),
    `"${map}" has the key Retry`,
  ],
  [
    'uses neither JSONata, nor variables, nor filters of input, result and output',
    'the old spelling of a Map',
    replaced('"ItemProcessor"', '"Iterator"'),
    'Iterator',
  ],
  [
    'uses neither JSONata, nor variables, nor filters of input, result and output',
    'a result that is filtered in a Map',
    withState(item, { ResultSelector: {} }),
    'ResultSelector',
  ],
  [
    'names no state twice',
    'a state in a Map that is called like one outside',
    withIterator((inside) => ({ ...inside, 'Order settled': inside['Item settled'] })),
    'Order settled',
  ],
  [
    'gives tasks to functions of ours, to the bus and to other machines only',
    'a call of the SDK in a Map',
    withState(item, { Resource: 'arn:aws:states:::aws-sdk:s3:putObject' }),
    `"${item}" is a task of arn:aws:states:::aws-sdk:s3:putObject`,
  ],
  [
    'calls no intrinsic function, and every path in it is plain',
    'a selector that picks one of a list',
    replaced('"$$.Map.Item.Value.id"', '"$.list.items[0].id"'),
    '$.list.items[0].id',
  ],
  [
    'calls no intrinsic function, and every path in it is plain',
    'a selector that formats',
    replaced('"$$.Map.Item.Value.id"', `"States.Format('{}', $.run)"`),
    'States.Format',
  ],
  [
    'tells the error and the cause of a Fail by plain paths, or as a fault in fixed words',
    'words that are no fault of ours',
    withState('Order cut short', { Error: 'States.Timeout' }),
    'Order cut short',
  ],
  [
    'tells the error and the cause of a Fail by plain paths, or as a fault in fixed words',
    'a Fail that says nothing of its cause',
    withState('Order failed', { CausePath: undefined }),
    'Order failed',
  ],
  [
    'ends under no name of Step Functions that a Catch has seen',
    'a Catch that leads to a Fail at once',
    withState('Close order', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Order broken' }] }),
    '"Order broken" tells what "Close order" hands on',
  ],
  [
    'ends under no name of Step Functions that a Catch has seen',
    'a Choice that looks for a timeout only',
    replaced('"StringMatches":"States.*"', '"StringMatches":"States.Timeout"'),
    '"Order broken" tells what "Broken by the service?" hands on',
  ],
  [
    'says of each state in whole sentences what it is for',
    'no comment in a Map',
    withState(item, { Comment: undefined }),
    item,
  ],
  [
    'asks a question where it chooses, and nowhere else',
    'a Wait that asks',
    replaced(/Wait for the rest/g, 'Wait for the rest?'),
    '"Wait for the rest?" is a Wait',
  ],
  [
    'waits for each task longer than its function can run',
    'an impatient task in a Map',
    withState(item, { TimeoutSeconds: 60 }),
    `"${item}" is given up after 60 s`,
  ],
  [
    'waits by one path, to a number of seconds or to a time',
    'a Wait by both',
    withState('Wait for the rest', { TimestampPath: '$.progress.at' }),
    '"Wait for the rest" waits by none or by both',
  ],
  [
    'catches every error, and keeps it beside the state data',
    'a Map whose failure is lost',
    withState(map, { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Close order' }] }),
    map,
  ],
  [
    'leads every transition to a state of its own level',
    'a way out of a Map',
    withState(item, { Next: 'Close order' }),
    'Close order',
  ],
  [
    'reads of the context its execution, and in a selector the item; in a Map nothing',
    'the item in a state of the Map',
    withState(item, { Parameters: { 'item.$': '$$.Map.Item.Value' } }),
    `"${item}" reads $$.Map.Item.Value`,
  ],
  [
    'reads of the context its execution, and in a selector the item; in a Map nothing',
    'the execution in a state of the Map, which is another one where it is distributed',
    withState(item, { Parameters: { 'id.$': '$$.Execution.Id' } }),
    `"${item}" reads $$.Execution.Id`,
  ],
  [
    'reads of the context its execution, and in a selector the item; in a Map nothing',
    'the time of a state',
    withState('List items', { Parameters: { 'at.$': '$$.State.EnteredTime' } }),
    '"List items" reads $$.State.EnteredTime',
  ],
  [
    'takes a list from the state data or from the store',
    'a Map without a list',
    withState(map, { ItemsPath: undefined }),
    map,
  ],
  [
    'takes a list that its first state laid out as empty',
    'a list that is null at first',
    replaced('"ItemsPath":"$.list.items"', '"ItemsPath":"$.worked"'),
    `"${map}" takes $.worked`,
  ],
  [
    'reads from the store one JSON document a line',
    'a table with commas',
    withState(map, {
      ItemReader: {
        Resource: 'arn:${Partition}:states:::s3:getObject',
        ReaderConfig: { InputType: 'CSV' },
        Parameters: { Bucket: '${ConfigBucketName}', 'Key.$': '$.run.key' },
      },
    }),
    map,
  ],
  ['runs 1 to 40 items at a time', 'all at once', withState(map, { MaxConcurrency: 0 }), map],
  ['runs 1 to 40 items at a time', 'too many', withState(map, { MaxConcurrency: 41 }), map],
  [
    'has what only a distributed Map knows in a distributed one only',
    'a label of a Map that has no run',
    withState(map, { Label: 'Items' }),
    `"${map}" has Label`,
  ],
  [
    'keeps no results where items may fail or are written elsewhere',
    'results with holes',
    (definition) => withState(map, { ToleratedFailurePercentage: 10 })(distributed(definition)),
    map,
  ],
  [
    'ends no item badly: what a task throws is caught, left out and followed by a Succeed',
    'a task that keeps the cause of its failure',
    withState(item, {
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.done', Next: 'Item settled' }],
    }),
    `"${item}" does not catch everything, or keeps the cause`,
  ],
  [
    'ends no item badly: what a task throws is caught, left out and followed by a Succeed',
    'a task that catches some of its errors',
    withState(item, {
      Catch: [{ ErrorEquals: ['AwsUnavailable'], ResultPath: null, Next: 'Item settled' }],
    }),
    `"${item}" does not catch everything, or keeps the cause`,
  ],
  [
    'ends no item badly: what a task throws is caught, left out and followed by a Succeed',
    'a Fail in a Map',
    withIterator((inside) => ({ ...inside, 'Item failed': { Type: 'Fail' } })),
    '"Item failed" ends an item badly',
  ],
  [
    'leads from every Catch in a Map to a Succeed',
    'a Catch that leads to a Fail',
    (definition) =>
      rewritten(
        withIterator((inside) => ({ ...inside, 'Item failed': { Type: 'Fail' } }))(definition),
        item,
        (text) => text.replace('"Next":"Item settled"', '"Next":"Item failed"'),
      ),
    `${item} (catch 0) > Item failed`,
  ],
];

describe('A definition that breaks a rule', () => {
  it.each(badSamples)('is found out: "%s", by %s', (rule, _how, make, complaint) => {
    const definition = make(prototype.definition);

    const found = rules[rule]?.({ ...prototype, definition });

    expect(found).toEqual(expect.arrayContaining([expect.stringContaining(complaint)]));
  });

  it.each<[string, Ruled['contracts']]>([
    [
      'one in a Map that throws what it likes',
      { ...prototype.contracts, [item]: { output: states['Take lease'].output } },
    ],
    [
      'one outside of Maps that tells errors as data',
      { ...prototype.contracts, 'List items': { output: states['Take lease'].output, item: true } },
    ],
  ])('is found out by the contract of a function: %s', (_how, contracts) => {
    const rule = rules['has functions that give errors as data in Maps, and nowhere else'];

    expect(rule?.({ ...prototype, contracts })).toHaveLength(1);
  });

  it('is shown here for each rule', () => {
    const shown = badSamples.map(([rule]) => rule);

    expect(ruleNames.filter((rule) => !shown.includes(rule))).toEqual([
      'has functions that give errors as data in Maps, and nowhere else',
    ]);
  });
});
