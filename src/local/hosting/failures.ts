import type { HostingOperation } from './state.ts';

/**
 * How a call fails: by an error of the service or of a gateway before it, by a connection that ends
 * before the call has an effect, or after it (the answer is lost).
 */
export type Failure =
  | { readonly error: string; readonly status: number; readonly message?: string }
  | { readonly status: number }
  | 'throttled'
  | 'closed'
  | 'lost answer';

export type Failures = {
  /** Lets the next calls of an operation fail. */
  add(operation: HostingOperation, failure: Failure, times: number): void;
  /** The failure of this call, which is used up. */
  take(operation: HostingOperation): Failure | undefined;
  clear(): void;
};

export function plannedFailures(): Failures {
  const planned = new Map<HostingOperation, Failure[]>();
  return {
    add: (operation, failure, times) => {
      const before = planned.get(operation) ?? [];
      planned.set(operation, [...before, ...Array<Failure>(times).fill(failure)]);
    },
    take: (operation) => planned.get(operation)?.shift(),
    clear: () => planned.clear(),
  };
}

export type HostingAnswer = {
  readonly status: number;
  readonly error?: string;
  readonly body: object;
};

/** What is answered to a call that fails by an answer. */
export function answerOf(failure: Exclude<Failure, 'closed' | 'lost answer'>): HostingAnswer {
  if (failure === 'throttled') {
    const message = 'Rate exceeded';
    return { status: 429, error: 'TooManyRequestsException', body: { message } };
  }
  if (!('error' in failure)) return { status: failure.status, body: {} };
  const { status, error, message = 'It was told to fail.' } = failure;
  return { status, error, body: { message } };
}
