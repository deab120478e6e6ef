import type { Argument } from '../argument.ts';
import type { Command, Commands } from '../command.ts';
import { firstWords } from './first-words.ts';

/**
 * The script that completes command lines in bash. It keeps to what bash 3.2 knows, which macOS has; there
 * `compopt` is missing, and a folder is completed without its slash.
 */
export function bashScript(commands: Commands): string {
  const all = Object.entries(commands);
  return `# Completion of amplify-import for bash.
_amplify_import() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]}
  local options='' valued='' words='' path='' several='' head='' place=1 at line
  # "--name=value" comes as three words.
  [[ $current == = ]] && current=''
  [[ $before == = ]] && before=\${COMP_WORDS[COMP_CWORD - 2]}
  case \${COMP_WORDS[1]} in
${all.map(optionsCase).join('\n')}
  esac
  for ((at = 2; at < COMP_CWORD; at++)); do
    case \${COMP_WORDS[at]} in
      =) ((at++)) ;;
      -?*) [[ $valued == *" \${COMP_WORDS[at]} "* && \${COMP_WORDS[at + 1]} != = ]] && ((at++)) ;;
      *) ((place++)) ;;
    esac
  done
  if ((COMP_CWORD == 1)); then
    words='${firstWords(commands)
      .map(([word]) => word)
      .join(' ')}'
  elif [[ $valued == *" $before "* ]]; then
    place=$before
  elif [[ $current == -* ]]; then
    place='' words=$options
  fi
  case "\${COMP_WORDS[1]} $place" in
${all.flatMap(argumentCases).join('\n')}
    'help 1') words='${Object.keys(commands).join(' ')}' ;;
  esac
  [[ -z $words$path && $place != -* ]] && words=$options
  [[ -n $several && $current == *,* ]] && head=\${current%,*},
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("$line")
  done < <(
    compgen -P "$head" -W "$words" -- "\${current#"$head"}"
    [[ $path == file ]] && compgen -f -- "$current"
    [[ $path == folder ]] && compgen -d -- "$current"
  )
  [[ -n $path ]] && compopt -o filenames 2> /dev/null
  return 0
}
complete -F _amplify_import amplify-import
`;
}

/** What begins with a dash, and what of that takes a word. */
function optionsCase([name, command]: readonly [string, Command]): string {
  const options = command.named;
  const valued = options.filter(([, { word }]) => word !== null);
  return `    ${name})
      options='${options.map(([option]) => option).join(' ')}'
      valued=' ${valued.map(([option]) => option).join(' ')} '
      ;;`;
}

/** What each word of a command can be: behind an option, or at a place. */
function argumentCases([name, command]: readonly [string, Command]): readonly string[] {
  const places = Object.values(command.positionals).map(
    (one, at) => [String(at + 1), one] as const,
  );
  return [...places, ...command.named].flatMap(([place, one]) => {
    const settings = settingsOf(one);
    return settings === '' ? [] : [`    '${name} ${place}') ${settings} ;;`];
  });
}

function settingsOf({ choices, path, several }: Argument<unknown>): string {
  const words = Object.keys(choices);
  return [
    ...(words.length > 0 ? [`words='${words.join(' ')}'`] : []),
    ...(path === null ? [] : [`path=${path}`]),
    ...(several ? ['several=yes'] : []),
  ].join(' ');
}
