/** How long something keeps the processor busy; what else the machine does is not counted. */
export function millisecondsOf(act: () => unknown): number {
  const before = process.threadCpuUsage();
  act();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
