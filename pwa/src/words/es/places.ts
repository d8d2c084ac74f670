// Encontrar un lugar, quién responde ahí y qué está reportado cerca: the twin of en/places.ts in Spanish.
import type { PlaceFound } from "@sync/protocol/messages";
import type * as english from "../en/places";
import { count, showAgo, showDate, showLength } from "../numbers";

const away = ({ distance_m }: PlaceFound): string => (distance_m == null ? "" : `a ${showLength(distance_m)}`);

export const find: typeof english.find = {
  place: (place: PlaceFound): string =>
    [place.label, place.kind === "address" && place.exact === false ? "más o menos aquí" : "", away(place)].filter(Boolean).join(", "),
  street: "Toda la calle",
  near: (said: string, address: string): string => (address ? `${said}, cerca de ${address}` : said),
  away,
  found: (n: number): string =>
    n === 0 ? "No se encontró nada. Lo que escribió se guarda así." : `${count(n, "lugar encontrado", "lugares encontrados")}.`,
  noNetwork: "Sin señal. Lo que escribió se guarda así.",
  lamp: {
    which: { street_light: "¿Qué farola?" },
    whichOther: "¿Cuál?",
    lead: "Si lo sabe, tóquelo. Si no, solo envíe.",
    near: "Cerca de este lugar",
    number: "Número en el poste",
    numberHint: "Si lo puede leer",
    words: (number: string): string => `Farola ${number}`,
    chosen: (label: string): string => `Elegido: ${label}`,
  },
  crew: {
    open: "Buscar una dirección o una farola",
    title: "Buscar un lugar",
    label: "Dirección, calle o número de farola",
    hint: "Funciona sin señal en sus distritos.",
    about: "Más o menos aquí: el mapa no tiene esta casa.",
    noPoint: "El mapa no tiene este lugar.",
  },
};

const ways: Record<english.Way, string> = {
  n: "al norte",
  ne: "al noreste",
  e: "al este",
  se: "al sureste",
  s: "al sur",
  sw: "al suroeste",
  w: "al oeste",
  nw: "al noroeste",
};

export const pin: typeof english.pin = {
  move: "Mover el marcador",
  hint: "Cada toque lo mueve. Las flechas también, y con Mayús da pasos más grandes.",
  step: (m: number, way: english.Way): string => `${m} m ${ways[way]}`,
  big: "Pasos más grandes",
  where: (m: number, way: english.Way): string => `${showLength(m)} ${ways[way]} de donde está usted`,
  here: "El marcador está donde está usted",
  chosen: "El lugar que eligió",
  none: "Toque el mapa para poner el marcador.",
  reset: "Volver a donde estoy",
  take: "Quitar el marcador",
  onMap: "Ver en un mapa",
  map: "Mapa. Toque para poner el marcador.",
  coming: "El mapa está llegando…",
  failed: "No se pudo cargar el mapa. Puede hacer todo sin él.",
  zoomIn: "Más cerca",
  zoomOut: "Más lejos",
  broken: "Esto no se pudo cargar. Mejor escriba el lugar.",
};

export const nearby: typeof english.nearby = {
  title: "¿Es uno de estos?",
  text: "Alguien reportó esto cerca de usted. Si es lo mismo, le contaremos todo.",
  looking: "Buscando si ya se reportó…",
  same: "Es este. Avísenme",
  sameName: (what: string): string => `Es este. Avísenme: ${what}`,
  different: "El mío es otro",
  where: (distance_m: number): string => (distance_m <= 10 ? "Aquí mismo" : `A unos ${showLength(distance_m)}`),
  reported: (at: string, now = Date.now()): string => {
    const ago = showAgo(new Date(at), now);
    return ago ? `Reportado ${ago}` : `Reportado el ${showDate(new Date(at))}`;
  },
  over: "Cerrado hace poco",
  photo: (what: string): string => `Foto del otro reporte: ${what}`,
  others: (n: number): string => `${count(n, "persona más lo reportó", "personas más lo reportaron")}`,
  asset: "La misma farola o señal",
  chosen: "Usted dijo que es igual a",
  chosenText: "El suyo también se guarda. Aquí leerá lo que pase.",
  change: "Cambiar",
  quiet: (n: number): string => `${count(n, "reporte cercano puede", "reportes cercanos pueden")} ser lo mismo.`,
  look: "Mirar",
  follows: "Es igual a otro reporte:",
  followsText: "Aquí lee lo que pasa con ese.",
  followers: (n: number): string => `${count(n, "persona más reportó", "personas más reportaron")} lo mismo.`,
};

export const route: typeof english.route = {
  foretold: ([first, second]: string[]): string => {
    if (first === undefined) return "Esto está fuera de los distritos de la ciudad. La ciudad lo va a mirar.";
    return second === undefined ? `Va a ${first}.` : `Está cerca de un límite. Va a ${first} o a ${second}.`;
  },
  otherwise: (told: string, now: string): string =>
    now ? `Le dijimos ${told}. ${now} responde por este lugar.` : `Le dijimos ${told}. La ciudad busca el equipo correcto.`,
  redrawn: (district: string): string =>
    district ? `Cambió el mapa de la ciudad: ahora ${district}` : "Cambió el mapa de la ciudad: ahora en ningún distrito",
};

export const agency: typeof english.agency = {
  has: (name: string): string => `${name} lo tiene. No es parte de la ciudad.`,
  reach: (contact: string): string => `Para comunicarse: ${contact}`,
};
