import { isDocument, type Finding } from '../../contract/findings.ts';
import { linkLabel } from '../../contract/link.ts';
import type { Plan, RoleChange } from '../../contract/plan.ts';
import { commandLine, printedCommand } from '../../contract/findings/command.ts';
import { roleNameOf } from '../../contract/aws-names.ts';
import { destinationText } from '../../contract/destination.ts';
import { repointedText } from '../../contract/repointed.ts';
import { plural } from '../../contract/text.ts';
import { changesPolicy, type Delivery } from '../roles/delivery.ts';
import { deliveryOf } from '../roles/deliveries.ts';
import { diffLines, policyDiff } from '../iam/diff.ts';
import { bySeverity, countErrors } from '../findings/severity.ts';
import { targetText } from './target-text.ts';
import { code, fenced, oneLine, plain, row } from './markdown-text.ts';

/** GitHub takes 65,536 characters in a comment; what surrounds the plan needs some of them. */
const longestMarkdown = 60_000;
/** One policy must not push all others out of the page. */
const longestDiff = 8_000;
const roomForCuts = 500;
const inPlan = 'in `plan.json`';

/** A part of the page: its heading comes with the first block that fits. */
type Section = {
  readonly heading: string;
  /** What one block tells, in singular, for the word about what was cut. */
  readonly noun: string;
  readonly blocks: readonly string[];
};

/**
 * A plan as Markdown for a pull-request comment: what each role gains and loses with its size budget,
 * files, push targets, findings. Other inline policies appear by name and size only; documents that a
 * finding holds stay in `plan.json`. Never longer than a comment may be, and it says what was cut.
 */
export function planMarkdown(plan: Plan): string {
  const errors = countErrors(plan.findings);
  const delivery = deliveryOf(plan.request);
  const summary = [
    `## Import plan of ${code(linkLabel(plan))}`,
    ...[destinationText(plan) ?? []].flat(),
    errors > 0
      ? `**Refused:** ${plural(errors, 'error')} among the findings. Nothing is written.`
      : `Hash: ${code(plan.hash)}. Send it as ${code('expectPlan')} to carry out this very plan.`,
    ...plan.repointed.map((pool) => code(repointedText(pool))),
    ...[delivery.summary(plan) ?? []].flat(),
  ].join('\n\n');
  return filled(summary, [
    findingsOf(plan),
    budgetsOf(plan, delivery),
    ...plan.roles
      .filter((change) => changesPolicy(delivery.verb(change)))
      .map((change) => changeOf(change, delivery)),
    foreignOf(plan),
    filesOf(plan),
    pushOf(plan),
  ]);
}

/** As many blocks as fit, in their order, and a word about the others. */
function filled(summary: string, sections: readonly Section[]): string {
  let page = `${summary}\n`;
  const cut = new Map<string, number>();
  for (const { heading, noun, blocks } of sections) {
    let isOpen = false;
    for (const block of blocks) {
      const text = isOpen ? block : `\n${heading}\n\n${block}`;
      if (page.length + text.length + 1 + roomForCuts > longestMarkdown) {
        cut.set(noun, (cut.get(noun) ?? 0) + 1);
      } else {
        page += `${text}\n`;
        isOpen = true;
      }
    }
  }
  if (cut.size === 0) return page;
  const counts = [...cut].map(([noun, count]) => plural(count, noun));
  return `${page}\n_Left out to fit into a comment: ${counts.join(', ')}. ${code('plan.json')} beside this page has all._\n`;
}

function findingsOf({ findings }: Plan): Section {
  const blocks = findings.toSorted(bySeverity).map(findingBlock);
  return { heading: '### Findings', noun: 'finding', blocks };
}

function findingBlock(finding: Finding): string {
  const { severity, code: name, subject, message, found, needed, resolution } = finding;
  const command = printedCommand(finding);
  const told = (text: string) => (isDocument(finding, text) ? inPlan : evidence(text));
  return [
    `- **${severity}** ${code(name)} ${code(subject)}: ${plain(message)}`,
    ...(found === undefined ? [] : [`  - found: ${told(found)}`]),
    ...(needed === undefined ? [] : [`  - needed: ${told(needed)}`]),
    `  - fix: ${plain(resolution)}`,
    ...(command === undefined
      ? []
      : [`  - ${commandLine({ ...command, text: evidence(command.text) })}`]),
  ].join('\n');
}

function budgetsOf({ roles }: Plan, delivery: Delivery): Section {
  const [first, ...more] = roles.map((change) =>
    row([
      code(roleNameOf(change.role)),
      code(change.policyName),
      delivery.verb(change),
      String(change.budget.used),
      String(change.budget.need),
      String(change.budget.used + change.budget.need),
      String(change.budget.limit),
    ]),
  );
  const head = [
    row(['role', 'policy', 'change', 'used by others', 'needed', 'together', 'limit']),
    row(['---', '---', '---', '--:', '--:', '--:', '--:']),
  ];
  const blocks = first === undefined ? [] : [[...head, first].join('\n'), ...more];
  return { heading: '### Roles', noun: 'role', blocks };
}

function changeOf(change: RoleChange, delivery: Delivery): Section {
  const { role, policyName, before, after } = change;
  const lines = diffLines(policyDiff(before, after));
  let room = longestDiff;
  const shown = lines.filter((line) => {
    room -= line.length + 1;
    return room >= 0;
  });
  const missing = lines.length - shown.length;
  return {
    heading: `#### ${delivery.verb(change)} ${code(policyName)} on ${code(role)}`,
    noun: 'policy diff',
    blocks: [
      [
        fenced(shown.map(oneLine), 'diff'),
        ...(missing > 0 ? [`_${missing} more lines are in ${code('plan.json')}._`] : []),
      ].join('\n\n'),
    ],
  };
}

function foreignOf({ roles }: Plan): Section {
  const blocks = roles.flatMap(({ role, foreign }) =>
    foreign.length === 0
      ? []
      : [
          `- ${code(roleNameOf(role))}: ${foreign.map(({ name, size }) => `${code(name)} (${size})`).join(', ')}`,
        ],
  );
  return {
    heading: '### Other inline policies, which stay as they are',
    noun: 'role with other policies',
    blocks,
  };
}

function filesOf({ files, removedFiles }: Plan): Section {
  const written = files.map(
    ({ path, bytes, changed, repair }) =>
      `- ${changed ? 'write' : repair ? 'repair' : 'keep'} ${code(path)} (${bytes} bytes)`,
  );
  const blocks = [...written, ...removedFiles.map((path) => `- remove ${code(path)}`)];
  return { heading: '### Files', noun: 'file', blocks };
}

function pushOf({ push }: Plan): Section {
  const blocks = push.map((target) => {
    const { line, details } = targetText(target, code);
    return [`- ${line}`, ...details.map((detail) => `  - ${detail}`)].join('\n');
  });
  return { heading: '### Push', noun: 'push target', blocks };
}

/** What was found; no command that holds a whole trust policy. */
function evidence(text: string): string {
  if (/Statement\\*["']\s*:/.test(text)) return inPlan;
  return text.length > 1_000 ? `${code(text.slice(0, 1_000))} …` : code(text);
}
