// Noticias por correo y en el teléfono: the twin of en/tell.ts in Spanish.
import type { tell as english } from "../en/tell";

export const tell: typeof english = {
  title: "Avíseme cuando cambie",
  always: "Siempre lo ve aquí, en Mis reportes.",
  email: "Su correo electrónico",
  emailHint: "Le escribimos cuando algo cambia. La ciudad no lo usa para nada más.",
  byEmail: "Avisarme por correo",
  wrong: "Revise la dirección. Se ve como nombre@example.org.",
  failed: "Este teléfono no pudo guardarlo. Pruebe otra vez.",
  asked: "Le escribimos. Abra ese mensaje y diga que sí.",
  askedLater: "Un mensaje va en camino. Ábralo y diga que sí.",
  emailOn: "Recibe un correo cuando cambia.",
  emailOff: "No más correos",
  onPhone: "Avisarme en este teléfono",
  phoneOn: "Este teléfono le avisa cuando cambia.",
  phoneOff: "No más avisos en este teléfono",
  denied: "Este teléfono no permite mensajes de este sitio. Permítalos en los ajustes de su navegador y pruebe otra vez.",
  install: "En un iPhone o iPad, primero ponga esta app en su pantalla de inicio. Toque Compartir y luego Agregar a inicio.",
  unsupported: "Este navegador no puede mostrar mensajes. Use el correo.",
};
