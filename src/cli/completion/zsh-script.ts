import type { Argument } from '../argument.ts';
import type { Command, Commands } from '../command.ts';
import { firstWords } from './first-words.ts';

/** The script that completes command lines in zsh, once its `compinit` has run. */
export function zshScript(commands: Commands): string {
  const all = Object.entries(commands);
  return `# Completion of amplify-import for zsh.
_amplify_import() {
  local curcontext=$curcontext state line
  local -a names
  typeset -A opt_args
  names=(
${firstWords(commands)
  .map(([word, about]) => `    ${quoted(`${word}:${about}`)}`)
  .join('\n')}
  )
  _arguments -C '1: :->name' '*:: :->rest'
  case $state in
    name) _describe -t commands command names ;;
    rest)
      case $words[1] in
${all.map(commandCase).join('\n')}
        help) _arguments '1: :(${Object.keys(commands).join(' ')})' ;;
      esac
      ;;
  esac
}
compdef _amplify_import amplify-import
`;
}

function commandCase([name, command]: readonly [string, Command]): string {
  const places = Object.values(command.positionals).map((one, at) => {
    const optional = 'value' in one.absent ? ':' : '';
    return `${at + 1}:${optional}${escaped(one.about)}:${actionOf(one)}`;
  });
  const options = command.named.map(([option, one]) => {
    const about = `[${escaped(one.about)}]`;
    return one.word === null
      ? `${option}${about}`
      : `${option}=${about}:${escaped(one.word)}:${actionOf(one)}`;
  });
  return `        ${name})
          _arguments \\
            ${[...places, ...options].map(quoted).join(' \\\n            ')}
          ;;`;
}

/** What completes a word. */
function actionOf({ choices, path, several }: Argument<unknown>): string {
  const words = Object.keys(choices).join(' ');
  // `_files -/` would propose any file where no folder fits.
  const files = path === 'folder' ? '_path_files -/' : '_files';
  if (several) return `_values -s , choice ${words}`;
  if (path === null) return words === '' ? ' ' : `(${words})`;
  if (words === '') return files;
  const either = `{_alternative "words:word:(${words})" "files:file:${files}"}`;
  return either.replaceAll(':', String.raw`\:`);
}

/** A line within the specification of an argument. */
function escaped(text: string): string {
  return text.replace(/[:[\]\\]/g, String.raw`\$&`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
