/** What is measured, and how much of it there is to be at most: on two cores, on the local cloud. */
export const goals = {
  'discover, 60 pools of each kind': '24 s, the slowest rate alone',
  'run, full import': '0.50 s',
  'run, nothing to change': '0.50 s',
  'Calls of a full import': '25 calls, 5 waves',
  '… without a grant': '16 calls, 4 waves',
  '… with other inline policies on the roles': '27 calls, 6 waves',
  'Calls with nothing to change': '21 calls, 3 waves',
  '… without a grant, nothing to change': '16 calls, 2 waves',
  'run --mode plan, 20 buckets for 60 groups': '2.00 s',
  'run, 2,000 paths: refused as too large for a role': '1.00 s',
  'push, ten functions, nothing to do': '1.00 s',
  'list, 10,000 links in a folder': '0.30 s',
  'bridge, of a link among 10,000': '0.30 s',
  '--help': '100 ms',
  '--help, nothing kept of its compiled code': 'more than kept',
  'start --wait, first of a fresh deployment': '3.50 s',
  'Step Functions, warm, full import': '1.50 s',
  'A function loads, against its SDK clients alone': '1.25 ×',
  '… the slowest of all': '1.25 ×',
} as const;

export type Measured = keyof typeof goals;

/** What was found of some of it, as a reader sees it. */
export type Figures = Readonly<Partial<Record<Measured, string>>>;
