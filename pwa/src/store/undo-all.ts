// Taking acts back that have not left this device.
/** Returns those that were: none. */
export const undoAll = async (_opIds: readonly string[]): Promise<Set<string>> => new Set();
