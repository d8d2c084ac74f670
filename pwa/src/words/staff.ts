// Every sentence that crews and dispatchers read, by key. Plain words, short sentences. No logic beyond numbers and dates.
import { count, showLength, showTime, showWhen } from "./numbers";

const number = new Intl.NumberFormat("en-US");
const day = new Intl.DateTimeFormat("en-US", { weekday: "long", month: "long", day: "numeric" });

/** Sentences of both. */
export const shared = {
  clock: (at: string): string => showTime(new Date(at)),
  date: (at: Date): string => day.format(at),
  asOf: (at: number | null): string => (at === null ? "Not loaded yet" : `As of ${showTime(new Date(at))}`),
  updating: "Loading more…",
  loading: "Opening…",
  signInFirst: "Sign in to see your work.",
  signIn: "Sign in",
  noPlace: "No place given",
  /** Below the error of a phone's fix it is simply here. */
  away: (metres: number): string => (metres < 25 ? "here" : `${showLength(metres)} away`),
  /** How long something has waited: "12 min", "5 h", "3 days". */
  age: (at: string, now: number): string => {
    const minutes = Math.max(0, Math.round((now - Date.parse(at)) / 60_000));
    if (minutes < 1) return "just now";
    if (minutes < 60) return `${minutes} min`;
    if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h`;
    return count(Math.floor(minutes / 1440), "day", "days");
  },
  accuracy: (metres: number): string => `within about ${showLength(metres)}`,
  /** A role or a crew as the subject of a sentence. */
  by: (by: string): string => ROLES[by] ?? by,
  /** One line of a history; `crew` is the name of the crew that an assignment went to. */
  history: (kind: string, by: string, crew = ""): string => (HISTORY[kind] ?? changed)(ROLES[by] ?? by, crew),
} as const;

/** What happened, as one sentence a line. Kinds that a newer server adds read as a change. */
const HISTORY: Record<string, (by: string, crew: string) => string> = {
  reported: () => "Reported",
  imported: () => "Taken over from the former system. Its number there is",
  comment: (by) => `${by} wrote`,
  assigned: (by, crew) => `${by} gave it to ${crew || "a crew"}`,
  accepted: (by) => `${by} accepted it`,
  started: (by) => `${by} started work`,
  closed: (by) => `${by} closed it`,
  closed_again: (by) => `${by} closed it too`,
  cancelled: (by) => `${by} cancelled the job`,
  planned: () => "A crew has it",
  in_work: (by) => `${by} started work`,
  resolved: (by) => `${by} fixed it`,
  triaged: () => "Waits for a crew",
  duplicate: () => "Found to be reported before",
  withdrawn: (by) => `${by} took it back`,
  reopened: (by) => `${by} opened it again`,
  proposed: (by) => `${by} says it is not fixed`,
  edited: (by) => `${by} changed the note. Before it read`,
  moved: (by) => `${by} changed the place. Before it was`,
  report_removed: () => "The report was removed, because its reporter asked for that",
  take_back: (by) => `${by} asked to take it back`,
  followed_up: (by) => `${by} reported it again`,
  rated: (by) => `${by} rated it`,
  sorted_category: (by) => `${by} changed the kind`,
  sorted_priority: (by) => `${by} changed the priority`,
  merged_in: (by) => `${by} added a report of the same`,
  same_as: (by) => `${by} says it is the same as`,
  took_over: () => "Goes on in the place of a report that is gone",
  scheduled: (by) => `${by} changed the time. Before it was`,
  instructed: (by) => `${by} changed the instructions. Before they read`,
  served: (by) => `${by} gave it one more report`,
  split_off: (by) => `${by} took a report off it`,
  logged: (by) => `${by} noted time and material`,
  corrected: (by) => `${by} corrected it. Before it read`,
  correction: (by) => `${by} says otherwise now`,
  settled_take: (by) => `${by} decided that the crew’s closing counts`,
  settled_keep: (by) => `${by} decided that it stays as it is`,
  settled_open: (by) => `${by} took the decision back`,
  unmerged: (by) => `${by} made it a report of its own again`,
  merged_out: (by) => `${by} took a report off that was no duplicate`,
};
const changed = (by: string): string => `${by} changed it`;

/** Who did it, where a document names a role and not a crew. */
const ROLES: Record<string, string> = {
  "": "The city",
  routing: "The district map",
  reporter: "The reporter",
  resident: "The reporter",
  crew: "The crew",
  dispatcher: "The desk",
  manager: "A manager",
};

/** What an outcome is called on a tile and what the reporter reads when nobody types. */
export const outcomes = {
  fixed: { name: "Fixed", hint: "The problem is gone.", ready: "We fixed it. Thank you for telling us." },
  made_safe: {
    name: "Made safe",
    hint: "No danger now. More work to do.",
    ready: "We made it safe. We will come back to finish the work.",
  },
  not_found: {
    name: "Not found",
    hint: "We looked. It is not here.",
    ready: "We went there and did not find the problem. If it is still there, please tell us where it is.",
  },
  not_ours: {
    name: "Not ours",
    hint: "Someone else must fix it.",
    ready: "We went there. This does not belong to the city, so our crew cannot fix it.",
  },
  needs_parts: {
    name: "Needs parts",
    hint: "We will come back.",
    ready: "We went there. We need parts to fix it and will come back.",
  },
  duplicate: { name: "Already reported", hint: "Another report is the same.", ready: "This was already reported." },
} as const;

export const outcomeName = (outcome: string): string =>
  outcome in outcomes ? outcomes[outcome as keyof typeof outcomes].name : outcome;

/** The crew's phone. */
export const crew = {
  today: "Today",
  jobs: (n: number): string => (n === 0 ? "No open jobs" : count(n, "open job", "open jobs")),
  none: "No jobs now",
  noneText: "New jobs for your crew show up here by themselves, also when the signal comes back.",
  noCrew: "You are not in a crew yet. Ask the desk to add you to one.",
  closedToday: "Closed today",
  openOutbox: (n: number): string => (n === 0 ? "Outbox" : `Outbox: ${count(n, "item", "items")} to send`),
  nearest: "Nearest first",
  oldest: "Oldest first",
  noPosition: "Your phone does not know where you are. The oldest jobs come first.",
  isNew: "New",
  status: {
    open: "To do",
    assigned: "To do",
    started: "In work",
    blocked: "Needs parts",
    done: "Closed",
    cancelled: "Cancelled",
  } as Record<string, string>,
  backToToday: "Back to Today",
  backToJob: "Back to the job",
  job: "Job",
  gone: "This job is not on this phone",
  goneText: "It may have gone to another crew. All you sent is kept.",
  navigate: "Navigate",
  noPhoto: "No photo came with the report.",
  before: "Before",
  after: "After",
  beforeAlt: (service: string, n = 1): string => `${service}, photo ${n} of the problem`,
  afterAlt: (service: string, n = 1): string => `${service}, photo ${n} of the work`,
  said: "What the reporter said",
  happened: "What happened",
  accept: "Accept",
  start: "Start work",
  done: "Done",
  withoutPhoto: "Close without a photo",
  goOn: "Go on closing",
  kept: "We kept this.",
  keptText: "You began to close this job. Your photo and notes are still here.",
  closeTitle: "Close this job",
  afterPhoto: "After photo",
  addPhoto: "Take a photo",
  another: "Take another photo",
  removePhoto: (n: number): string => `Remove photo ${n}`,
  preparing: "Getting the photo ready…",
  photoHelps: "A photo of the work helps people trust it.",
  whatHappened: "What happened?",
  chooseOutcome: "Choose what happened.",
  note: "The reporter will read this",
  noteHint: "Change it if you like. Empty means our own words go out.",
  close: "Close job",
  closing: "Saving…",
  notSaved: "This phone could not save it. Your photo and notes are still here. Try again.",
  startOver: "Throw this away",
  saved: "Job closed.",
} as const;

/** A request's status by the name of a newer server, too. */
export const requestStatus = (status: string): string => (desk.status as Record<string, string>)[status] ?? status;

/** The dispatcher's desk. */
export const desk = {
  title: "Dispatch",
  queue: { done: "Done" },
  number: (n: number): string => number.format(n),
  list: (queue: string): string => `${queue} reports`,
  empty: { held: "Nothing waits for your decision" },
  emptyText: { held: "Work by people who left their crew, or from half a year ago, shows up here first." },
  held: {
    list: "Work that waits for a decision",
    by: (by: string): string => ROLES[by] ?? by,
    done: (by: string): string => `By ${(ROLES[by] ?? by).replace(/^The /, "the ")},`,
    came: "reached the city",
    why: {
      right_lost: "The author left this crew before the work reached the city. Decide whether it counts.",
      too_old: "This was done more than half a year ago. Decide whether it still counts.",
      other: "Somebody has to look at this before it counts.",
    } as Record<string, string>,
    says: "What it says",
    noWords: "No words came with it.",
    photo: (n: number): string => `Photo ${n} of the held work`,
    now: "As it is now",
    unknown: "The report behind it is not on this device.",
    open: "Open the report",
    nobody: "Nothing chosen",
    nobodyText: "Choose one in the list. J and K move through it.",
    verdict: "Your decision",
    note: "A word to its author",
    noteHint: "Needed when you refuse it.",
    noteMissing: "Say why, so that its author can mend it.",
    accept: "Accept",
    refuse: "Refuse",
    decided: {
      accept: (what: string): string => `${what}: accepted. It counts as soon as it is sent.`,
      refuse: (what: string): string => `${what}: refused. Its author will read why.`,
    },
  },
  nothingFound: (q: string): string => `Nothing found for “${q}”`,
  nothingFoundText: "Look for a reference, a kind of problem, or a place.",
  clearSearch: "Clear search",
  search: "Search",
  searchHint: "Search",
  closeHelp: "Close",
  keysOn: "Use single keys",
  unsent: "Not sent yet",
  showMap: "Show map",
  showList: "Show list",
  map: "Map of reports. The list shows the same reports.",
  mapLoading: "Loading the map…",
  mapMissing: "This device cannot draw the map. The list shows everything.",
  mapNotLoaded: "The map is not on this device yet. The list shows everything.",
  offMap: (n: number): string => `${count(n, "report has", "reports have")} no point on the map.`,
  cluster: (n: number): string => `${count(n, "report", "reports")} here. Zoom in.`,
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  wholeCity: "Whole city",
  legend: "Signs on the map",
  nobodySelected: "No report chosen",
  nobodySelectedText: "Choose one in the list or on the map. J and K move through the list.",
  notHere: "This report is not on this device",
  back: "Back to the list",
  detail: "Report",
  place: "Place",
  work: "Work",
  history: "History",
  description: "What the reporter said",
  noPhotos: "No photos",
  assign: "Assign",
  assignTitle: "Assign a crew",
  assignTo: (name: string): string => `Assign to ${name}`,
  chooseCrew: "Choose a crew first.",
  noCrews: "There are no crews yet. A manager adds them.",
  suggested: "for this district",
  hasIt: "has it now",
  cancel: "Cancel",
  assigned: (service: string, name: string): string => `${service} goes to ${name}.`,
  notSaved: "This device could not save it. Try again.",
  refused: (n: number): string => `${count(n, "change was", "changes were")} not accepted.`,
  openOutbox: "Open the outbox",
  unknownCrew: "a crew",
  needsReview: "Look at this",
  status: {
    new: "New",
    triaged: "Waits for a crew",
    planned: "Assigned",
    in_work: "In work",
    resolved: "Fixed",
    closed: "Closed",
    duplicate: "Already reported",
    withdrawn: "Taken back",
    reopened: "Opened again",
  },
  job: {
    none: "No crew has it yet.",
    assigned: (name: string): string => `Assigned to ${name}. Not accepted yet.`,
    accepted: (name: string, at: string): string => `${name} accepted it ${showWhen(new Date(at))}.`,
    started: (name: string, at: string): string => `${name} started ${showWhen(new Date(at))}.`,
    blocked: (name: string): string => `${name} needs parts.`,
    done: (name: string, outcome: string, at: string): string =>
      `${name} closed it ${showWhen(new Date(at))}: ${outcome}.`,
    cancelled: "The job is cancelled.",
  },
  evidence: {
    none: "No photo of the work.",
    pending: "Photos of the work are still on the crew's phone.",
    complete: "",
  } as Record<string, string>,
  flag: (name: string): string => FLAGS[name] ?? "Something here needs your eye.",
} as const;

const FLAGS: Record<string, string> = {
  withdrawn: "The reporter took this back after the crew had begun. You decide.",
  late_closure: "A crew closed this job after it had moved. Their photos and note are kept. You decide.",
  double_work: "Two crews worked on this job. One closed it while the other had begun. You decide.",
  rerouted: "The city's map changed after this crew had begun. Another crew answers here now. You decide.",
  duplicate_work: "Two crews closed this job. Both notes and all photos are kept.",
  correction: "A crew said otherwise after this had moved on. Its words and photos are kept. You decide.",
};

/** Why a report went where it went. Reasons are those of the server's routing. */
export function routeReason(reason: string, district: string | null, crewName: string | null): string {
  const to = crewName ? `: ${crewName}` : "";
  switch (reason) {
    case "inside":
      return district ? `Inside ${district}${to}.` : `Inside a district${to}.`;
    case "on_border":
      return district ? `On the border of ${district}${to}. Check it.` : `On a border${to}. Check it.`;
    case "outside_every_district":
      return "Outside every district. Choose a crew by hand.";
    case "no_layer":
      return "No districts are set for this kind of problem. Choose a crew by hand.";
    case "no_point":
      return "Only words say where it is. Choose a crew by hand.";
    default:
      return district ? `In ${district}${to}.` : "Not in a district. Choose a crew by hand.";
  }
}
