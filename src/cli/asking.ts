/** One of several answers. */
export type Choice<Value> = {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
};

/** How a person is asked. Every question throws `Interrupted` when they have had enough. */
export interface Asking {
  choose<Value>(question: string, choices: readonly Choice<Value>[]): Promise<Value>;
  /** `problem` says what is wrong with an answer, which is then asked for again. */
  text(
    question: string,
    proposed: string,
    problem: (answer: string) => string | undefined,
  ): Promise<string>;
  confirm(question: string, proposed: boolean): Promise<boolean>;
  /** Tells something between two questions. */
  tell(text: string): void;
}

/** The person ended it: by Ctrl-C, or by a no to what it was all for. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
