// Words that may mean a life is at risk now, in whatever language somebody writes. The app then points to 911 first; it
// never blocks. Pure.
const DANGER = [
  "fire", "burning", "smoke", "gas leak", "gas smell", "smell gas", "smells of gas", "smell of gas", "explosion", "explode",
  "live wire", "downed wire", "downed power", "power line", "wire down", "wires down", "electrocut\\w*", "sparks", "sparking",
  "injur\\w*", "bleeding", "unconscious", "not breathing", "trapped", "drown\\w*", "crash", "hit by a car", "gun", "shooting",
  "shots", "weapon", "attack\\w*", "emergency", "sinkhole", "collaps\\w*", "dying", "overdose",
  "fuego", "incendi\\w*", "se quema", "quem[aá]ndose", "en llamas", "humo", "fuga de gas", "olor a gas", "huele a gas",
  "explo(sión|sion|tó|to|ta)", "cables? ca[ií]dos?", "cable suelto", "chispas", "electrocut\\w*", "herid[oa]s?", "sangra\\w*",
  "inconsciente", "no respira", "atrapad[oa]s?", "ahog\\w*", "choque", "atropell\\w*", "pistola", "disparos?", "balazos?",
  "arma", "atac\\w*", "emergencia", "socav[oó]n", "se derrumb\\w*", "sobredosis", "muriendo",
];
// A word begins and ends beside what is no letter: "\b" knows no accents, and not every browser looks behind.
const PATTERN = new RegExp(`(?:^|[^\\p{L}\\p{N}])(${DANGER.join("|").replaceAll("\\w", "\\p{L}")})(?![\\p{L}\\p{N}])`, "iu");

/** Things of everyday that hold a danger word. */
const HARMLESS = /\b(fire (hydrant|lane|station|truck|escape)s?|gun club|hidrantes? (de|contra) incendios?)\b/gi;

export const soundsDangerous = (text: string): boolean => PATTERN.test(text.replace(HARMLESS, ""));
