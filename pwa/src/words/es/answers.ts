// Lo que resultó de un acto, y en qué punto está un reporte: the twin of en/answers.ts in Spanish.
import type { codes as english, expected as englishExpected, problems as englishProblems, WaitReason } from "../en/answers";
import { showDay } from "../numbers";

const nothing = "No tiene que hacer nada.";

export const codes: typeof english = {
  ok: { says: "La ciudad lo tiene.", todo: nothing },
  late_closure: { says: "Este trabajo cambió de lugar mientras tanto. Sus fotos y su nota se guardaron.", todo: "El despacho decide." },
  duplicate_closure: { says: "Otra persona cerró antes este trabajo. Lo suyo se guardó como nota.", todo: nothing },
  correction_kept: { says: "Se dijo otra cosa cuando esto ya había cambiado. Sus palabras y fotos están guardadas.", todo: "El despachador decide." },
  already_so: { says: "Ya estaba así.", todo: nothing },
  work_under_way: { says: "El equipo ya empezó. Le avisamos que usted lo retiró.", todo: nothing },
  became_comment: { says: "Llegó tarde para cambiar el reporte. Se agregó como comentario.", todo: nothing },
  follow_up: { says: "El trabajo terminó hace tiempo. La ciudad tiene un reporte nuevo.", todo: "Siga el reporte nuevo." },
  merged_elsewhere: { says: "Esto ya se había reportado. Sus palabras están con ese reporte.", todo: nothing },
  too_old: { says: "Esto tiene más de medio año. Primero lo mira un supervisor.", todo: nothing },
  right_lost: { says: "Usted dejó este equipo mientras tanto. Primero lo mira un supervisor.", todo: nothing },
  device_lost: { says: "El teléfono se dio por perdido. Primero lo mira un supervisor.", todo: nothing },
  refused_by_supervisor: { says: "Un supervisor no lo aceptó.", todo: "Guarde una copia y hable con su gerente." },
  not_found: { says: "La ciudad ya no tiene esto.", todo: "Guarde una copia si la necesita. Luego repórtelo de nuevo." },
  depends_on_rejected: { says: "La ciudad no tomó el reporte al que pertenece esto.", todo: "Envíe el reporte de nuevo. Esto va con él." },
  erased: { says: "Este reporte se borró, porque así lo pidió quien lo hizo.", todo: "No se le puede agregar nada." },
  not_allowed: { says: "Usted no puede hacer esto.", todo: "Guarde una copia y hable con su gerente." },
  bad_location: { says: "No se pudo leer el lugar.", todo: "Corríjalo y envíelo de nuevo con una dirección." },
  bad_value: { says: "No se pudo leer una parte.", todo: "Corríjala y envíela de nuevo con otras palabras." },
  bad_reference: { says: "La referencia no era correcta. Es un error nuestro.", todo: "Envíelo de nuevo. Recibe otra." },
  reference_taken: { says: "La referencia ya estaba en uso.", todo: "Envíelo de nuevo. Recibe otra." },
  field_conflict: { says: "Otra persona cambió esto antes que usted.", todo: "Mire cómo está ahora. Luego envíe lo suyo o descártelo." },
  stale_assignment: { says: "Este trabajo pasó a otro equipo.", todo: "Hable con el despacho." },
  cancelled_known: { says: "Este trabajo se canceló.", todo: "Hable con el despacho." },
  illegal_transition: { says: "Esto no se puede hacer en este punto.", todo: "Mire cómo está ahora." },
  effect_stands: { says: "Se aceptó y ya está hecho.", todo: "Corrija el trabajo o decídalo allí." },
  service_retired: { says: "La ciudad ya no recibe este tipo de reporte.", todo: "Corríjalo y elija otro tipo." },
  too_big: { says: "Esto es más largo de lo que la ciudad puede tomar.", todo: "Corríjalo y envíelo con menos palabras." },
  malformed: { says: "El servidor de la ciudad no pudo leer esto. Es un error nuestro.", todo: "Guarde una copia. Luego actualice la app y pruebe otra vez." },
  unknown_op: { says: "El servidor de la ciudad todavía no conoce este acto.", todo: "Guarde una copia y pruebe mañana." },
  internal_error: { says: "Algo falló de nuestro lado.", todo: "Guarde una copia. Ya nos avisaron y lo vamos a ver." },
};

