// What the dispatcher reads about words that are typed and not sent. English, as all words of staff.

export const typedWords = {
  begun: "begun",
  left: "Words that were not sent",
  leftText: "What they were for is decided already, or no longer on this device. Copy what you still need.",
  drop: "Discard",
  dropName: (text: string): string => `Discard “${text}”`,
} as const;
