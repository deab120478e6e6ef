import { oneOf, required } from '../argument.ts';
import { command } from '../command.ts';
import { printData } from '../tell.ts';

export const completion = command({
  summary: 'print a script by which a shell completes command lines',
  page: 'shell.md',
  positionals: {
    shell: required(
      oneOf(
        {
          bash: 'eval "$(amplify-import completion bash)" in ~/.bashrc',
          zsh: 'source <(amplify-import completion zsh) in ~/.zshrc, behind compinit',
          fish: 'amplify-import completion fish | source in ~/.config/fish/config.fish',
        },
        'the shell',
        '<shell>',
      ),
      'Name a shell: bash, zsh or fish.',
    ),
  },
  options: {},
  examples: {
    'prints the script of bash': 'bash',
  },
  exits: [],
  run: async ({ shell }, commands) => {
    const scripts = {
      bash: async () => (await import('../completion/bash-script.ts')).bashScript,
      zsh: async () => (await import('../completion/zsh-script.ts')).zshScript,
      fish: async () => (await import('../completion/fish-script.ts')).fishScript,
    };
    const script = await scripts[shell]();
    printData(script(commands));
    return 'done';
  },
});
