// The sentences that all of the manager's screens share. Plain words, short sentences.
export const managerWords = {
  back: "Back to the desk",
  /** The manager's screens, by address. */
  screens: { "/desk/places": "Districts", "/desk/satisfaction": "Satisfaction", "/desk/messages": "Messages", "/desk/notes": "Ready notes" },
  screensLabel: "For managers",
  onlyManagers: "Only a manager may see this page.",
  needsConnection: "This page needs a connection. Nothing here is kept on this device.",
  loading: "Loading…",
  tryAgain: "Try again",
  saveCsv: "Save as CSV",

  failed: {
    offline: "No connection. Nothing has changed. Try again when you have one.",
    upload_gone: "The file is not on the server any more. Choose it again.",
    too_big: "The file is too large. Give one below 64 MB.",
    not_allowed: "Only a manager may do this.",
    not_found: "This does not exist.",
    busy: "The server is busy. Try again in a moment.",
    other: "Something broke on the server. Nothing has changed. Try again later.",
  } as Record<string, string>,
} as const;
