// La página sobre la app misma: the twin of en/app-page.ts in Spanish.
import type { appPage as english } from "../en/app-page";

export const appPage: typeof english = {
  title: "Esta app",
  link: "Idioma, tamaño de letra, instalar",
  language: "Idioma",
  text: "Tamaño de la letra",
  sizes: { normal: "Mediano", large: "Grande", huge: "Muy grande" },
  install: {
    title: "Póngala en su teléfono",
    why: [
      "Se abre sin señal, tan rápido como cualquier app.",
      "Envía sola lo que usted guardó, en cuanto puede.",
      "El teléfono no tira lo que aún no se envió.",
      "Sin tienda y sin cuenta. Ocupa menos que una foto.",
    ],
    button: "Instalar",
    ios: "Toque Compartir y luego Agregar a inicio.",
    menu: "Abra el menú de su navegador y elija Instalar app, o Agregar a la pantalla de inicio.",
    done: "Está instalada en este teléfono.",
  },
  keeps: {
    title: "Qué guarda este teléfono",
    text: "Sus reportes y fotos, hasta que borre los datos de la app. La ciudad recibe lo que envía, y el lugar. No hace falta su nombre.",
    safe: "Este teléfono protege lo guardado.",
    open: "Este teléfono puede borrar lo guardado cuando está lleno. Instalar la app ayuda.",
  },
  call: (phone: string): string => `Llamar a la ciudad: ${phone}`,
};
