// What the dispatcher reads of chosen reports that an act is nothing for any more.
export const leftOutWords = {
  now: (n: number): string => (n === 1 ? "1 is over already and is left out." : `${n} are over already and are left out.`),
  all: (n: number): string => (n === 1 ? "It is over already: there is nothing to do." : "All of them are over already: there is nothing to do."),
  said: (n: number): string => (n === 1 ? "1 was over already and was left out." : `${n} were over already and were left out.`),
};
