import { detailTypes } from '../../src/contract/events.ts';
import type { Slice } from '../../src/contract/slices.ts';
import type { StateName, StateOutput } from '../../src/contract/states.ts';
import { beginRun, refuseInput } from '../../src/domain/run/begin.ts';
import { beginRemoval } from '../../src/domain/removal/begin-removal.ts';
import { beginPush } from '../../src/domain/run/push.ts';
import { executionId, identityPoolId } from '../support/builders/ids.ts';
import { planSlice, userPoolSlice } from '../support/builders/plan.ts';
import { aRequest } from '../support/builders/request.ts';
import { aRun } from '../support/builders/run.ts';
import { identitySettings } from '../support/builders/settings.ts';
import type { Turn, Way } from './ways.ts';

/** The event that starts a push. */
export const configPublished = {
  source: 'amplify-import.storefront',
  'detail-type': detailTypes.configPublished,
  detail: { version: '1', app: 'storefront', env: 'prod', executionId, revision: 1 },
};

/** What decides the Choices: given to the states whose slices they look at. */
type Steering = {
  readonly understood: boolean;
  readonly identityPoolId: string | null;
  readonly mode: 'import' | 'plan';
  readonly plan: Partial<Slice<'plan'>>;
  readonly committed: boolean;
  readonly error: string | null;
  /** Of a push: there is something to push; builds that run; it is told to the bus; the bus took it. */
  readonly open: boolean;
  readonly running: number;
  readonly told: boolean;
  /** The name of what a Catch sees. */
  readonly caught: string;
};

const straight: Steering = {
  understood: true,
  identityPoolId,
  mode: 'import',
  plan: {},
  committed: false,
  error: null,
  open: true,
  running: 0,
  told: true,
  caught: 'WayBroke',
};

/** How to have a Choice turn the way it should. A branch that does not stand here is not known. */
const steerings: Readonly<Record<string, Readonly<Record<Turn, Partial<Steering>>>>> = {
  'Valid request?': { 'choice 0': {}, default: { understood: false } },
  'Has identity pool?': { 'choice 0': { identityPoolId: null }, default: {} },
  'Go ahead?': {
    'choice 0': { plan: { errors: 2 } },
    'choice 1': { mode: 'plan' },
    'choice 2': { plan: { changes: 3 } },
    'choice 3': { plan: { changes: 0, unannounced: true } },
    default: { plan: { changes: 0, unannounced: false } },
  },
  'Already published?': { 'choice 0': { committed: true }, default: {} },
  'How did it end?': { 'choice 0': {}, default: { error: 'SampleError' } },
  'Valid push request?': { 'choice 0': {}, default: { understood: false } },
  'Push anything?': { 'choice 0': {}, default: { open: false } },
  'Builds done?': { 'choice 0': { running: 0 }, default: { running: 1 } },
  'Push to announce?': { 'choice 0': { told: false }, default: {} },
  'How did the push end?': { 'choice 0': {}, default: { error: 'SampleError' } },
  'Valid remove request?': { 'choice 0': {}, default: { understood: false } },
  'Remove anything?': {
    'choice 0': { plan: { errors: 2 } },
    'choice 1': { mode: 'plan' },
    'choice 2': { plan: { changes: 3 } },
    'choice 3': { plan: { changes: 0, unannounced: true } },
    default: { plan: { changes: 0, unannounced: false } },
  },
  'How did the removal end?': { 'choice 0': {}, default: { error: 'SampleError' } },
  'Was the push done?': { 'choice 0': {}, default: { error: 'SampleError' } },
  'Kept quiet by the service?': { 'choice 0': { caught: 'States.Timeout' }, default: {} },
  'Broken by the service?': { 'choice 0': { caught: 'States.Timeout' }, default: {} },
};

type Samples = { readonly [Name in StateName]: StateOutput<Name> };

/** A walk asks for them on every way, and thousands of ways are steered alike. */
const made = new Map<string, Samples>();

/** The slices by which a run takes just this way. */
export function samplesFor(way: Way): Samples {
  const steering = steeringFor(way);
  const key = JSON.stringify(steering);
  const samples = made.get(key) ?? samplesOf(steering);
  made.set(key, samples);
  return samples;
}

