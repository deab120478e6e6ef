/**
 * @param told what is to be told, each time anew
 * @returns ends the line
 */
export function movingLine(
  stream: Pick<NodeJS.WriteStream, 'write'> & {
    readonly isTTY?: boolean;
    readonly columns?: number;
  },
  told: () => string,
): () => void;
