// Every sentence of the manager's screen for the words of messages. Plain words, short sentences.

export const messageWords = {
  title: "Messages",
  lead: "What people read about their reports, by e-mail and on their phones.",
  state: "When",
  states: {
    triaged: "The city looked at it",
    planned: "A crew has it",
    in_work: "Work has begun",
    resolved: "It is fixed",
    closed: "It is closed",
    reopened: "It is open again",
    duplicate: "Somebody reported it before",
    comment: "The city wrote something",
    confirm: "We ask whether an address is right",
  } as Record<string, string>,
  service: "Kind of problem",
  all: "All kinds",
  locale: "Language",
  locales: { en: "English", es: "Español" } as Record<string, string>,

  whose: {
    curbline: "Curbline's own words",
    city: "Your city's words, for all kinds",
    service: "Your city's words, for this kind only",
  },
  /** What the city's words for all mean for one kind. */
  inherited: "Change them and save to give this kind its own words.",
  own: "Messages in your city's own words",
  ownNone: "All messages are in Curbline's own words.",
  ownOne: (state: string, service: string, locale: string): string => `${state} · ${service} · ${locale}`,

  subject: "Subject",
  body: "Paragraphs",
  bodyHint: "Leave an empty line between two. A paragraph about an empty field is left out.",
  fields: "What may stand in braces",
  fieldMeanings: {
    city: "the name of your city",
    service: "the kind of problem",
    reference: "the reference of the report",
    note: "what the crew or the desk wrote; it may be empty",
    link: "the public page of the report",
    stop: "the page where people end messages, or say yes to them",
  } as Record<string, string>,

  preview: "As its reader gets it",
  previewNote: "The report is made up.",
  previewWaits: "Mend the words to see the message.",
  save: "Save",
  saving: "Saving…",
  saved: "Saved. Messages use these words from now on.",
  unsaved: "Not saved yet",
  discard: "Undo my changes",
  back: { curbline: "Back to Curbline's own words", city: "Back to the words for all kinds" },
  backAsk: "Give up these words?",
  gaveUp: { curbline: "Messages use Curbline's own words again.", city: "Messages use the words for all kinds again." },
} as const;
