// All field problems of an op at once, as codes with JSON pointers into its arguments. Twin of validation.py.
import { DESK_CLOSING } from "./corrections";
import { CLOSING } from "./lifecycle";
import { MAX_MATERIALS, MAX_PHOTOS, MAX_PHOTO_BYTES, type Material, type OpArgs, type PhotoPromise, type Place } from "./messages";
import type { Code } from "./outcomes";
import * as reference from "./reference";

export const MAX_TEXT = 4000;
const MAX_EMAIL = 254;
const EMAIL = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+$/;
const ENDPOINT = /^https:\/\/[!-~]+$/;
const POINT = /^[A-Za-z0-9_-]{87}=?$/;
const SECRET = /^[A-Za-z0-9_-]{22}(==)?$/;

export const isEmail = (address: string): boolean => address.length <= MAX_EMAIL && EMAIL.test(address);

export interface FieldProblem {
  code: Code;
  at: string;
}

type Checks = { [K in keyof OpArgs]: (args: OpArgs[K]) => FieldProblem[] };

const CHECKS: Checks = {
  "request.report": (args) => [
    ...when(reference.parse(args.reference) !== args.reference, "bad_reference", "/reference"),
    ...place(args.place),
    ...text(args.description ?? "", "/description"),
    ...photos(args.photos ?? []),
  ],
  "request.comment": (args) => [
    ...when(!args.text?.trim() && !args.photos?.length, "bad_value", "/text"),
    ...text(args.text ?? "", "/text"),
    ...photos(args.photos ?? []),
  ],
  "wo.close": (args) => [
    ...when(!Object.hasOwn(CLOSING, args.outcome), "bad_value", "/outcome"),
    ...text(args.note ?? "", "/note"),
    ...photos(args.photos ?? []),
    ...used(args.materials ?? []),
  ],
  "wo.correct": ({ outcome = null, note = null, photos: shown = [] }) => [
    ...(shown.length ? [] : given(outcome, note)),
    ...when(outcome !== null && !Object.hasOwn(CLOSING, outcome), "bad_value", "/outcome"),
    ...text(note ?? "", "/note"),
    ...photos(shown),
  ],
  "wo.serve": () => [],
  "wo.split": () => [],
  "wo.settle": (args) => text(args.note ?? "", "/note"),
  "wo.accept": () => [],
  "wo.start": () => [],
  "wo.assign": () => [],
  "request.edit": (args) => [
    ...given(args.description, args.place),
    ...text(args.description ?? "", "/description"),
    ...(args.place ? place(args.place) : []),
  ],
  "request.reopen": (args) => [...text(args.text ?? "", "/text"), ...photos(args.photos ?? [])],
  "request.withdraw": (args) => text(args.text ?? "", "/text"),
  "request.rate": (args) => text(args.text ?? "", "/text"),
  "request.notify": ({ channel, address, p256dh = "", auth = "" }) =>
    !address
      ? []
      : channel === "email"
        ? when(!isEmail(address), "bad_value", "/address")
        : [
            ...when(!ENDPOINT.test(address), "bad_value", "/address"),
            ...when(!POINT.test(p256dh), "bad_value", "/p256dh"),
            ...when(!SECRET.test(auth), "bad_value", "/auth"),
          ],
  "request.sort": (args) => given(args.service_code, args.priority),
  "request.merge": () => [],
  "request.unmerge": () => [],
  "request.close": ({ outcome, note }) => [
    ...when(!DESK_CLOSING.includes(outcome), "bad_value", "/outcome"),
    ...(note.trim() ? text(note, "/note") : when(true, "bad_value", "/note")),
  ],
  "wo.cancel": (args) => text(args.note ?? "", "/note"),
  "wo.plan": ({ schedule, instructions }) => [
    ...given(schedule, instructions),
    ...text(instructions ?? "", "/instructions"),
    ...when(endsBeforeItBegins(schedule), "bad_value", "/schedule/until_at"),
  ],
  "wo.log": ({ minutes = 0, materials = [], text: words = "" }) => [
    ...when(minutes === 0 && materials.length === 0 && !words.trim(), "bad_value", ""),
    ...used(materials),
    ...text(words, "/text"),
  ],
  "op.review": (args) => text(args.note ?? "", "/note"),
  noop: () => [],
};

/** What is wrong with the arguments of an op of this kind on such a thing; empty when nothing is. */
export function problems<K extends keyof OpArgs>(kind: K, thing: string, args: OpArgs[K]): FieldProblem[] {
  const expected = kind === "noop" ? "device" : kind.split(".")[0];
  return [...when(thing !== expected, "bad_value", "/on"), ...CHECKS[kind](args)];
}

const when = (wrong: boolean, code: Code, at: string): FieldProblem[] => (wrong ? [{ code, at }] : []);

/** An op that only changes what it names must name something. */
const given = (...values: unknown[]): FieldProblem[] =>
  when(values.every((value) => value === undefined || value === null), "bad_value", "");

const used = (materials: Material[]): FieldProblem[] => [
  ...when(materials.length > MAX_MATERIALS, "bad_value", "/materials"),
  ...materials.flatMap(({ name, quantity }, i) => [
    ...when(!name.trim(), "bad_value", `/materials/${i}/name`),
    ...when(!(quantity > 0 && quantity <= 1_000_000), "bad_value", `/materials/${i}/quantity`),
  ]),
];

function endsBeforeItBegins(schedule: OpArgs["wo.plan"]["schedule"]): boolean {
  const { from_at, until_at } = schedule ?? {};
  return !!from_at && !!until_at && Date.parse(until_at) < Date.parse(from_at);
}

function place({ lat = null, lon = null, accuracy_m = null, text = "" }: Place): FieldProblem[] {
  if (lat === null && lon === null) return when(!text.trim(), "bad_location", "/place");
  if (lat === null || lon === null) return when(true, "bad_location", "/place");
  return [
    ...when(!(lat >= -90 && lat <= 90), "bad_location", "/place/lat"),
    ...when(!(lon >= -180 && lon <= 180), "bad_location", "/place/lon"),
    ...when(accuracy_m !== null && !(Number.isFinite(accuracy_m) && accuracy_m >= 0), "bad_location", "/place/accuracy_m"),
  ];
}

/** Length in characters as Python counts them: code points, not UTF-16 units. */
const text = (value: string, at: string): FieldProblem[] => when([...value].length > MAX_TEXT, "bad_value", at);

function photos(list: PhotoPromise[]): FieldProblem[] {
  return [
    ...when(list.length > MAX_PHOTOS, "bad_value", "/photos"),
    ...when(new Set(list.map((photo) => photo.id)).size < list.length, "bad_value", "/photos"),
    ...list.flatMap((photo, i) =>
      when(!(photo.size_bytes > 0 && photo.size_bytes <= MAX_PHOTO_BYTES), "bad_value", `/photos/${i}/size_bytes`),
    ),
  ];
}
