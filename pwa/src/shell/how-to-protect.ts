// What a person can do so that the browser keeps unsent work. Pure.
import { words } from "../words/words";

interface Where {
  userAgent: string;
  touchPoints: number;
  installed: boolean;
}

/** An iPad calls itself a Mac, but has fingers. */
export const isApple = ({ userAgent, touchPoints }: Omit<Where, "installed">): boolean =>
  /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes("Macintosh") && touchPoints > 1);

export function howToProtect(where: Where): string {
  if (where.installed) return words.strip.open.weekly;
  return isApple(where) ? words.strip.open.ios : words.strip.open.install;
}
