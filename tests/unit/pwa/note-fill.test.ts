import { fillNote } from "../../../pwa/src/store/note-fill";

test("fields are filled in with what is known", () =>
  expect(fillNote("{service} at {place}, {reference}. Done by {due}.", { service: "Pothole", place: "12 Elm", reference: "K7QM", due: "1 December" })).toBe(
    "Pothole at 12 Elm, K7QM. Done by 1 December.",
  ));

test("what nobody knows is left out with its space", () => expect(fillNote("Fixed at {place}.", { place: null })).toBe("Fixed at."));

test("words in braces that are no field stay, and what a field says is never a field", () =>
  expect(fillNote("{mayor} {place}", { place: "{reference}", reference: "K7QM" })).toBe("{mayor} {reference}"));
