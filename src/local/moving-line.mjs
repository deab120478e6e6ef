/**
 * Tells that something takes a while, and for how long it does: on a terminal in one line that moves until it is
 * over, in a log by a line when it begins. On Node 20 too, which reads no TypeScript.
 */
export function movingLine(stream, told) {
  if (!stream.isTTY) {
    stream.write(`${told()} …\n`);
    return () => undefined;
  }
  const begun = performance.now();
  const tell = (end) => {
    const seconds = Math.round((performance.now() - begun) / 1000);
    // On a line that is too long for the terminal the next one would not come in its place.
    const text = `${told()}, ${seconds} s`.slice(0, (stream.columns || 80) - 1);
    stream.write(`\r${text}\u001B[K${end}`);
  };
  tell('');
  const timer = setInterval(tell, 250, '').unref();
  return () => {
    clearInterval(timer);
    tell('\n');
  };
}
