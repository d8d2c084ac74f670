// Writes one value at a time; of those that come meanwhile only the last is written. Typing never queues up on the disk.

export interface Writer<T> {
  /** Resolves when this value, or a later one, is written. */
  put: (value: T) => Promise<void>;
  /** Resolves when nothing is being written. */
  settled: () => Promise<void>;
}

export function lastWins<T>(write: (value: T) => Promise<void>): Writer<T> {
  let running: Promise<void> | null = null;
  let next: { value: T } | null = null;
  const run = async (): Promise<void> => {
    while (next) {
      const { value } = next;
      next = null;
      await write(value);
    }
  };
  return {
    put: (value) => {
      next = { value };
      running ??= run().finally(() => {
        running = null;
      });
      return running;
    },
    settled: async () => {
      await running;
    },
  };
}
