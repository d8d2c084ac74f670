// A reporter's own reports: what happened in sentences, changing them, whether they are fixed, following another one.

/** "the city" -> "The city" */
const first = (who: string): string => who.charAt(0).toUpperCase() + who.slice(1);

/** What happened, by kind of line; `who` did it, as words.roles calls them, and `text` is what the line carries. */
export const told: Record<string, (who: string, text: string) => string> = {
  reported: (who) => `${first(who)} reported it.`,
  triaged: () => "The city is looking at it.",
  planned: (who) => `${first(who)} gave it to a crew.`,
  in_work: (who) => `${first(who)} began to work on it.`,
  resolved: (who) => `${first(who)} fixed it.`,
  closed: (who) => `${first(who)} closed it.`,
  reopened: (who) => `${first(who)} said it is not fixed. It is open again.`,
  duplicate: (_who, other) => `It is the same as ${other}. You read here what happens with that one.`,
  withdrawn: (who) => `${first(who)} took it back.`,
  comment: (who) => `${first(who)} wrote a comment.`,
  edited: (who, before) => (before ? `${first(who)} changed the note. Before, it said:` : `${first(who)} added a note.`),
  moved: (who) => `${first(who)} changed the place. Before, it was:`,
  take_back: (who) => `${first(who)} asked to take it back. The crew has been told.`,
  followed_up: (who) => `${first(who)} said it is not fixed. A new report goes on with it.`,
  rated: (who, answer) => `${first(who)} rated the result: ${answer}.`,
  sorted_category: (who) => `${first(who)} changed the kind of problem.`,
  sorted_priority: (who) => `${first(who)} changed how soon it is done.`,
  merged_in: () => "Somebody else reported the same.",
  same_as: (_who, other) => `You said it is the same as ${other}.`,
  took_over: () => "The other report was taken back. Yours goes on.",
  corrected: (who) => `${first(who)} corrected what was said before.`,
  unmerged: (_who, other) => `It is not the same as ${other} after all. It goes on by itself.`,
  merged_out: () => "Another report was not the same after all.",
};
export const somebody: string = "somebody else";

export const list = {
  show: "Which reports to show",
  all: (n: number): string => `All (${n})`,
  open: (n: number): string => `Open (${n})`,
  over: (n: number): string => `Over (${n})`,
  noneOpen: "Nothing is open. All your reports are over.",
  noneOver: "Nothing is over yet. You see each step here.",
};

export const change = {
  open: "Change it",
  title: "Change your report",
  lead: "You can change it until the crew has looked at it. After that it becomes a comment.",
  note: "Note",
  place: "Address or landmark",
  pointKept: "The point on the map stays as it is.",
  save: "Save the change",
  nothing: "Nothing is changed yet",
  cancel: "Leave it as it is",
  kept: "We kept what you typed.",
};

export const takeBack = {
  open: "Take it back",
  title: "Take this report back?",
  text: "Then nobody works on it. You can report it again later.",
  begun: "The crew has begun. They will be told that you took it back.",
  reason: "Why? (if you like)",
  yes: "Yes, take it back",
  no: "Keep it",
};

export const fixed = {
  title: "Is it fixed?",
  text: "You are the one who can see it.",
  yes: "Yes, it is fixed",
  no: "No, open it again",
  how: "How well was it done?",
  howText: "One tap is enough.",
  answers: { 1: "Very bad", 2: "Bad", 3: "So-so", 4: "Good", 5: "Very good" } as Record<number, string>,
  said: (answer: string): string => `You said: ${answer}.`,
  thanks: "Thank you. The city reads every answer.",
  comment: "Say more (if you like)",
  commentHint: "Do not write names or phone numbers.",
  addComment: "Add these words",
  another: "Choose another answer",
  notAfterAll: "It is not fixed after all",
};

export const reopen = {
  title: "What is still wrong?",
  again: "The same report opens again. The city looks at it.",
  anew: "It has been over for more than two weeks. So this makes a new report, with the old photos.",
  text: "In your words (if you like)",
  textHint: "Do not write names or phone numbers.",
  photo: "A photo of it now helps the crew most.",
  addPhoto: "Take a photo",
  another: "Add a photo",
  send: "Open it again",
  sendNew: "Report it again",
  cancel: "Go back",
};

export const links = {
  goesOn: "It goes on as a new report:",
  earlier: "It follows an earlier report:",
  also: "Your words are also with this report:",
  another: "Report another nearby",
};

export const follow = {
  title: "Do you see this too?",
  near: "About ten metres around the point that was reported.",
  what: "You get a report of your own that follows this one. It lies in My reports, with all its news.",
  yes: "Yes, keep me posted",
  page: "See the public page",
  looking: "Looking it up…",
  offline: "This phone must connect once to look the report up.",
  again: "Try again",
  unverified: "There is no connection now. How far it has come shows when you are connected.",
  over: "That report is over.",
  overText: "If the problem is there again, report it anew.",
  unknown: "No report with this reference has reached the city",
  unknownText: "Check the reference. It may still be on the phone that made it.",
  report: "Report a problem",
  place: (reference: string): string => `Where ${reference} is`,
};
