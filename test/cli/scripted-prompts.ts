import { Interrupted, type Prompts } from '../../src/cli/prompts.ts';

/** How the script answers a question: a text, a yes or no, or the label of a choice (its beginning). */
export type Script = Readonly<Record<string, string | boolean | readonly string[]>>;

export type ScriptedPrompts = Prompts & {
  /** Every question in its order. */
  readonly asked: readonly string[];
  /** Everything that was told, and what was wrong with answers. */
  readonly told: readonly string[];
};

/**
 * A person who answers by a script: a question that it does not name gets what is proposed, the first
 * choice of a list. A list of answers is tried one after the other, until one is taken.
 */
export function scriptedPrompts(script: Script = {}): ScriptedPrompts {
  const asked: string[] = [];
  const told: string[] = [];
  const answer = (question: string) => {
    asked.push(question);
    if (script[question] === 'Ctrl-C') throw new Interrupted();
    return script[question];
  };
  return {
    asked,
    told,
    choose: async (question, choices) => {
      const wanted = answer(question) ?? '';
      const chosen = choices.find(({ label }) => label.startsWith(String(wanted)));
      if (!chosen) throw new Error(`"${question}" does not offer "${String(wanted)}".`);
      return chosen.value;
    },
    text: async (question, proposed, problem) => {
      const tries = [answer(question) ?? proposed].flat().map(String);
      const taken = tries.find((text) => {
        const complaint = problem(text);
        if (complaint) told.push(complaint);
        return complaint === undefined;
      });
      if (taken === undefined) throw new Error(`"${question}" takes none of ${tries.join(', ')}.`);
      return taken;
    },
    confirm: async (question, proposed) => Boolean(answer(question) ?? proposed),
    tell: (text) => void told.push(text),
  };
}
