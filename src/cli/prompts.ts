/** One of several answers; what tells it from the others stands in its label, which is always shown. */
export type Choice<Value> = {
  readonly value: Value;
  readonly label: string;
};

/** How a person is asked. Every question throws `Interrupted` when they have had enough. */
export interface Prompts {
  /** The first choice is the proposed one. */
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

/** The person ended it by Ctrl-C. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** The person said no to what it was all for. */
export class Declined extends Error {
  override readonly name = 'Declined';
}
