// Fotos que otra aplicación compartió: the twin of en/shared.ts in Spanish.
import type * as english from "../en/shared";

export const shared: typeof english.shared = {
  other: "Otro reporte no está terminado. ¿A dónde van?",
  full: (most) => `Ese reporte ya tiene ${most} fotos.`,
  many: (most) => `Aquí pueden esperar hasta ${most} fotos compartidas. Las nuevas no se guardaron. Use las que esperan o comparta menos.`,
  add: "Agregar a ese reporte",
  finish: "Terminar ese primero",
  another: "Descartarlo y empezar otro",
};
