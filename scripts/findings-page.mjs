// The text of docs/findings.md, made from the catalogue in src/contract/findings.ts.

const introduction = `# Findings

Validation and plan tell everything that they find at once. One finding of severity \`error\` refuses the import. A \`warning\` or \`info\` does not.

A finding has the keys \`code\`, \`severity\`, \`subject\` (an id, an ARN or a key of the request), \`message\`, \`resolution\`, \`facts\` (what the rule knew, for programs), and where it helps \`found\`, \`needed\`, and one of \`command\` and \`look\`.

- A \`command\` mends what it stands under (\`mend:\` wherever people read it); a \`look\` changes nothing and shows what mending needs (\`look:\`). Both are printed and never executed. What stands in angle brackets below is filled in and quoted for a POSIX shell: on Windows run it in Git Bash or WSL, as the command line says there.
- Cognito resets what an update leaves out. So commands that change an app client, a provider or an identity pool read it first and send it back whole; they need [jq](https://jqlang.org).
- A case can be milder or harder than its code says here; the finding itself has the severity that counts. Findings on the hosted UI are errors with \`"oauth": "required"\`, and left out with \`"off"\`.
- Most frequent first steps: [Allowing](allowing.md) for \`RESOURCE_NOT_ALLOWED\`, [Permissions](permissions.md) for \`READ_DENIED\`, [what is not here yet](../README.md#what-is-not-here-yet) for \`…_NOT_SUPPORTED_YET\`.

This page is written from \`src/contract/findings.ts\` by \`npm run docs\`.
`;

/** Templates as they are filled in, each under what it does. */
function blocksOf(does, templates = []) {
  return [templates].flat().map((one) => `\n${does}:\n\n\`\`\`sh\n${one}\n\`\`\`\n`);
}

function entryText(code, { severity: told, meaning, resolution, command, look }) {
  const severity = typeof told === 'string' ? told : `${told.usually}, or as the case is`;
  const commands = [...blocksOf('mend', command), ...blocksOf('look', look)];
  return `### ${code}\n\n_${severity}._ ${meaning} ${resolution}\n${commands.join('')}`;
}

/** The text of docs/findings.md: every code under what it is about, in the catalogue's order. */
export function findingsPage(subjects) {
  const sections = Object.entries(subjects).map(([subject, catalogue]) => {
    const entries = Object.entries(catalogue).map(([code, entry]) => entryText(code, entry));
    return `## ${subject}\n\n${entries.join('\n')}`;
  });
  return [introduction, ...sections].join('\n');
}