export const problems: typeof englishProblems = {
  offline: "Sin conexión. Pruebe otra vez cuando tenga señal.",
  unsent_work: "Hay trabajo sin enviar. Envíelo o guarde una copia antes de salir.",
  malformed: "El servidor no pudo leer esto. Actualice la app y pruebe otra vez.",
  bad_value: "No se pudo leer una parte. Revísela y pruebe otra vez.",
  unknown_proto: "La app y el servidor no son de la misma versión. Actualice la app. No se pierde nada.",
  sign_in_required: "Primero inicie sesión.",
  wrong_password: "El usuario o la contraseña no son correctos.",
  not_allowed: "Usted no puede hacer esto. Hable con su gerente.",
  device_revoked: "La ciudad cerró la sesión de este teléfono y lo vació. Lo que no se envió espera a un supervisor.",
  not_found: "El servidor no tiene esto.",
  gap: "El teléfono y el servidor deben comparar sus notas. Se hace solo.",
  device_fork: "Esto parece la copia de otro teléfono. Inicie sesión de nuevo.",
  offset_mismatch: "La foto sigue desde donde paró.",
  upload_gone: "La foto se envía otra vez desde el principio.",
  too_big: "Esta foto es demasiado grande.",
  wrong_type: "Esta no es una foto que podamos usar.",
  wrong_version: "La app es muy vieja para enviar fotos. Actualícela.",
  checksum_mismatch: "La foto se dañó en el camino. Sale otra vez sola.",
  locked: "El servidor todavía trabaja con esta foto. Sigue solo.",
  too_many: "Demasiados intentos. Espere un minuto y pruebe otra vez.",
  internal_error: "Algo falló en el servidor. Pruebe más tarde.",
  busy: "El servidor está ocupado. Pruebe en un momento.",
};

export const waiting: Record<WaitReason, string> = {
  offline: "sin conexión",
  unreachable: "el servidor de la ciudad no responde",
  server_error: "el servidor de la ciudad tiene un problema",
  signed_out: "usted no ha iniciado sesión",
  blocked: "primero hay que actualizar el servidor",
  storage_full: "este teléfono está lleno",
};

export const kinds: Record<string, string> = {
  "request.report": "Reporte",
  "request.comment": "Comentario",
  "wo.accept": "Trabajo aceptado",
  "wo.start": "Trabajo empezado",
  "wo.close": "Trabajo cerrado",
  "wo.assign": "Trabajo dado a un equipo",
  "request.edit": "Corrección",
  "request.withdraw": "Reporte retirado",
  "request.reopen": "No está arreglado",
  "request.rate": "Opinión",
  "request.notify": "Cómo avisarle",
  "request.sort": "Reporte ordenado",
  "request.merge": "Ya se había reportado",
  "wo.cancel": "Trabajo cancelado",
  "wo.plan": "Trabajo planeado",
  "wo.log": "Tiempo y material",
  "op.review": "Decisión sobre trabajo en espera",
  "request.unmerge": "No es un duplicado",
  "request.close": "Reporte cerrado",
  "wo.correct": "Corrección",
  "wo.serve": "Reporte añadido a un trabajo",
  "wo.split": "Reporte quitado de un trabajo",
  "wo.settle": "Decisión sobre un trabajo",
  noop: "Nada",
};

export const status: Record<string, string> = {
  new: "Reportado",
  triaged: "En revisión",
  planned: "Asignado a un equipo",
  in_work: "En obra",
  resolved: "Arreglado",
  closed: "Cerrado",
  duplicate: "Ya se había reportado",
  withdrawn: "Retirado",
  reopened: "Abierto de nuevo",
};

export const expected: typeof englishExpected = {
  by: (day) => `La ciudad piensa terminarlo a más tardar el ${showDay(day)}.`,
  late: (day) => `Está atrasado. La ciudad pensaba terminarlo a más tardar el ${showDay(day)}.`,
};
