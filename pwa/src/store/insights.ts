// What the manager's screen of satisfaction asks of the server.
import { answerOf, ask } from "./asking";

export interface Numbers {
  closed: number;
  rated: number;
  satisfied: number;
  reopened: number;
  /** Satisfied out of rated, 0 to 1; null when nobody rated. */
  share: number | null;
}

export interface RatingComment {
  day: string;
  stars: number;
  words: string;
  service: string;
  district: string | null;
}

export interface Satisfaction {
  since: string;
  total: Numbers;
  services: { code: string; name: string; numbers: Numbers }[];
  /** Without names: outside every district. */
  districts: { name: string | null; layer: string | null; numbers: Numbers }[];
  comments: RatingComment[];
  /** By the name of the number, in the server's words. */
  definitions: Record<keyof Numbers | "comments", string>;
}

/** `since` is a day in UTC, as in "2026-11-01". */
export const readSatisfaction = (since: string): Promise<Satisfaction> => ask("GET", `/insights/satisfaction?since=${since}`);

export const readSatisfactionTable = async (since: string): Promise<Blob> =>
  (await answerOf("GET", `/insights/satisfaction.csv?since=${since}`)).blob();
