/** Cognito allows five reads of one kind per second and pool; the SDK waits when it says so. */
const atOnce = 5;

/** Reads things of one pool a few at a time, and gives what was read of each in their order. */
export async function inWaves<Item, Value>(
  items: readonly Item[],
  read: (item: Item) => Promise<Value>,
): Promise<Value[]> {
  const values: Value[] = [];
  for (let start = 0; start < items.length; start += atOnce) {
    values.push(...(await Promise.all(items.slice(start, start + atOnce).map(read))));
  }
  return values;
}
