// Words that may mean a life is at risk now. The app then points to 911 first; it never blocks. Pure.
const DANGER = [
  "fire", "burning", "smoke", "gas leak", "gas smell", "smell gas", "smells of gas", "smell of gas", "explosion", "explode",
  "live wire", "downed wire", "downed power", "power line", "wire down", "wires down", "electrocut\\w*", "sparks", "sparking",
  "injur\\w*", "bleeding", "unconscious", "not breathing", "trapped", "drown\\w*", "crash", "hit by a car", "gun", "shooting",
  "shots", "weapon", "attack\\w*", "emergency", "sinkhole", "collaps\\w*", "dying", "overdose",
];
const PATTERN = new RegExp(`\\b(${DANGER.join("|")})\\b`, "i");

/** Things of everyday that hold a danger word. */
const HARMLESS = /\b(fire (hydrant|lane|station|truck|escape)s?|gun club)\b/gi;

export const soundsDangerous = (text: string): boolean => PATTERN.test(text.replace(HARMLESS, ""));