function samplesOf(steering: Steering): Samples {
  const { understood, mode, plan, committed, error, open, running, told } = steering;
  const request = aRequest({ identityPoolId: steering.identityPoolId, mode });
  return {
    'Read request': understood
      ? beginRun(request, aRun())
      : refuseInput('This cannot be read.', aRun()),
    'Take lease': { fence: 1 },
    'Validate user pool': userPoolSlice(),
    'Validate identity pool': { settings: identitySettings(), findings: [] },
    'Plan role policies': planSlice(plan),
    'Apply role policies': { written: 2, deleted: 0 },
    'Publish config': { revision: 1, committed: true, filesWritten: 3 },
    'Record link': { revision: 1 },
    'Undo role policies': { committed, restored: [] },
    'Close run': anOutcome(error),
    'Read push request': beginPush(understood ? configPublished : {}, aRun()),
    'Plan push': { ...pushPlanSlice, open, targets: open ? [sampleTarget] : [] },
    'Push target': { status: 'pushed', wrote: true, after: {}, error: null },
    'Record push': { revision: 1 },
    'Follow builds': { running, waitSeconds: 0 },
    'Close push': aPushOutcome(error, told),
    'Read remove request': begunRemoval(understood, mode === 'plan'),
    'Plan removal': { ...removalPlanSlice, ...removalPlanOf(plan) },
    'Publish tombstone': { committed: true },
    'Restore target': { status: 'pushed', wrote: true, error: null },
    'Remove role policies': [],
    'Close link': { left: 0 },
    'Close removal': aRemovalOutcome(error),
  };
}

/** The name of the error that the last Catch on a way has to see. */
export function caughtOn(way: Way): string {
  return steeringFor(way).caught;
}

/** The outcome of a run, good or bad. */
export function anOutcome(error: string | null, cause = 'A sample.'): Slice<'outcome'> {
  const bad = error === null ? null : { name: error, message: cause };
  const status = bad ? 'refused' : 'published';
  return {
    status,
    error,
    cause: bad ? cause : null,
    detailType: detailTypes.importRefused,
    detail: { ...sampleDetail, error: error ?? 'none', report: 'report.json' },
    result: { status, ...(bad && { error: bad }), findings: [] },
  };
}

/** The outcome of a push, good or bad. */
export function aPushOutcome(error: string | null, told = true): StateOutput<'Close push'> {
  const bad = error === null ? null : { name: error, message: 'A sample.' };
  return {
    error,
    cause: bad ? bad.message : null,
    detailType: told ? (bad ? detailTypes.pushFailed : detailTypes.pushed) : null,
    detail: bad
      ? { ...sampleDetail, error: bad.name, failed: [], report: 'push-report.json' }
      : { ...sampleDetail, revision: 1, pushed: [], superseded: false },
    result: {
      status: bad ? 'failed' : 'pushed',
      ...(bad && { error: bad }),
      revision: 1,
      findings: [],
      targets: [],
      superseded: false,
    },
  };
}

/** The outcome of a removal, good or bad. */
export function aRemovalOutcome(error: string | null): StateOutput<'Close removal'> {
  const bad = error === null ? null : { name: error, message: 'A sample.' };
  return {
    error,
    cause: bad ? bad.message : null,
    result: {
      status: bad ? 'failed' : 'removed',
      ...(bad && { error: bad }),
      revision: 1,
      findings: [],
      roles: [],
      targets: [],
    },
  };
}

function begunRemoval(understood: boolean, planOnly: boolean): StateOutput<'Read remove request'> {
  const asked = { app: 'storefront', env: 'prod', mode: planOnly ? 'plan' : 'remove' };
  return beginRemoval(understood ? asked : {}, aRun());
}

/** A plan of a removal turns the same way as one of an import. */
function removalPlanOf({ errors = 0, changes = 4, unannounced = false }: Partial<Slice<'plan'>>) {
  return { errors, changes, unannounced };
}

const sampleTarget = { id: 'function:eu-west-1:orders', kind: 'function' } as const;
const pushPlanSlice = {
  key: 'reports/storefront/prod/run-1/push.json',
  sha256: '0'.repeat(64),
  revision: 1,
};
const removalPlanSlice = {
  key: 'reports/storefront/prod/run-1/removal.json',
  sha256: '0'.repeat(64),
  hash: `sha256:${'0'.repeat(64)}`,
  revision: 1,
  targets: [sampleTarget],
};
const sampleDetail = { version: '1', app: 'storefront', env: 'prod', executionId };

function steeringFor(way: Way): Steering {
  return way.reduce((all, { state, turn }) => ({ ...all, ...steered(state, turn) }), straight);
}

function steered(state: string, turn: Turn): Partial<Steering> {
  if (!state.endsWith('?')) return {};
  const steering = steerings[state]?.[turn];
  if (!steering) throw new Error(`Nobody says how to have "${state}" take "${turn}".`);
  return steering;
}
