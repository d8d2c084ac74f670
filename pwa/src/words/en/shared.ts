// Photos that another app shared and that are not in a report yet.

export const shared = {
  other: "Another report is not finished. Where should they go?",
  full: (most: number) => `That report has ${most} photos already.`,
  many: (most: number) => `At most ${most} shared photos can wait here. The new ones were not kept. Use those that wait, or share fewer.`,
  add: "Add to that report",
  finish: "Finish that one first",
  another: "Discard it and begin another",
};
