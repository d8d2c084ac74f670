// Los reportes propios: qué pasó, en oraciones; cambiarlos, si están arreglados, seguir otro.
import type * as english from "../en/mine";

const first = (who: string): string => who.charAt(0).toUpperCase() + who.slice(1);

export const told: typeof english.told = {
  reported: (who) => `${first(who)} lo reportó.`,
  triaged: () => "La ciudad lo está revisando.",
  planned: (who) => `${first(who)} lo asignó a un equipo.`,
  in_work: (who) => `${first(who)} empezó a trabajar en esto.`,
  resolved: (who) => `${first(who)} lo arregló.`,
  closed: (who) => `${first(who)} lo cerró.`,
  reopened: (who) => `${first(who)} dijo que no está arreglado. Está abierto de nuevo.`,
  duplicate: (_who, other) => `Es igual a ${other}. Aquí lee lo que pasa con ese reporte.`,
  withdrawn: (who) => `${first(who)} lo retiró.`,
  comment: (who) => `${first(who)} escribió un comentario.`,
  edited: (who, before) => (before ? `${first(who)} cambió la nota. Antes decía:` : `${first(who)} agregó una nota.`),
  moved: (who) => `${first(who)} cambió el lugar. Antes era:`,
  take_back: (who) => `${first(who)} pidió retirarlo. El equipo ya lo sabe.`,
  followed_up: (who) => `${first(who)} dijo que no está arreglado. Un reporte nuevo sigue con esto.`,
  rated: (who, answer) => `${first(who)} opinó del resultado: ${answer}.`,
  sorted_category: (who) => `${first(who)} cambió el tipo de problema.`,
  sorted_priority: (who) => `${first(who)} cambió la prioridad.`,
  merged_in: () => "Otra persona reportó lo mismo.",
  same_as: (_who, other) => `Usted dijo que es igual a ${other}.`,
  took_over: () => "El otro reporte se retiró. El suyo sigue.",
  corrected: (who) => `${first(who)} corrigió lo que se dijo antes.`,
  unmerged: (_who, other) => `No es igual a ${other} después de todo. Sigue por su cuenta.`,
  merged_out: () => "Otro reporte no era igual después de todo.",
};
export const somebody: string = "otra persona";

export const list: typeof english.list = {
  show: "Qué reportes mostrar",
  all: (n) => `Todos (${n})`,
  open: (n) => `Abiertos (${n})`,
  over: (n) => `Terminados (${n})`,
  noneOpen: "No hay nada abierto. Todos sus reportes terminaron.",
  noneOver: "Aún no termina ninguno. Aquí ve cada paso.",
};

export const change: typeof english.change = {
  open: "Cambiarlo",
  title: "Cambie su reporte",
  lead: "Lo puede cambiar hasta que el equipo lo haya visto. Después será un comentario.",
  note: "Nota",
  place: "Dirección o punto de referencia",
  pointKept: "El punto en el mapa queda igual.",
  save: "Guardar el cambio",
  nothing: "Aún no hay ningún cambio",
  cancel: "Dejarlo como está",
  kept: "Guardamos lo que escribió.",
};

export const takeBack: typeof english.takeBack = {
  open: "Retirarlo",
  title: "¿Retirar este reporte?",
  text: "Entonces nadie trabaja en esto. Lo puede reportar otra vez después.",
  begun: "El equipo ya empezó. Se le dirá que usted lo retiró.",
  reason: "¿Por qué? (si quiere)",
  yes: "Sí, retirarlo",
  no: "Dejarlo",
};

export const fixed: typeof english.fixed = {
  title: "¿Está arreglado?",
  text: "Usted es quien lo puede ver.",
  yes: "Sí, está arreglado",
  no: "No, abrirlo de nuevo",
  how: "¿Qué tan bien quedó?",
  howText: "Basta con un toque.",
  answers: { 1: "Muy mal", 2: "Mal", 3: "Regular", 4: "Bien", 5: "Muy bien" },
  said: (answer) => `Usted dijo: ${answer}.`,
  thanks: "Gracias. La ciudad lee cada respuesta.",
  comment: "Diga más (si quiere)",
  commentHint: "No escriba nombres ni teléfonos.",
  addComment: "Agregar estas palabras",
  another: "Elegir otra respuesta",
  notAfterAll: "Al final no está arreglado",
};

export const reopen: typeof english.reopen = {
  title: "¿Qué sigue mal?",
  again: "El mismo reporte se abre de nuevo. La ciudad lo revisa.",
  anew: "Terminó hace más de dos semanas. Por eso será un reporte nuevo, con las fotos de antes.",
  text: "En sus palabras (si quiere)",
  textHint: "No escriba nombres ni teléfonos.",
  photo: "Una foto de cómo está ahora es lo que más ayuda.",
  addPhoto: "Tomar una foto",
  another: "Agregar una foto",
  send: "Abrirlo de nuevo",
  sendNew: "Reportarlo otra vez",
  cancel: "Volver",
};

export const links: typeof english.links = {
  goesOn: "Sigue como un reporte nuevo:",
  earlier: "Sigue a un reporte anterior:",
  also: "Sus palabras también están en este reporte:",
  another: "Reportar otro cerca",
};

export const follow: typeof english.follow = {
  title: "¿Usted también ve esto?",
  near: "A unos diez metros del punto reportado.",
  what: "Recibe un reporte propio que sigue a este. Está en Mis reportes, con todas sus noticias.",
  yes: "Sí, avíseme",
  page: "Ver la página pública",
  looking: "Buscando…",
  offline: "Este teléfono debe conectarse una vez para buscar el reporte.",
  again: "Probar otra vez",
  unverified: "No hay conexión ahora. En qué punto está se ve cuando haya conexión.",
  over: "Ese reporte ya terminó.",
  overText: "Si el problema volvió, repórtelo de nuevo.",
  unknown: "Ningún reporte con este número ha llegado a la ciudad",
  unknownText: "Revise el número. Puede estar todavía en el teléfono que lo hizo.",
  report: "Reportar un problema",
  place: (reference) => `Donde está ${reference}`,
};
