/** What can be said of a condition before the request is made: `depends` when it is not known. */
export type Answer = 'yes' | 'no' | 'depends';

/** All must hold; nothing to hold is `yes`. */
export function all(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.includes('depends') ? 'depends' : 'yes';
}

/** One must hold; nothing to hold is `no`. */
export function any(answers: readonly Answer[]): Answer {
  return not(all(answers.map(not)));
}

/** What is said of all alike; of nobody nothing is known. */
export function consensus(answers: readonly Answer[]): Answer {
  const [first = 'depends'] = answers;
  return answers.every((answer) => answer === first) ? first : 'depends';
}

export function not(answer: Answer): Answer {
  if (answer === 'depends') return 'depends';
  return answer === 'yes' ? 'no' : 'yes';
}
