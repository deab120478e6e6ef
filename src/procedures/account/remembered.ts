type Method = (...given: unknown[]) => unknown;

/**
 * A port that is asked the same thing once, for as long as it is kept. What did not come is asked for
 * again by whoever asks after that.
 */
export function remembered<Port extends object>(port: Port): Port {
  const methods = Object.entries(port as Record<string, Method>).map(([name, method]) => {
    const answers = new Map<string, unknown>();
    const ask: Method = (...given) => {
      const key = JSON.stringify(given);
      if (!answers.has(key)) {
        const answer = method(...given);
        answers.set(key, answer);
        Promise.resolve(answer).catch(() => answers.delete(key));
      }
      return answers.get(key);
    };
    return [name, ask] as const;
  });
  return Object.fromEntries(methods) as Port;
}
